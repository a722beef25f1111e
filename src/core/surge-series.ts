import type { Day } from './case.ts'
import type { OffenceCode, PlaceCode } from './plan.ts'

/** What is counted against its own history: everything of an area, an offence, a place, both at once, or a subject. */
export type SeriesKind = 'area' | 'offence' | 'place' | 'cell' | 'subject'

export interface Series {
  readonly kind: SeriesKind
  /** Empty for the whole area; `offence place` for both. */
  readonly key: string
}

/** One matter of a report, as the watch knows it. */
export interface Told {
  readonly caseId: string
  readonly day: Day
  readonly offence: OffenceCode
  /** Right below the area; empty where it is not known. */
  readonly place: PlaceCode
  readonly subjects: readonly string[]
  /** The same for whatever one sender tells, and for texts that are nearly the same. */
  readonly sender: string
}

/** The series a matter counts in. */
export function seriesOf({ offence, place, subjects }: Told): readonly Series[] {
  return [
    { kind: 'area', key: '' },
    { kind: 'offence', key: offence },
    ...(place === ''
      ? []
      : [
          { kind: 'place', key: place } as const,
          { kind: 'cell', key: cellKey(offence, place) } as const,
        ]),
    ...subjects.map((key) => ({ kind: 'subject', key }) as const),
  ]
}

export const cellKey = (offence: OffenceCode, place: PlaceCode): string => `${offence} ${place}`

/** Names a series in one word. */
export const seriesName = ({ kind, key }: Series): string => `${kind}:${key}`

/** The series of that name. */
export function seriesNamed(name: string): Series | undefined {
  const [, kind, key = ''] = /^(area|offence|place|cell|subject):(.*)$/.exec(name) ?? []
  return kind === undefined ? undefined : { kind: kind as SeriesKind, key }
}

/** Offence and place of a series, where it has them. */
export function partsOf({ kind, key }: Series): {
  readonly offence: OffenceCode
  readonly place: PlaceCode
  readonly subject: string
} {
  const [first = '', second = ''] = key.split(' ')
  return {
    offence: kind === 'offence' || kind === 'cell' ? first : '',
    place: kind === 'place' ? key : kind === 'cell' ? second : '',
    subject: kind === 'subject' ? key : '',
  }
}

/** Different senders of each day and series: what the history is kept as. */
export function countsOf(told: readonly Told[]): readonly (Series & {
  readonly day: Day
  readonly senders: number
})[] {
  const senders = new Map<
    string,
    { readonly at: Series & { day: Day }; readonly who: Set<string> }
  >()
  for (const one of told)
    for (const series of seriesOf(one)) {
      const name = `${one.day} ${seriesName(series)}`
      const known = senders.get(name) ?? { at: { ...series, day: one.day }, who: new Set() }
      known.who.add(one.sender)
      senders.set(name, known)
    }
  return [...senders.values()].map(({ at, who }) => ({ ...at, senders: who.size }))
}
