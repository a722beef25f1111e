import { describe, expect, it } from 'vitest'
import { decideReward } from '#core/decide-reward.ts'
import type { OtherReward } from '#core/reward-context.ts'
import { factsInOneSpelling } from '#core/decide-reward-proposal.ts'
import { noticeNumber, noticeNumberIn } from '#core/reward-notice.ts'
import type { RewardCommand } from '#core/reward.ts'
import { morning } from './builders.ts'
import {
  aContext,
  answerTo,
  aReportOf,
  aScheme,
  facts,
  findings,
  lacking,
  notify,
  officers,
  pay,
  propose,
  question,
  rewardAfter,
  road,
  why,
  yuan,
} from './reward-builders.ts'

const { proposer, checker, third, head, finance, cashier } = officers
const check: RewardCommand = { type: 'check' }
const approve: RewardCommand = { type: 'approve' }
const approveFinance: RewardCommand = { type: 'approve-finance' }
const second: RewardCommand = { type: 'notify', number: '荣卫奖〔2026〕2号' }
const upTo = (steps: number) => rewardAfter(road.slice(0, steps))

describe('a proposal', () => {
  it('stands with the scheme, the lines and this report’s sum in it', () => {
    expect(upTo(1)).toMatchObject({
      state: 'proposed',
      sum: yuan(3000),
      scheme: { name: '测试方案' },
      calculation: { lines: [{ step: 'base' }, { step: 'share' }, { step: 'least' }] },
    })
  })

  it('where an area has no scheme, or one that is not complete, is refused and says so', () => {
    const { scheme: _gone, ...none } = aContext(proposer)
    expect(decideReward(undefined, propose(), none)).toMatchObject({
      refusal: { key: 'reward-scheme-none' },
    })
    const open = lacking(aScheme(), 'levels')
    expect(answerTo(undefined, [proposer, propose(), { scheme: open }])).toBe(
      'reward-scheme-incomplete',
    )
  })

  it.each([
    ['the reporter did not wish for one', { wantsReward: false }],
    ['it proved nothing', { outcome: 'unfounded' }],
    ['the decision is under review', { underReview: true }],
    ['the report is suspected', { suspected: true }],
    ['it is no tip-off', { stream: 'complaint' }],
    ['the scheme is about something else', { offence: 'E1' }],
    ['it came in before the scheme', { receivedOn: '2025-12-31' }],
    ['a body reported where citizens are rewarded', { person: 'body' }],
    ['whoever pays is accused', { accused: 'health-commission' }],
  ] as const)('not where %s', (_what, more) => {
    const report = { ...question, ...more }
    expect(answerTo(undefined, [proposer, propose(), { report }])).toBe('reward-not-eligible')
  })

  it('not while a condition is unanswered or an exclusion applies', () => {
    const asked = (found: typeof findings) =>
      answerTo(undefined, [proposer, { ...propose(), findings: found } as RewardCommand])
    expect(asked(findings.slice(1))).toBe('reward-not-eligible')
    expect(asked(findings.map((one) => ({ ...one, because: ' ' })))).toBe('reward-not-eligible')
    expect(asked(findings.map((one) => ({ ...one, answer: 'yes' })))).toBe('reward-not-eligible')
    expect(asked(findings)).toBe('allowed')
  })

  it('not for less than 较大数额 unless something graver was decided', () => {
    const scheme = aScheme({ large: yuan(100_000) })
    expect(answerTo(undefined, [proposer, propose(), { scheme }])).toBe('reward-not-eligible')
    const decision = { ...facts().decision, grave: true }
    expect(answerTo(undefined, [proposer, propose({ decision }), { scheme }])).toBe('allowed')
  })

  it('not for a later report that gets nothing, nor for one that is not among the reports', () => {
    const reports = [aReportOf({ number: 'RC-2026-00007', acceptedAt: morning - 1 }), aReportOf()]
    expect(answerTo(undefined, [proposer, propose({ reports })])).toBe('reward-share-none')
    expect(
      answerTo(undefined, [proposer, { ...propose(), report: 'RC-2026-5' } as RewardCommand]),
    ).toBe('reward-share-none')
  })
})

describe('the same facts are rewarded once', () => {
  const other: OtherReward = {
    report: 'RC-2026-00002',
    decision: facts().decision.number,
    scheme: 'test',
    state: 'paid',
    facts: factsInOneSpelling(facts()),
    sameReporter: false,
  }
  const given = (more: Partial<OtherReward>) =>
    answerTo(undefined, [proposer, propose(), { others: [{ ...other, ...more }] }])

  it.each([
    ['by another scheme', { scheme: 'other' }, 'reward-other-scheme'],
    ['to the same report', { report: 'RC-2026-00001' }, 'reward-already-proposed'],
    ['to the same reporter', { sameReporter: true }, 'reward-same-reporter'],
    ['on other facts', { facts: '{}' }, 'reward-facts-differ'],
  ])('not again %s', (_how, more, key) => {
    expect(given(more)).toBe(key)
    expect(given({ ...more, state: 'waived' })).toBe(key)
  })

  it('but for another decision, and where the other one fell', () => {
    expect(given({})).toBe('allowed')
    expect(given({ scheme: 'other', decision: '别的决定' })).toBe('allowed')
    for (const state of ['revoked', 'sent-back', 'reopened'] as const)
      expect(given({ scheme: 'other', state })).toBe('allowed')
  })

  it('facts are the same in whatever order they were written', () => {
    const reports = [aReportOf({ number: 'b' }), aReportOf({ number: 'a' })]
    expect(factsInOneSpelling(facts({ reports }))).toBe(
      factsInOneSpelling(facts({ reports: reports.toReversed() })),
    )
  })
})

