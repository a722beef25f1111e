import type { Clause, DepartmentId, Plan } from '#core/plan.ts'
import { allocationFault } from './allocation-fault.ts'
import type { Problem } from './problem.ts'
import { repeated } from './repeated.ts'

/** A plan agrees with itself: its clauses name departments it declares, and share the work as they say. */
export function checkPlan(file: string, plan: Plan): readonly Problem[] {
  return [...findings(plan)].map(([field, cure]) => ({ file, field, cure }))
}

type Finding = readonly [field: string, cure: string]

function* findings(plan: Plan): Generator<Finding> {
  for (const id of repeated(plan.departments.map((department) => department.id)))
    yield [`departments ${id}`, '部门写了两次。并成一条，写法都放进 asWritten']
  for (const clause of repeated(plan.clauses.map((each) => each.clause)))
    yield [`clauses ${clause}`, '条款写了两次。按文件标题改正其中一条的 clause']
  const headings = [...plan.clauses, ...(plan.sections ?? [])].map(({ clause }) => clause)
  for (const clause of repeated(headings).filter((one) => !repeatedIn(plan.clauses, one)))
    yield [`sections ${clause}`, 'sections 里的标题已经写过。删去一处']
  for (const clause of plan.clauses)
    for (const cure of faultsOf(clause, plan)) yield [`clauses ${clause.clause}`, cure]
  yield* findingsAroundClauses(plan)
}

function* findingsAroundClauses(plan: Plan): Generator<Finding> {
  const clauses = new Set([...plan.clauses, ...(plan.sections ?? [])].map(({ clause }) => clause))
  const references: readonly (readonly [field: string, clause: string | undefined])[] = [
    ['leadRule.from', plan.leadRule.from],
    ...plan.duties.map((duty) => [`duties ${duty.department}`, duty.clause] as const),
    ...plan.annexTasks.map((task) => [`annexTasks ${task.item}`, task.supportsClause] as const),
    ...plan.channels.map((channel) => [`channels ${channel.channel}`, channel.clause] as const),
    ...plan.systems.map((system) => [`systems ${system.id}`, system.clause] as const),
    ...Object.entries(plan.scrutiny ?? {}).map(
      ([part, asked]) => [`scrutiny.${part}`, asked?.clause] as const,
    ),
  ]
  for (const [field, clause] of references)
    if (clause !== undefined && !clauses.has(clause))
      yield [field, `条款 ${clause} 不在 clauses 里。补上该条款，或改正写法`]
  for (const duty of plan.duties)
    yield* undeclared(`duties ${duty.clause}`, [duty.department], plan)
  for (const task of plan.annexTasks) yield* undeclared(`annexTasks ${task.item}`, task.lead, plan)
  yield* findingsInSystems(plan)
  if (plan.leadRule.rule === 'first-listed-leads' && plan.leadRule.from === undefined)
    yield ['leadRule.from', '方案有牵头规则，要写明从哪一条开始']
}

/** A system stands once under a clause, and says what is wanted; a task's days follow each other. */
function* findingsInSystems({ systems, annexTasks }: Plan): Generator<Finding> {
  for (const twice of repeated(systems.map(({ id, clause }) => `${id} ${clause}`)))
    yield [`systems ${twice}`, '同一条里写了两次。并成一条']
  for (const { id, clause, asks } of systems)
    if (asks === undefined) yield [`systems ${id} ${clause}`, '缺 asks：用一句自己的话写方案要什么']
  for (const twice of repeated(annexTasks.map(({ item }) => item)))
    yield [`annexTasks ${twice}`, '序号写了两次。改正其中一个']
  for (const { item, since, dueOn } of annexTasks) {
    if (dueOn === undefined) yield [`annexTasks ${item}`, '缺 dueOn：按期限写出最后一天']
    if (since !== undefined && dueOn !== undefined && since > dueOn)
      yield [`annexTasks ${item}`, '开始晚于期限。改正 since 或 dueOn']
  }
}

const repeatedIn = (clauses: Plan['clauses'], clause: string): boolean =>
  clauses.filter((one) => one.clause === clause).length > 1

function* undeclared(
  field: string,
  departments: readonly DepartmentId[],
  plan: Plan,
): Generator<Finding> {
  const declared = new Set(plan.departments.map((department) => department.id))
  for (const department of departments)
    if (!declared.has(department))
      yield [field, `部门 ${department} 不在 departments 里。补上，或改正代号`]
}

function* faultsOf(clause: Clause, plan: Plan): Generator<string> {
  const named = [...clause.lead, ...clause.responsible, ...clause.cooperate]
  for (const [, cure] of undeclared('', named, plan)) yield cure
  for (const id of repeated(named)) yield `部门 ${id} 列了两次。只留一处`
  const fault = allocationFault(clause)
  if (fault !== undefined) yield fault
  if (clause.allocation === 'first-listed-leads' && !firstLeads(clause, plan))
    yield '方案的“第一位牵头”规则还没有到这一条。改 allocation，或改正 leadRule'
  for (const id of unmentioned(named, clause, plan))
    yield `asWritten 里没有提到 ${id}。删去这个部门，或把方案里的写法补进 departments`
}

/** A plan's rule about the first named counts from the clause that states it, not before. */
function firstLeads(clause: Clause, { leadRule, clauses }: Plan): boolean {
  const from = clauses.findIndex((each) => each.clause === leadRule.from)
  return leadRule.rule === 'first-listed-leads' && from >= 0 && clauses.indexOf(clause) >= from
}

/** Departments that the bracket's own words do not name, by any spelling the plan uses for them. */
function unmentioned(
  named: readonly DepartmentId[],
  clause: Clause,
  plan: Plan,
): readonly DepartmentId[] {
  const spellings = new Map(
    plan.departments.map((department) => [
      department.id,
      [department.name, ...department.asWritten],
    ]),
  )
  return named.filter((id) => {
    const known = spellings.get(id)
    return known !== undefined && !known.some((spelling) => clause.asWritten.includes(spelling))
  })
}
