import { readFileSync } from 'node:fs'
import type { CalendarYear } from '#core/calendar.ts'
import { addDays } from '#core/clock.ts'
import type { SurgeRule } from '#core/surge-model.ts'
import { isFound, live, sow, usualOfSown, watch, type Planted } from './surge-simulation.ts'
import { aRandom } from './surge-random.ts'

/** County and province: reports in an average month. */
export const volumes = [5, 20, 60, 150, 400] as const
const kinds = ['cell', 'offence', 'place', 'subject'] as const

export interface Figures {
  readonly histories: number
  /** False alarms per area and quarter. */
  readonly falseAlarms: number
  readonly worst: number
  readonly sown: number
  readonly found: number
  /** Shares found, by volume and by what surged. */
  readonly by: ReadonlyMap<string, { readonly sown: number; readonly found: number }>
}

/** What a surge is: beyond what is usual in three days (u) at least `base + root × √u` more different senders. */
export interface Size {
  readonly base: number
  readonly root: number
}

interface Asked {
  readonly rule: SurgeRule
  /** Of each volume. */
  readonly histories: number
  readonly size: Size
  readonly of?: readonly number[]
  readonly seed?: number
}

/** Lives histories without surges and counts what is raised; puts surges in and counts what is found within three days. */
export function figuresOf({ rule, histories, size, of = volumes, seed = 1 }: Asked): Figures {
  const by = new Map<string, { sown: number; found: number }>()
  let [all, worst, sown, found, falseAlarms] = [0, 0, 0, 0, 0]
  for (const perMonth of of)
    for (let n = 0; n < histories; n += 1) {
      const area = {
        perMonth,
        places: 20,
        offences: 68,
        seed: seed * 1_000_003 + perMonth * 997 + n,
      }
      const lived = live(area, { rule, calendar: { years: years() } })
      const raised = watch(lived).length
      all += 1
      falseAlarms += raised
      worst = Math.max(worst, raised)
      const surges = [3, 20, 37, 54, 71].map((day, k) => {
        const kind = kinds[(k + n + perMonth / 5) % kinds.length] ?? 'cell'
        const planted = { kind, among: (k + n) % 2 === 0 ? 'any' : 'busy', senders: 1 } as const
        const start = addDays(lived.watch, day)
        const put = (one: Planted) => sow(lived, one, start, aRandom(area.seed + k))
        const senders = Math.ceil(
          size.base + size.root * Math.sqrt(usualOfSown(lived, put(planted))),
        )
        return { kind, ...put({ ...planted, senders }) }
      })
      const warned = watch(lived, surges)
      for (const surge of surges) {
        const isSeen = isFound(warned, surge)
        sown += 1
        found += isSeen ? 1 : 0
        for (const key of [`${perMonth}`, surge.kind]) {
          const sum = by.get(key) ?? { sown: 0, found: 0 }
          by.set(key, { sown: sum.sown + 1, found: sum.found + (isSeen ? 1 : 0) })
        }
      }
    }
  return { histories: all, falseAlarms: falseAlarms / all, worst, sown, found, by }
}

/** In a line for people. */
export const inWords = ({ base, root }: Size, figures: Figures): string =>
  [
    `surges of ${base} + ${root} × √u senders: ${percent(figures)} of ${figures.sown} found within three days;`,
    `${figures.falseAlarms.toFixed(2)} false alarms per area and quarter (${figures.histories} quarters, most in one: ${figures.worst});`,
    [...figures.by].map(([key, one]) => `${key}: ${percent(one)}`).join(', '),
  ].join(' ')

const percent = ({ sown, found }: { readonly sown: number; readonly found: number }): string =>
  `${((100 * found) / Math.max(1, sown)).toFixed(1)} %`

const national = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/national/${name}.json`, import.meta.url), 'utf8'))

/** The rule as it ships. */
export const shippedRule = (): SurgeRule =>
  (national('warnings') as { readonly surge: { readonly rule: SurgeRule } }).surge.rule

function years(): ReadonlyMap<number, CalendarYear> {
  return new Map(
    [2025, 2026].map((year) => {
      const file = national(`calendar-${year}`) as Record<'holidays' | 'workdays', string[]>
      const { holidays, workdays } = file
      return [
        year,
        { published: true, holidays: new Set(holidays), workdays: new Set(workdays) },
      ] as const
    }),
  )
}