describe('separation of duties', () => {
  const both = { ...head, id: proposer.id }

  it('nobody checks, sends back, approves or pays what they proposed', () => {
    expect(answerTo(upTo(1), [proposer, check])).toBe('reward-same-officer')
    expect(answerTo(upTo(1), [proposer, { type: 'send-back', reason: '错了' }])).toBe(
      'reward-same-officer',
    )
    expect(answerTo(upTo(2), [both, approve])).toBe('reward-same-officer')
    expect(answerTo(upTo(6), [{ ...cashier, id: proposer.id }, pay])).toBe('reward-same-officer')
    expect(answerTo(upTo(6), [{ ...cashier, id: head.id }, pay])).toBe('reward-same-officer')
  })

  it('a reward officer does not approve, whoever proposed', () => {
    expect(answerTo(upTo(2), [checker, approve])).toBe('role-may-not')
  })

  it('below the threshold whoever checked may approve; from it on a third person does', () => {
    const checkedByHead = { ...head, id: checker.id }
    expect(answerTo(upTo(2), [checkedByHead, approve])).toBe('allowed')
    const large = propose({ level: '1', base: yuan(1_000_000) })
    const checked = rewardAfter([
      [proposer, large],
      [checker, check],
    ])
    expect(checked).toMatchObject({ sum: yuan(50_000), needs: { third: true, finance: false } })
    expect(answerTo(checked, [checkedByHead, approve])).toBe('reward-third-needed')
    expect(answerTo(checked, [head, approve])).toBe('allowed')
  })

  it('from its threshold on finance approves too, before or after, and by somebody else', () => {
    const large = propose({ level: '1', base: yuan(10_000_000) })
    const checked = rewardAfter([
      [proposer, large],
      [checker, check],
    ])
    expect(checked.needs).toEqual({ third: true, finance: true })
    expect(answerTo(checked, [third, approveFinance])).toBe('reward-finance-only')
    expect(answerTo(checked, [{ ...finance, id: checker.id }, approveFinance])).toBe(
      'reward-same-officer',
    )
    const one = rewardAfter([[head, approve]], checked)
    expect(one.state).toBe('checked')
    expect(answerTo(one, [third, notify])).toBe('reward-not-approved')
    expect(answerTo(one, [{ ...head, id: 'other' }, approve])).toBe('reward-already-approved')
    expect(rewardAfter([[finance, approveFinance]], one).state).toBe('approved')
    expect(
      rewardAfter(
        [
          [finance, approveFinance],
          [head, approve],
        ],
        checked,
      ).state,
    ).toBe('approved')
  })

  it('thresholds go by the whole case: a sum that is divided evades none', () => {
    const reports = [
      aReportOf(),
      aReportOf({ number: 'RC-2026-2', acceptedAt: morning + 1, decisive: true }),
    ]
    const half = rewardAfter([[proposer, propose({ level: '1', base: yuan(1_000_000), reports })]])
    expect(half.sum).toBeLessThan(yuan(50_000))
    expect(half.needs.third).toBe(true)
  })

  it('finance has to agree to more for an insider, whatever the sum', () => {
    const reports = [aReportOf({ insider: true })]
    expect(rewardAfter([[proposer, propose({ reports })]]).needs.finance).toBe(true)
  })
})

describe('the number of a notice', () => {
  it('is of one office and one year, and is read back as it was written', () => {
    const number = { prefix: '荣卫奖', year: 2026, nth: 12 }
    expect(noticeNumber(number)).toBe('荣卫奖〔2026〕12号')
    expect(noticeNumberIn(noticeNumber(number))).toEqual({ ok: true, value: number })
  })
})

describe('between proposal and payment', () => {
  it('a scheme that was edited is seen, be it in one letter', () => {
    const scheme = aScheme({ budget: '别的科目' })
    for (const gone of [{ scheme }, { scheme: aScheme({ most: yuan(1) }) }]) {
      expect(answerTo(upTo(1), [checker, check, gone])).toBe('reward-scheme-changed')
      expect(answerTo(upTo(2), [head, approve, gone])).toBe('reward-scheme-changed')
    }
  })

  it('a suspicion or a review stops every step towards the money', () => {
    for (const [more, key] of [
      [{ suspected: true }, 'reward-suspicion'],
      [{ underReview: true }, 'reward-decision-under-review'],
    ] as const) {
      const report = { ...question, ...more }
      expect(answerTo(upTo(1), [checker, check, { report }])).toBe(key)
      expect(answerTo(upTo(2), [head, approve, { report }])).toBe(key)
      expect(answerTo(upTo(3), [proposer, notify, { report }])).toBe(key)
      expect(answerTo(upTo(6), [cashier, pay, { report }])).toBe(key)
    }
  })

  it('a notice has a number of its own form, used once', () => {
    for (const number of ['', '1号', '荣卫奖[2026]1号', '荣卫奖〔2026〕01号', '荣卫奖〔26〕1号'])
      expect(answerTo(upTo(3), [proposer, { type: 'notify', number }])).toBe('reward-notice-number')
    const again = rewardAfter(
      [
        [head, { type: 'reopen', ...why }],
        [head, { type: 'uphold', document: why.document }],
      ],
      upTo(5),
    )
    expect(again.state).toBe('approved')
    expect(again.due).toBeDefined()
    expect(answerTo(again, [proposer, notify])).toBe('reward-notice-number')
    const anew = rewardAfter([[proposer, second]], again)
    expect(anew.due).toBeUndefined()
    expect(anew.notices).toHaveLength(2)
  })
})
