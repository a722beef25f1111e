import { describe, expect, it } from 'vitest'
import type { Day } from '#core/case.ts'
import { addDays } from '#core/clock.ts'
import { chanceOf } from '#core/surge-chance.ts'
import { dayKind } from '#core/surge-days.ts'
import { modelFor, type Ground, type SurgeModel } from '#core/surge-model.ts'
import { countsOf, seriesName, seriesNamed, type Told } from '#core/surge-series.ts'
import { thresholdOf } from '#core/surge-threshold.ts'
import { surgeGoesOn, surgesOn } from '#core/surge.ts'
import { calendar2026 } from './calendars.ts'
import { shippedRule } from './surge-figures.ts'

const ground: Ground = {
  rule: shippedRule(),
  calendar: calendar2026,
  offences: Array.from({ length: 60 }, (_, n) => `F${n}`),
  places: Array.from({ length: 20 }, (_, n) => `P${n}`),
}
const day: Day = '2026-07-22'

/** One report every day for half a year, each of another offence and place. */
function quiet(): SurgeModel {
  const told = Array.from({ length: 180 }, (_, n) => aReport(-8 - n, { o: n % 60, p: n % 20 }))
  const counts = countsOf(told)
  const sums = new Map<string, number>()
  for (const one of counts)
    sums.set(seriesName(one), (sums.get(seriesName(one)) ?? 0) + one.senders)
  const days = new Map(told.map((one) => [one.day, 1]))
  const history = { first: addDays(day, -187), days, long: sums, recent: sums }
  const model = modelFor(day, history, ground)
  if (!model) throw new Error('there is history enough')
  return model
}

let serial = 0
function aReport(
  days: number,
  { o, p, sender }: { readonly o: number; readonly p: number; readonly sender?: string },
): Told {
  serial += 1
  return {
    caseId: `c${serial}`,
    day: addDays(day, days),
    offence: `F${o}`,
    place: `P${p}`,
    subjects: [],
    sender: sender ?? `s${serial}`,
  }
}

const model = quiet()
const threshold = thresholdOf(model)
const look = (told: readonly Told[]) => surgesOn({ model, threshold, told, known: [] })

describe('a surge', () => {
  it('is told by many different senders, and is one warning for its offence and place together', () => {
    const told = Array.from({ length: 8 }, (_, n) => aReport(-(n % 3), { o: 1, p: 1 }))
    const surges = look(told)
    expect(surges).toHaveLength(1)
    expect(surges[0]).toMatchObject({ series: { kind: 'cell', key: 'F1 P1' }, senders: 8 })
    expect(surges[0]?.cases).toHaveLength(8)
    expect(surges[0]?.expected).toBeLessThan(0.2)
  })

  it('is not raised by one sender, however often they write and about whatever', () => {
    const many = Array.from({ length: 40 }, (_, n) =>
      aReport(-(n % 3), { o: n % 5, p: 1, sender: 'one' }),
    )
    expect(look(many)).toEqual([])
  })

  it('counts one sender among others once, and says how often they wrote', () => {
    const others = Array.from({ length: 7 }, () => aReport(0, { o: 2, p: 3 }))
    const again = Array.from({ length: 9 }, () => aReport(0, { o: 2, p: 3, sender: 'one' }))
    expect(look([...others, ...again])).toMatchObject([{ senders: 8, mostOfOne: 9 }])
  })

  it('is not seen in every place when the whole area writes more: that is one surge, of the area', () => {
    const told = Array.from({ length: 45 }, (_, n) =>
      aReport(-(n % 3), { o: (n * 7) % 60, p: n % 20 }),
    )
    expect(look(told)).toMatchObject([{ series: { kind: 'area' }, senders: 45 }])
  })

  it('spread over all places is one of the offence', () => {
    const told = Array.from({ length: 12 }, (_, n) => aReport(-(n % 3), { o: 4, p: n }))
    expect(look(told)).toMatchObject([{ series: { kind: 'offence', key: 'F4' } }])
  })

  it('that was warned of is not warned of again, and is seen to go on', () => {
    const told = Array.from({ length: 8 }, (_, n) => aReport(-(n % 3), { o: 1, p: 1 }))
    const known = { series: { kind: 'cell', key: 'F1 P1' }, from: addDays(day, -2) } as const
    expect(surgesOn({ model, threshold, told, known: [known] })).toEqual([])
    expect(surgeGoesOn({ model, threshold, told }, known)).toMatchObject({ senders: 8 })
  })

  it('can come anew once it was closed, of what came later', () => {
    const told = Array.from({ length: 8 }, () => aReport(0, { o: 1, p: 1 }))
    const known = { series: { kind: 'cell', key: 'F1 P1' }, from: addDays(day, -9) } as const
    const closed = { ...known, closedOn: addDays(day, -1) }
    expect(surgesOn({ model, threshold, told, known: [closed] })).toHaveLength(1)
  })
})

describe('what is usual', () => {
  it('is not known before four weeks have been counted', () => {
    const none = new Map<string, number>()
    const first = addDays(day, -30)
    const history = { first, days: none, long: none, recent: none }
    expect(modelFor(day, history, ground)).toBeUndefined()
  })

  it('knows work, the first day back, weekends and holidays, with days worked instead', () => {
    const kinds = [
      '2026-02-13',
      '2026-02-14',
      '2026-02-18',
      '2026-07-18',
      '2026-07-20',
      '2026-07-21',
    ]
    expect(kinds.map((one) => dayKind(one, calendar2026))).toEqual([
      'work',
      calendar2026.years.get(2026)?.workdays.has('2026-02-14') ? 'work' : 'weekend',
      'holiday',
      'weekend',
      'first',
      'work',
    ])
  })

  it('makes more needed where an area has more: the rate of false alarms is the same', () => {
    expect(threshold.perQuarter).toBeLessThanOrEqual(1)
    expect(threshold.perQuarter).toBeGreaterThan(0.3)
  })
})

describe('the chance of so many', () => {
  it('is as in the tables', () => {
    expect(chanceOf(3, 0.1, 0.1)).toBeCloseTo(0.000_154_653, 9)
    expect(chanceOf(1, 2, 2)).toBe(1)
    expect(chanceOf(10, 2, 4)).toBeCloseTo(0.005_859_4, 6)
    expect(chanceOf(5, 0, 0)).toBe(0)
  })

  it('is exact far out, where one less the rest would be nothing', () => {
    expect(chanceOf(12, 0.05, 0.05)).toBeGreaterThan(0)
    expect(chanceOf(12, 0.05, 0.05)).toBeLessThan(1e-23)
  })
})

describe('names of series', () => {
  it('are read back', () => {
    for (const name of ['area:', 'offence:A1', 'place:500153001', 'cell:A1 500153001', 'subject:x'])
      expect(seriesName(seriesNamed(name) ?? { kind: 'area', key: 'x' })).toBe(name)
    expect(seriesNamed('other:x')).toBeUndefined()
  })
})
