import { describe, expect, it } from 'vitest'
import { calculate } from '#core/reward-calculation.ts'
import type { Share } from '#core/reward-money.ts'
import { morning } from './builders.ts'
import { aReportOf, aScheme, facts, lacking, yuan } from './reward-builders.ts'

const done = (...asked: Parameters<typeof calculate>) => {
  const calculated = calculate(...asked)
  if (!calculated.ok) throw new Error(calculated.refusal.key)
  return calculated.value
}
const refusal = (...asked: Parameters<typeof calculate>) => {
  const calculated = calculate(...asked)
  return calculated.ok ? 'a sum' : calculated.refusal
}
const steps = ({ lines }: ReturnType<typeof done>) =>
  lines.map(({ step, before, after }) => [step, before, after])

describe('a calculation, line by line', () => {
  it('three per cent of 40,000 yuan is less than the second level’s minimum, so the minimum is paid', () => {
    const made = done(aScheme(), facts())
    expect(steps(made)).toEqual([
      ['base', yuan(40_000), yuan(40_000)],
      ['share', yuan(40_000), yuan(1200)],
      ['least', yuan(1200), yuan(3000)],
    ])
    expect(made.sum).toBe(yuan(3000))
    expect(made.lines.map(({ article }) => article)).toEqual([
      '第base条',
      '第levels条',
      '第levels条',
    ])
  })

  it('every line begins where the one before it ended, and the last is the sum', () => {
    const insider = [aReportOf({ insider: true })]
    const made = done(aScheme(), facts({ base: yuan(30_000_000), reports: insider }))
    expect(steps(made)).toEqual([
      ['base', yuan(30_000_000), yuan(30_000_000)],
      ['share', yuan(30_000_000), yuan(900_000)],
      ['insider', yuan(900_000), yuan(1_200_000)],
      ['most', yuan(1_200_000), yuan(1_000_000)],
    ])
  })

  it('what does not come out even is rounded as the scheme says, and shown before and after', () => {
    const odd = facts({ level: '1', base: 12_345_679 })
    const lines = (how: 'down' | 'half-up' | 'up', to: 'fen' | 'yuan') =>
      done(aScheme({ rounding: { to, how }, levels: bare }), odd).lines[1]
    expect(lines('down', 'fen')).toMatchObject({ after: 617_283, facts: { exact: '6,172.8395' } })
    expect(lines('half-up', 'fen')?.after).toBe(617_284)
    expect(lines('half-up', 'yuan')?.after).toBe(617_300)
    expect(lines('down', 'yuan')?.after).toBe(617_200)
    expect(lines('up', 'yuan')?.after).toBe(617_300)
  })

  it('bands: each at its own rate, all at the rate of the last, or a fixed sum', () => {
    const bands = [
      { upTo: yuan(50_000), rate: 500 },
      { upTo: yuan(150_000), rate: 400 },
      { rate: 300 },
    ]
    const fixed = [{ upTo: yuan(10_000), sum: yuan(100) }, { sum: yuan(2000) }]
    const paid = (share: Share, base: number) =>
      done(aScheme({ levels: [levelOf(share)], least: 0 }), facts({ base })).sum
    expect(paid({ how: 'each-band', bands }, yuan(200_000))).toBe(yuan(2500 + 4000 + 1500))
    expect(paid({ how: 'whole', bands }, yuan(200_000))).toBe(yuan(6000))
    expect(paid({ how: 'whole', bands }, yuan(50_000))).toBe(yuan(2500))
    expect(paid({ how: 'fixed', bands: fixed }, yuan(10_000))).toBe(yuan(100))
    expect(paid({ how: 'fixed', bands: fixed }, yuan(10_000) + 1)).toBe(yuan(2000))
  })

  it('a case without a fine brings the minimum of its level', () => {
    expect(done(aScheme(), facts({ base: 0, level: '1' })).sum).toBe(yuan(5000))
  })
})

const bare = [levelOf({ how: 'each-band', bands: [{ rate: 500 }] }, '1')]

function levelOf(share: Share, id = '2') {
  return { id, name: '一级', test: '测试', share }
}

