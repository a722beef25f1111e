import type {
  Assignment,
  AssignmentBasis,
  Due,
  Explanation,
  FiledMatter,
  Stream,
  TaskRole,
} from './case.ts'
import { intakeOffice, officeFor } from './offices.ts'
import type { DepartmentId, Offence, OffenceCode, Office, Place } from './plan.ts'
import type { Routing } from './route.ts'

/** What an assignment needs to know of the outside. */
export interface AssignWorld {
  readonly offices: readonly Office[]
  readonly places: readonly Place[]
  readonly offences: ReadonlyMap<OffenceCode, Offence>
  readonly due: (role: TaskRole, stream: Stream, department?: DepartmentId) => Due
  /** The office that the operator named to receive accusations, if there is one. */
  readonly receiver?: Office
  /** The id of the n-th task made here, counted from 0. */
  readonly taskId: (n: number) => string
}

/**
 * The tasks of a matter: one for each lead, each cooperating office and each responsible one whom the offence concerns;
 * or one for the intake office where the lead is open.
 */
export function assign(matter: FiledMatter, routing: Routing, world: AssignWorld): Assignment[] {
  if (matter.stream === 'accusation') return toReceiver(matter, world)
  const leads = officesOf('lead', matter, routing, world)
  if (
    needsIntake(routing) ||
    leads.length < leadsOf(matter, routing).length ||
    leads.length === 0
  ) {
    return toIntake(matter, world)
  }
  const tasks = [
    ...leads,
    ...officesOf('responsible', matter, routing, world),
    ...officesOf('cooperate', matter, routing, world),
  ]
  return tasks.map(({ office, department, role }, n) => ({
    task: world.taskId(n),
    office: office.id,
    department,
    role,
    ...(routing.clauses[0] && routing.basis === 'plan'
      ? { clause: routing.clauses[0].clause }
      : {}),
    basis: basisOf(routing),
    due: world.due(role, matter.stream, department),
  }))
}

/** The routing's explanation, unless its lead has no office here and the intake office had to take it. */
export function explain(routing: Routing, assignments: readonly Assignment[]): Explanation {
  const receiver = assignments.find(({ basis }) => basis === 'receiver')
  if (receiver) {
    const { key, facts } = routing.explanation
    return { key, facts: { ...facts, receiver: receiver.department } }
  }
  const atIntake = assignments.every(({ role }) => role === 'intake')
  if (needsIntake(routing)) return routing.explanation
  if (!atIntake) return withUntold(routing, assignments)
  return {
    key: 'no-office',
    facts: { ...routing.explanation.facts, department: routing.lead.join(',') },
  }
}

/** Whom the plan names and nobody troubles: it is not their business, or they have no office here. */
function withUntold(
  { explanation, responsible, cooperate }: Routing,
  assignments: readonly Assignment[],
): Explanation {
  const told = new Set(assignments.map(({ department }) => department))
  const untold = [...responsible, ...cooperate].filter((id) => !told.has(id))
  if (untold.length === 0) return explanation
  return { ...explanation, facts: { ...explanation.facts, untold: untold.join(',') } }
}

interface Placed {
  readonly office: Office
  readonly department: DepartmentId
  readonly role: TaskRole
}

type Part = 'lead' | 'responsible' | 'cooperate'

function officesOf(
  part: Part,
  matter: FiledMatter,
  routing: Routing,
  world: AssignWorld,
): readonly Placed[] {
  const departments = departmentsOf(part, matter, routing, world)
  const role = part === 'lead' && departments.length > 1 ? 'co-lead' : part
  return departments.flatMap((department) => {
    const office = officeFor(world.offices, department, matter.place, world.places, routing.level)
    return office ? [{ office, department, role }] : []
  })
}

/** A bracket may list half the government as responsible: who need not know is not told. */
function departmentsOf(
  part: Part,
  matter: FiledMatter,
  routing: Routing,
  world: AssignWorld,
): readonly DepartmentId[] {
  if (part !== 'responsible') return allowed(matter, routing[part])
  const concerns = world.offences.get(matter.offence)?.concerns ?? []
  return allowed(matter, routing.responsible).filter(
    (id) => concerns.includes(id) && !routing.lead.includes(id),
  )
}

function leadsOf(matter: FiledMatter, routing: Routing): readonly DepartmentId[] {
  return allowed(matter, routing.lead)
}

/** Whoever route was asked by, the unit accused gets nothing. */
function allowed(
  matter: FiledMatter,
  departments: readonly DepartmentId[],
): readonly DepartmentId[] {
  return departments.filter((department) => department !== matter.accused)
}

function needsIntake(routing: Routing): boolean {
  return routing.open || routing.basis === 'by-function' || routing.basis === 'none'
}

function basisOf(routing: Routing): AssignmentBasis {
  return routing.basis === 'none' ? 'intake' : routing.basis
}

/** An accusation goes to whom the operator named for it, unless that is whom it accuses; else the intake office sees to it. */
function toReceiver(matter: FiledMatter, world: AssignWorld): Assignment[] {
  const { receiver } = world
  if (!receiver || receiver.department === matter.accused) return toIntake(matter, apart(world))
  const { id: office, department } = receiver
  return [
    {
      task: world.taskId(0),
      office,
      department,
      role: 'lead',
      basis: 'receiver',
      due: world.due('lead', matter.stream, department),
    },
  ]
}

/** Of several intake offices the ones that sit in no department come first: nobody there is accused. */
function apart(world: AssignWorld): AssignWorld {
  const own = world.offices.filter(
    ({ department, delegatedBy }) => department === 'intake' && delegatedBy === undefined,
  )
  return own.length > 0 ? { ...world, offices: own } : world
}

function toIntake(matter: FiledMatter, world: AssignWorld): Assignment[] {
  const office = intakeOffice(world.offices)
  if (!office) return []
  return [
    {
      task: world.taskId(0),
      office: office.id,
      department: 'intake',
      role: 'intake',
      basis: 'intake',
      due: world.due('intake', matter.stream),
    },
  ]
}
