import type { DepartmentId, Plan } from '#core/plan.ts'
import type { Precedent } from '#core/route.ts'
import type { Gap, GapList } from './gaps.ts'
import { nearName } from './plan-in-words.ts'

/** Departments as those who live there call them. */
export const departmentsInWords = (
  { area, departments }: Plan,
  ids: readonly DepartmentId[],
): string =>
  ids
    .map((id) => departments.find((one) => one.id === id)?.name ?? id)
    .map((name) => nearName(area, name))
    .join('、')

/** What is done with it now. */
export function gapInWords({ kind, clauses, candidates }: Gap, plan: Plan): string {
  const names = departmentsInWords(plan, candidates)
  if (kind === 'silent') return `按职能先建议由${names}办，每件由协调岗定`
  return `${clauses.join('、')}点了 ${candidates.length} 家，没有定谁牵头：${names}`
}

/** 2026-03-02 RC-2026-00003 分给区市场监管局。 */
export function rulingInWords({ on, number, lead, cooperate }: Precedent, plan: Plan): string {
  const others = cooperate.length > 0 ? `，${departmentsInWords(plan, cooperate)}协办` : ''
  return `${on} ${number} 分给${departmentsInWords(plan, [lead])}${others}`
}

/** One line for the joint conference: what was ruled all along, else from whom to choose. */
export function suggestionFor({ kind, candidates, concerned, rulings }: Gap, plan: Plan): string {
  const leads = [...new Set(rulings.map(({ lead }) => lead))]
  const names = (ids: readonly DepartmentId[]): string => departmentsInWords(plan, ids)
  if (leads.length === 1) {
    const times = rulings.length === 1 ? '上次' : ` ${rulings.length} 次都`
    return `协调岗${times}分给${names(leads)}，由联席会议定下是不是由它牵头`
  }
  if (leads.length > 1) return `协调岗先后分给过${names(leads)}，由联席会议定下由哪一家牵头`
  if (kind === 'silent') return `由联席会议明确是不是${names(candidates)}办，写进部门分工`
  const near = concerned.length > 0 && concerned.length < candidates.length
  return near
    ? `由联席会议定一家牵头；按国家法规和这一类有关的是${names(concerned)}`
    : `由联席会议从${names(candidates)}中定一家牵头`
}

/** The whole list as plain text, to be printed. */
export function gapsInText(list: GapList): readonly string[] {
  const { plan, year, gaps, clauses, unsaid } = list
  const { title, number, issuedOn } = plan.document
  const silent = gaps.filter(({ kind }) => kind === 'silent')
  const open = gaps.filter(({ kind }) => kind === 'open')
  return [
    `${plan.area.name}方案空白清单（${year} 年）`,
    `依据：${title}（${number}，${issuedOn} 印发）`,
    '',
    `一、方案没有写到的：${silent.length} 类`,
    ...silent.flatMap((gap, n) => gapLines(gap, plan, n + 1)),
    '',
    `二、方案写到了，没有定由谁牵头的：${open.length} 类`,
    ...open.flatMap((gap, n) => gapLines(gap, plan, n + 1)),
    '',
    `三、写了按职责分担，却没有写职责的部门：${clauses.length} 条`,
    ...clauses.map(
      ({ clause, heading, withoutDuty }, n) =>
        `${n + 1}. ${clause} ${heading}：${departmentsInWords(plan, withoutDuty)}`,
    ),
    '',
    `四、文件本身没有写清的：${unsaid.length} 处`,
    ...unsaid.map((words, n) => `${n + 1}. ${words}`),
    '',
    footnote,
  ]
}

/** Under every copy of the list. */
export const footnote =
  '本表没有举报人说的话。分办理由是协调岗写的，送出之前请核对；检举控告不列件数。'

function gapLines(gap: Gap, plan: Plan, n: number): readonly string[] {
  const { name, offence, matters, rulings } = gap
  const count = matters === undefined ? '' : `，本年 ${matters} 件`
  return [
    `${n}. ${name}（${offence}${count}）`,
    `   现在：${gapInWords(gap, plan)}`,
    ...rulings.map(
      (one) => `   先例：${rulingInWords(one, plan)}${one.reason ? `；理由：${one.reason}` : ''}`,
    ),
    `   建议：${suggestionFor(gap, plan)}`,
  ]
}
