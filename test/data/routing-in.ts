import { readFileSync } from 'node:fs'
import type { Offence, OffenceCode, Place, Plan, Reading } from '#core/plan.ts'
import { route, type Routing } from '#core/route.ts'
import { placesSchema, planSchema, readingSchema } from '#packs/schema.ts'

/** One area's three files, read from `data/` itself. */
export interface AreaFiles {
  readonly plan: Plan
  readonly reading: Reading
  readonly places: readonly Place[]
}

export function areaFiles(folder: string): AreaFiles {
  const read = (file: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../data/areas/${folder}/${file}`, import.meta.url), 'utf8'))
  return {
    plan: planSchema.parse(read('plan.json')),
    reading: readingSchema.parse(read('reading.json')),
    places: placesSchema.parse(read('places.json')),
  }
}

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
