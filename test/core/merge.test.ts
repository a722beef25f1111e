import type { Case } from '#core/case.ts'
import type { Command } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import { evolve } from '#core/evolve.ts'
import { owedToOffices } from '#core/department-notices.ts'
import { noticesOwed } from '#core/notices.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  aCase,
  aContext,
  aDue,
  after,
  aMatter,
  anAssignment,
  aPlacement,
  atTheIntakeOffice,
  eventsOf,
  hour,
  morning,
  officerOf,
  refusalOf,
  theClock,
  theReporter,
} from './builders.ts'
import { clocks2026 } from './calendars.ts'
import { accept, conclude, decline, health, intake, ruleTo } from './commands.ts'
import { aPlay } from './play.ts'

const numbered = (number: string, about: Case = aCase()): Case => ({ ...about, number })
const main = numbered('RC-2026-00001')
const own = numbered('RC-2026-00002')
const due = (on: string) =>
  aPlacement([anAssignment('health-commission', 'lead', { due: aDue({ on }) })])

/** Sixty days from the fifth of November. */
const sixty = aDue({
  on: '2027-01-04',
  limit: 'conclude-60',
  provisional: true,
  from: '2026-11-05',
})

/** Both halves of 并案. */
const merging = (about: Case, into: Case): readonly [Case, Case] => [
  after(about, intake, { type: 'merge', into, reason: '同一家诊所' }),
  after(into, intake, { type: 'join', other: about, reason: '同一家诊所' }),
]
const apart = (merged: Case, joined: Case): readonly [Case, Case] => [
  after(merged, intake, { type: 'unmerge', reason: '不是同一家' }),
  after(joined, intake, { type: 'part', number: merged.number, reason: '不是同一家' }),
]
const dayOfFirst = ({ tasks }: Case) => tasks[0]?.due.on

