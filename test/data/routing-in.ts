import { readFileSync } from 'node:fs'
import type { Offence, OffenceCode, Place, Plan, Reading } from '#core/plan.ts'
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

/** The codes of the taxonomy that are matters for a report. */
export function reportableOffences(): readonly OffenceCode[] {
  return offencesSchema
    .parse(json('national/offences.json'))
    .filter(({ handOver }) => handOver === undefined)
    .map(({ code }) => code)
}

const json = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8'))

/** Asks who acts on an offence in an area, nothing having been ruled before. */
export function routingIn({ plan, reading }: AreaFiles) {
  const offences = new Map(reading.entries.map(({ offence }) => [offence, bare(offence)]))
  return (offence: OffenceCode, text?: string): Routing =>
    route(
      { offence, stream: 'tip-off', ...(text === undefined ? {} : { text }) },
      { plan, reading, offences, precedents: [] },
    )
}

/** The clause, or a plain failure that names it. */
export function clauseOf({ plan }: AreaFiles, id: string) {
  const clause = plan.clauses.find((each) => each.clause === id)
  if (clause === undefined) throw new Error(`no clause ${id}`)
  return clause
}

const bare = (code: OffenceCode): Offence => ({
  code,
  group: code.slice(0, 1),
  zh: code,
  en: code,
  plain: code,
  asks: [],
  signals: [],
})
