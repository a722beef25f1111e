import type { DepartmentId, Plan } from '#core/plan.ts'

/** What a department is called after: people shorten before it, and say 局 for 委. */
const kind = /(?:委员会|委|局|厅|办|部门|机关)$/
const kinds =
  '(?:行政|监督|执法|综合|主管)*(?:委员会|委|局|厅|办|所|部门|机关|队|支队|大队|系统|干部|人员)'
const place = /^.*(?:自治区|自治州|省|市|区|县|旗|州)/

/**
 * The department of a plan that a report about officials speaks of, by its names there and their usual short forms
 * (卫生健康委, 卫健局). Nobody may give the report to it. In doubt it is named: the intake office has many others.
 */
export function accusedIn(plan: Plan, text: string): DepartmentId | undefined {
  return plan.departments.find(({ name, asWritten }) =>
    [name, ...asWritten].some((spelling) => speaksOf(text, spelling)),
  )?.id
}

/** Whether a body that the operator named to receive accusations may have this one: nobody judges a case of their own. */
export function mayReceive(
  { departments }: Plan,
  receiver: string | undefined,
  accused: DepartmentId | undefined,
): boolean {
  if (receiver === undefined) return false
  const department = departments.find(({ id }) => id === accused)
  if (!department) return true
  return [department.name, ...department.asWritten].every((spelling) => {
    const short = spelling.replace(place, '')
    return short.length < 2 || !receiver.includes(short)
  })
}

function speaksOf(text: string, spelling: string): boolean {
  const core = spelling.replace(kind, '').replace(place, '')
  const letters = core.match(/\p{L}/gu) ?? []
  if (letters.length < 2) return text.includes(spelling)
  const short = letters.map((letter, n) => (n === 0 ? letter : `${letter}?`))
  const found = text.matchAll(new RegExp(`(${short.join('')})${kinds}`, 'gu'))
  return [...found].some(([, said = '']) => said.length >= 2)
}
