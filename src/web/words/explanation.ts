import type { Explanation } from '#core/case.ts'
import type { DeskCase } from '#service/desk-case.ts'
import { fullDay } from './dates.ts'

type Facts = Explanation['facts']
type Names = Pick<DeskCase, 'departmentNames'>

/** Why a matter went where it went, in one or two sentences. */
export function explanationWords({ key, facts }: Explanation, names: Names): string {
  const of = (field: string): string => departments(facts[field], names)
  const clause = facts['clause'] ? `方案${facts['clause']}` : '方案'
  switch (key) {
    case 'sole':
      return `${clause}写明由${of('lead')}负责。`
    case 'first-listed-leads':
      return `方案写明几个部门并列时，列第一位的牵头；${clause}列第一位的是${first(of('lead') || of('responsible'))}。`
    case 'lead-marked':
      return `${clause}写明由${of('lead') || of('responsible')}牵头${tail(of('cooperate'), '配合')}。`
    case 'lead-with-all':
      return `${clause}写明由${of('lead') || of('responsible')}牵头或者负责，各有关部门配合。`
    case 'narrowed-by-duty':
      return narrowed(facts, names, clause)
    case 'precedent':
      return precedent(facts, of('department'))
    case 'open-each-by-duty':
      return `${clause}写明${of('lead') || of('responsible')}按职责分别负责，没有写明这一类由哪一家牵头，由综合监管协调岗分办。`
    case 'open-joint':
      return `${clause}列明${of('responsible') || of('lead')}共同负责，没有标明牵头，由综合监管协调岗分办。`
    case 'by-function':
      return `方案没有写到这件事。按法定职责，建议由${of('proposedLead') || '有关部门'}主办${tail(of('proposedCooperate'), '协办')}，由综合监管协调岗决定。`
    case 'unknown-offence':
      return '举报内容还没有归类，由综合监管协调岗分办。'
    case 'accusation':
      return `反映的是公职人员或者执法行为，不经过其所在单位，${of('receiver') ? `直接转给${of('receiver')}` : '由综合监管协调岗转交有权受理的机关'}。`
    case 'accused-is-responsible':
      return `按方案应当由${of('department')}办，但反映的正是这个单位，不能交给它，由综合监管协调岗另行分办。`
    case 'no-office':
      return `按方案由${of('department')}牵头，但系统里还没有它的承办单位，由综合监管协调岗分办。`
    case 'ruling':
      return `综合监管协调岗分办：由${of('lead')}主办${tail(of('cooperate'), '协办')}。`
    case 'returned':
      return `${of('department')}已退回，由综合监管协调岗改派。`
    case 're-examination':
      return '举报人反映仍在发生或者对结果不满意，由综合监管协调岗安排重新核查。'
  }
}

/** A precedent's number is another reporter's case: the reporter hears only that there was one. */
function precedent({ ruledOn, precedent: number }: Facts, department: string): string {
  if (number === undefined) return `方案没有定下由谁牵头。按此前同类件的分办，由${department}主办。`
  const day = ruledOn === undefined ? '' : fullDay(ruledOn)
  return `方案没有定下由谁牵头。按 ${number} 一件${day ? `（${day}）` : ''}的分办先例，由${department}主办。`
}

function narrowed(facts: Facts, names: Names, clause: string): string {
  const keyword = facts['keyword'] ? `举报里写到"${facts['keyword']}"；` : ''
  const where = facts['dutyClause'] ? `方案${facts['dutyClause']}` : '方案'
  const duty = facts['duty'] ? `：${facts['duty']}` : ''
  return `${clause}由几个部门按职责分担。${keyword}${where}写明${departments(facts['department'], names)}的职责${duty}。`
}

/** Department ids, comma-joined, by their names in the plan. */
export function departments(ids: string | undefined, { departmentNames }: Names): string {
  return (ids ?? '')
    .split(',')
    .filter(Boolean)
    .map((id) => (id === 'intake' ? '综合监管协调岗' : (departmentNames[id] ?? '有关部门')))
    .join('、')
}

const tail = (names: string, part: string): string => (names ? `，${names}${part}` : '')
const first = (names: string): string => names.split('、')[0] ?? names