describe('desk edge 19: cases that are merged', () => {
  it('the merged one has nobody left with something to do, and says where it went', () => {
    const [merged, joined] = merging(own, main)
    expect([merged.state, merged.merge?.into]).toEqual(['merged', main.number])
    expect(merged.tasks.map(({ state }) => state)).toEqual(['cancelled'])
    expect(merged.matters.some(({ open }) => open)).toBe(false)
    expect(joined.joined?.map(({ number }) => number)).toEqual([own.number])
    expect(joined.state).toBe('received')
  })

  it('the earliest due day survives on the main case, whichever had it', () => {
    const late = numbered('RC-2026-00001', aCase({}, [due('2026-12-20')]))
    const early = numbered('RC-2026-00002', aCase({}, [due('2026-11-20')]))
    expect(dayOfFirst(merging(early, late)[1])).toBe('2026-11-20')
    expect(dayOfFirst(merging(late, early)[1])).toBe('2026-11-20')
  })

  it('a day for concluding waits until the main case is accepted, and counts then', () => {
    const early = aDue({ on: '2026-12-01', limit: 'conclude-60' })
    const inHand = after(own, health, accept(), { due: early })
    const [, joined] = merging(inHand, main)
    expect(dayOfFirst(joined)).toBe(dayOfFirst(main))
    const taken = after(joined, health, accept(), { due: sixty })
    expect(dayOfFirst(taken)).toBe('2026-12-01')
    const parted = after(taken, intake, { type: 'part', number: own.number, reason: '分开' })
    expect(dayOfFirst(parted)).toBe(sixty.on)
  })

  it('a lead that is named later gets the earliest day as well', () => {
    const waits = numbered('RC-2026-00001', aCase({}, [atTheIntakeOffice()]))
    const early = numbered('RC-2026-00002', aCase({}, [due('2026-11-09')]))
    const [, joined] = merging(early, waits)
    const given = after(joined, intake, ruleTo('health-commission'))
    expect(given.tasks.at(-1)?.due.on).toBe('2026-11-09')
  })

  it('a merge chain A→B→C works: the day of A survives on C, and each says its own main case', () => {
    const a = numbered('RC-2026-00003', aCase({}, [due('2026-11-12')]))
    const [mergedA, b] = merging(a, own)
    const [mergedB, c] = merging(b, main)
    expect([mergedA.merge?.into, mergedB.merge?.into]).toEqual([own.number, main.number])
    expect(dayOfFirst(c)).toBe('2026-11-12')
    const [backB, backC] = apart(mergedB, c)
    expect(backB.joined?.map(({ number }) => number)).toEqual([a.number])
    expect(dayOfFirst(backC)).toBe(dayOfFirst(main))
  })

  it('a merge cycle is refused: what is merged takes nothing in', () => {
    const [mergedA, b] = merging(own, main)
    expect(refusalOf(b, intake, { type: 'merge', into: mergedA, reason: '同一家' })).toBe(
      'main-merged',
    )
    expect(refusalOf(mergedA, intake, { type: 'merge', into: b, reason: '同一家' })).toBe(
      'case-merged',
    )
    expect(refusalOf(own, intake, { type: 'merge', into: own, reason: '同一家' })).toBe(
      'merge-itself',
    )
  })

  it('a merge of different jurisdictions is refused', () => {
    const elsewhere = { ...main, area: '370300' }
    expect(refusalOf(own, intake, { type: 'merge', into: elsewhere, reason: '同一家' })).toBe(
      'merge-other-area',
    )
    expect(refusalOf(elsewhere, intake, { type: 'join', other: own, reason: '同一家' })).toBe(
      'merge-other-area',
    )
  })

  it('what is over neither goes into another case nor takes one in', () => {
    const over = [
      after(main, theReporter, { type: 'withdraw', reason: '' }),
      after(main, health, decline()),
      after(after(main, health, accept()), health, conclude()),
    ]
    const into = over.map((one) =>
      refusalOf(own, intake, { type: 'merge', into: one, reason: '同' }),
    )
    expect(into).toEqual(['main-over', 'main-over', 'main-over'])
    const out = over.map((one) =>
      refusalOf(one, intake, { type: 'merge', into: own, reason: '同' }),
    )
    expect(out).toEqual(['case-withdrawn', 'already-declined', 'already-concluded'])
  })

  it('an accusation goes with no ordinary report, and with no accusation of somebody else', () => {
    const accusing = (accused: string, number: string) =>
      numbered(
        number,
        aCase({ matters: [aMatter({ stream: 'accusation', accused })] }, [atTheIntakeOffice()]),
      )
    const one = accusing('health-commission', 'RC-2026-00005')
    const merge = (about: Case, into: Case) =>
      refusalOf(about, intake, { type: 'merge', into, reason: '同一家' })
    expect(merge(one, main)).toBe('merge-accusation')
    expect(merge(own, one)).toBe('merge-accusation')
    expect(merge(one, accusing('market-regulation', 'RC-2026-00006'))).toBe('merge-accusation')
    expect(merge(one, accusing('health-commission', 'RC-2026-00006'))).toBe('allowed')
  })

  it('what is urgent stays urgent, acknowledged or not; taken apart each is as it was', () => {
    const urgent = numbered('RC-2026-00002', aCase({ urgent: 'life' }))
    const [merged, joined] = merging(urgent, main)
    expect([joined.urgent, joined.acknowledgedAt]).toEqual(['life', undefined])
    expect(after(joined, intake, { type: 'acknowledge' }).acknowledgedAt).toBe(morning)
    const seen = after(urgent, intake, { type: 'acknowledge' })
    expect(merging(seen, main)[1].acknowledgedAt).toBe(morning)
    expect(apart(merged, joined)[1].urgent).toBeNull()
  })

  it('the merged one reopened has its own parts again; a paused one is still paused', () => {
    const inHand = after(own, health, accept(), { due: sixty })
    const paused = after(inHand, health, {
      type: 'pause',
      task: 'task-health-commission',
      reason: 'appraisal',
      document: '荣卫鉴委〔2026〕3号',
    })
    const [merged, joined] = merging(paused, main)
    expect(joined.tasks).toEqual(main.tasks)
    expect(apart(merged, joined)[0].tasks).toEqual(paused.tasks)
  })

  it('withdrawn by its reporter it is withdrawn, and comes back to nobody', () => {
    const [merged] = merging(own, main)
    const withdrawn = after(merged, theReporter, { type: 'withdraw', reason: '' })
    expect(withdrawn.state).toBe('withdrawn')
    expect(refusalOf(withdrawn, intake, { type: 'unmerge', reason: '恢复' })).toBe('case-withdrawn')
  })

  it('it ends with its main case, never by an officer', () => {
    const [merged] = merging(own, main)
    expect(refusalOf(merged, intake, { type: 'close' })).toBe('case-merged')
    expect(after(merged, theClock, { type: 'close' }).state).toBe('closed')
  })

  it('what its reporter adds stays in it, survives taking apart, and is told to who handles it', () => {
    const [merged, joined] = merging(own, main)
    const told = after(merged, theReporter, {
      type: 'supplement',
      text: '今天又开了',
      evidence: [],
    })
    const heard = eventsOf(joined, theReporter, { type: 'hear-joined', number: own.number })
    expect(JSON.stringify(heard)).not.toContain('今天又开了')
    expect(owedToOffices(joined, heard).map(({ office, type }) => [office, type])).toEqual([
      ['office-health-commission', 'supplement.arrived'],
    ])
    expect(apart(told, joined)[0].supplements.map(({ text }) => text)).toEqual(['今天又开了'])
  })

  it('the reporter is told that it is handled together, and nothing of the other case', () => {
    const events = eventsOf(own, intake, { type: 'merge', into: main, reason: '同一家诊所' })
    const told = noticesOwed(events.reduce<Case>(evolve, own), events)
    expect(told.map(({ kind, facts }) => ({ kind, facts }))).toEqual([
      { kind: 'other', facts: { number: own.number, about: 'merged' } },
    ])
  })
})