describe('several reporters', () => {
  const first = aReportOf({ number: 'RC-2026-00009', acceptedAt: morning })
  const later = aReportOf({ number: 'RC-2026-00001', acceptedAt: morning + 1 })

  it('the first by registration of acceptance gets all of it, whichever report was sent first', () => {
    const { shares } = done(aScheme(), facts({ reports: [later, first] }))
    expect(shares.map(({ number, place, sum }) => [number, place, sum])).toEqual([
      ['RC-2026-00009', 1, yuan(3000)],
      ['RC-2026-00001', 2, 0],
    ])
  })

  it('one whose evidence was decisive gets a part as the scheme says, within the one sum', () => {
    const { shares, sum } = done(
      aScheme(),
      facts({ reports: [first, { ...later, decisive: true }] }),
    )
    expect(sum).toBe(yuan(3000))
    expect(shares.map((share) => share.sum)).toEqual([yuan(2500), yuan(500)])
    expect(shares[1]?.lines).toMatchObject([
      { step: 'order', article: '第later条', before: yuan(3000), after: yuan(500) },
    ])
  })

  it('a joint report is one reward; three who agreed on nothing else share it to the fen', () => {
    const members = ['甲', '乙', '丙'].map((member) => ({ member }))
    const { shares } = done(
      aScheme({ least: 100_000, levels: bare }),
      facts({ base: 0, level: '1', reports: [aReportOf({ members })] }),
    )
    expect(shares[0]?.sum).toBe(100_000)
    expect(shares[0]?.members.map(({ sum }) => sum)).toEqual([33_334, 33_333, 33_333])
  })

  it('by agreement where there is one; a quarrel waits where the scheme says so', () => {
    const waits = aScheme({ joint: { unlessAgreed: 'wait' } })
    const members = (...parts: (number | undefined)[]) => [
      aReportOf({
        members: parts.map((one, n) => ({
          member: `${n}`,
          ...(one === undefined ? {} : { parts: one }),
        })),
      }),
    ]
    expect(
      done(waits, facts({ reports: members(1, 3) })).shares[0]?.members.map(({ sum }) => sum),
    ).toEqual([yuan(750), yuan(2250)])
    for (const quarrel of [members(1, undefined), members(0, 0), members(undefined, undefined)])
      expect(refusal(waits, facts({ reports: quarrel }))).toMatchObject({
        key: 'reward-shares-not-agreed',
      })
  })
})

describe('what is no ground for a sum', () => {
  it('an open parameter is named, and no sum is', () => {
    expect(refusal(lacking(lacking(aScheme(), 'levels'), 'later'), facts())).toEqual({
      key: 'reward-scheme-incomplete',
      facts: { scheme: '测试方案', missing: 'levels、later' },
    })
  })

  it.each([
    ['an unknown level', { level: '9' }, 'reward-level-unknown'],
    ['half a fen', { base: 0.5 }, 'reward-base-unclear'],
    ['a negative fine', { base: -1 }, 'reward-base-unclear'],
    ['no number', { base: Number.NaN }, 'reward-base-unclear'],
    ['a slip of the keyboard', { base: 10_000_000_000_000 }, 'reward-base-unclear'],
    ['nobody', { reports: [] }, 'reward-reports-missing'],
    ['the same report twice', { reports: [aReportOf(), aReportOf()] }, 'reward-report-twice'],
    [
      'the same member twice',
      { reports: [aReportOf({ members: [{ member: '甲' }, { member: '甲' }] })] },
      'reward-member-twice',
    ],
    [
      'a negative part',
      {
        reports: [
          aReportOf({
            members: [
              { member: '甲', parts: -1 },
              { member: '乙', parts: 2 },
            ],
          }),
        ],
      },
      'reward-shares-not-agreed',
    ],
  ])('%s', (_what, more, key) => {
    expect(refusal(aScheme(), facts(more))).toMatchObject({ key })
  })

  it('a base where the scheme pays fixed sums', () => {
    expect(refusal(aScheme({ base: 'none' }), facts())).toMatchObject({
      key: 'reward-base-unclear',
    })
  })
})
