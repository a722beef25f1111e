import { readFileSync } from 'node:fs'
import { assign } from '#core/assign.ts'
import type { Stream } from '#core/case.ts'
import { demoOffices } from '#core/offices.ts'
import type { OffenceCode, Place, Plan, Reading } from '#core/plan.ts'
import { route, type Routing } from '#core/route.ts'
import { offencesSchema, placesSchema, planSchema, readingSchema } from '#packs/schema.ts'

/** One area's three files, read from `data/` itself. */
export interface AreaFiles {
  readonly plan: Plan
  readonly reading: Reading
  readonly places: readonly Place[]
}

export function areaFiles(folder: string): AreaFiles {
  return {
    plan: planSchema.parse(json(`areas/${folder}/plan.json`)),
    reading: readingSchema.parse(json(`areas/${folder}/reading.json`)),
    places: placesSchema.parse(json(`areas/${folder}/places.json`)),
  }
}

const json = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8'))

const taxonomy = new Map(
  offencesSchema
    .parse(json('national/offences.json'))
    .map((offence) => [offence.code, offence] as const),
)

/** The codes of the taxonomy that are matters for a report. */
export function reportableOffences(): readonly OffenceCode[] {
  return [...taxonomy.values()]
    .filter(({ handOver }) => handOver === undefined)
    .map(({ code }) => code)
}

/** Asks who acts on an offence in an area, nothing having been ruled before. */
export function routingIn({ plan, reading }: AreaFiles) {
  return (offence: OffenceCode, text?: string, stream: Stream = 'tip-off'): Routing =>
    route(
      { offence, stream, ...(text === undefined ? {} : { text }) },
      { plan, reading, offences: taxonomy, precedents: [] },
    )
}

/** Who gets a task of an offence in an area where every department has an office: `lead health-commission`, … */
export function tasksIn(area: AreaFiles) {
  const { plan, places } = area
  const world = {
    offices: demoOffices(plan, places),
    places,
    offences: taxonomy,
    due: () => ({ on: '2026-12-11', limit: 'accept', provisional: false }),
    taskId: (n: number) => `t${n}`,
  }
  const routing = routingIn(area)
  return (offence: OffenceCode, text?: string): readonly string[] =>
    assign({ id: 'm1', stream: 'tip-off', offence }, routing(offence, text), world).map(
      ({ role, department }) => `${role} ${department}`,
    )
}

/** The clause, or a plain failure that names it. */
export function clauseOf({ plan }: AreaFiles, id: string) {
  const clause = plan.clauses.find((each) => each.clause === id)
  if (clause === undefined) throw new Error(`no clause ${id}`)
  return clause
}