// Whatever the two have come to

const runs = { seed: 57, numRuns: 300 }
const plain = ({ version: _v, changedAt: _c, ...rest }: Case) => rest
const doing = (about: Case, command: Command, n: number): Case => {
  const clocks = { ...clocks2026, limits: new Map() }
  const context = aContext(officerOf('intake'), `p${n}`, { at: morning + 40 * hour, clocks })
  const decided = decide(about, command, context)
  return decided.ok ? decided.value.reduce<Case>(evolve, about) : about
}

it('desk edge 19: merging and unmerging is the identity on both cases, apart from history, version and last change', () => {
  let tried = 0
  fc.assert(
    fc.property(aPlay, aPlay, ({ end: one }, { end: other }) => {
      const [a, b] = [numbered('RC-2026-00061', one), numbered('RC-2026-00062', other)]
      const merged = doing(a, { type: 'merge', into: b, reason: '同' }, 1)
      if (merged === a) return
      tried += 1
      const joined = doing(b, { type: 'join', other: a, reason: '同' }, 2)
      const [backA, backB] = [
        doing(merged, { type: 'unmerge', reason: '分' }, 3),
        doing(joined, { type: 'part', number: a.number, reason: '分' }, 4),
      ]
      expect(plain(backA)).toEqual(plain(a))
      expect(plain(backB)).toEqual(plain(b))
    }),
    runs,
  )
  expect(tried).toBeGreaterThan(60)
})

it('desk edge 19: a pause and an extension while it had the earlier day count for its own day too', () => {
  const fifteen = aDue({ on: '2026-11-26', from: '2026-11-05' })
  const a = after(own, health, accept(), { due: fifteen })
  const b = after(main, health, accept(), { due: sixty })
  const task = 'task-health-commission'
  const pause: Command = { type: 'pause', task, reason: 'appraisal', document: '委托书3号' }
  const later = { at: morning + 48 * hour }
  const alone = after(after(b, health, pause), health, { type: 'resume', task }, later)
  const [, joined] = merging(a, b)
  const together = after(after(joined, health, pause), health, { type: 'resume', task }, later)
  expect(dayOfFirst(together)).not.toBe(dayOfFirst(alone))
  const parted = after(together, intake, { type: 'part', number: a.number, reason: '分开' })
  expect(parted.tasks).toEqual(alone.tasks)
})

it('a second look has days of its own: those of a merged case were for the first', () => {
  const b = after(own, theReporter, { type: 'supplement', text: '还在', evidence: [] })
  const early = {
    ...b,
    tasks: b.tasks.map((task) => ({ ...task, due: aDue({ on: '2026-11-06' }) })),
  }
  const [, joined] = merging(early, main)
  const ended = after(after(joined, health, accept()), health, conclude())
  const asked = after(ended, theReporter, { type: 'request-re-examination', text: '还在开' })
  const [matter] = asked.matters
  const assignment = anAssignment('health-commission', 'lead', {
    task: 'again',
    due: aDue({ on: '2026-12-31' }),
  })
  const granted = after(
    asked,
    { kind: 'officer', id: 'somebody-else', office: 'office-intake' },
    {
      type: 'grant-re-examination',
      again: [{ matter: matter?.id ?? '', assignment }],
      text: '再去看',
    },
  )
  expect(granted.tasks.find(({ task }) => task === 'again')?.due.on).toBe('2026-12-31')
})

it('what the reporter answered while it was merged ends the pause that waited for it', () => {
  const task = 'task-health-commission'
  const fifteen = aDue({ on: '2026-11-26', from: '2026-11-05' })
  const accepted = after(own, health, accept(), { due: fifteen })
  const asked = after(accepted, health, { type: 'ask', task, text: '几点开门，门口什么样' })
  const paused = after(asked, health, {
    type: 'pause',
    task,
    reason: 'supplement',
    document: '补正通知1号',
  })
  expect(paused.tasks[0]?.pause).toBeDefined()
  const [merged] = merging(paused, main)
  const question = merged.questions[0]?.id ?? ''
  const told = after(merged, theReporter, { type: 'answer', question, text: '五点', evidence: [] })
  const back = after(told, intake, { type: 'unmerge', reason: '不是同一家' })
  expect(back.tasks[0]?.pause).toBeUndefined()
  const silent = after(merged, intake, { type: 'unmerge', reason: '不是同一家' })
  expect(silent.tasks[0]?.pause).toBeDefined()
})
