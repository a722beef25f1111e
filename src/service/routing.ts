import type { Assignment, Day, Explanation, FiledMatter, Instant, TaskRole } from '#core/case.ts'
import { assign, explain } from '#core/assign.ts'
import { dayOf } from '#core/clock.ts'
import { due, limitFor, type Limit, type LimitStep } from '#core/due.ts'
import { officeNamed } from '#core/offices.ts'
import type { AreaCode, Office } from '#core/plan.ts'
import { route, type Precedent, type Routing } from '#core/route.ts'
import type { AreaPack } from '#packs/load.ts'
import type { Tx } from '#store/transaction.ts'
import { labelOf, packInForce } from './packs-in-force.ts'
import { precedentsIn } from './precedents.ts'
import { weighed } from './weighed.ts'
import { officesIn, type World } from './world.ts'

/** A matter with the tasks the plan, a precedent or the intake office's duty makes of it. */
export interface Routed {
  readonly matter: FiledMatter
  readonly routing: Routing
  readonly assignments: readonly Assignment[]
  readonly explanation: Explanation
}

interface Question {
  readonly area: AreaCode
  readonly matter: FiledMatter
  readonly text: string
  readonly at: Instant
}

/**
 * Routes a matter under the version of its area's plan that is in force now, and gives it to offices; with what in its
 * words spoke for the offence.
 */
export async function routeMatter(world: World, tx: Tx, question: Question): Promise<Routed> {
  const { pack, version } = await packInForce(world, tx, question.area)
  const around = await routingAround(world, tx, question.area)
  const by = { ...around, pack, ...(version ? { version: labelOf(version) } : {}) }
  const routed = routeUnder(world, by, question)
  const { key, facts } = routed.explanation
  const { area, matter, text } = question
  const weight = weighed(world, { area, offence: matter.offence, text })
  return { ...routed, explanation: { key, facts: { ...facts, ...weight } } }
}

/** What a matter is routed by. */
export interface RoutedBy extends RoutingAround {
  readonly pack: AreaPack
  readonly version?: string
}

interface RoutingAround {
  readonly precedents: readonly Precedent[]
  readonly offices: readonly Office[]
}

export const routingAround = async (
  world: World,
  tx: Tx,
  area: AreaCode,
): Promise<RoutingAround> => ({
  precedents: await precedentsIn(world, tx, area),
  offices: await officesIn(world, tx, area),
})

/** Where a matter goes under a given pack, be it in force or only thought of. */
export function routeUnder(world: World, by: RoutedBy, question: Question): Routed {
  const { area, matter, text, at } = question
  const { plan, reading, places } = by.pack
  const ground = {
    plan,
    reading,
    offences: world.packs.offences,
    precedents: by.precedents,
    ...(by.version === undefined ? {} : { version: by.version }),
  }
  const accused = matter.accused ? { accusedDepartment: matter.accused } : {}
  const routing = route({ ...matter, ...accused, text }, ground)
  const receiver = officeNamed(by.offices, world.operator.read(area).receiver ?? '')
  const assignments = assign(matter, routing, {
    offices: by.offices,
    ...(receiver ? { receiver } : {}),
    places,
    offences: world.packs.offences,
    due: (role, _stream, department) =>
      dueOf(world, { area, matter, day: dayOf(at), role, ...(department ? { department } : {}) }),
    taskId: (n) => `${matter.id}.${world.id().slice(0, 6)}${n}`,
  })
  return { matter, routing, assignments, explanation: explain(routing, assignments) }
}

interface DueQuestion {
  readonly area: AreaCode
  readonly matter: Pick<FiledMatter, 'stream' | 'offence'>
  readonly day: Day
  readonly role: TaskRole
  readonly department?: string
  readonly step?: LimitStep
}

/** The due date of a task; the limits run from receipt. */
export function dueOf(world: World, question: DueQuestion): ReturnType<typeof due> {
  return due(question.day, limitOf(world, question), world.packs.calendar)
}

export function limitOf(world: World, question: Omit<DueQuestion, 'day'>): Limit {
  const step = question.step ?? (question.role === 'intake' ? 'assign' : 'accept')
  const limit = limitFor(world.packs.limits.values(), {
    step,
    stream: question.matter.stream,
    offence: question.matter.offence,
    area: question.area,
    ...(question.department ? { department: question.department } : {}),
  })
  if (!limit) throw new Error(`no time limit for the step ${step}: see data/national/limits.json`)
  return limit
}
