import type { Officer } from '#core/access.ts'
import type { Role } from '#core/roles.ts'
import type { Actor } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { decideReward } from '#core/decide-reward.ts'
import { evolveReward } from '#core/evolve-reward.ts'
import type { RewardedReport, RewardFacts } from '#core/reward-calculation.ts'
import type { RewardContext } from '#core/reward-context.ts'
import type { EligibilityQuestion, Finding } from '#core/reward-eligibility.ts'
import type { ParameterId, Parameters, RewardScheme, Terms } from '#core/reward-scheme.ts'
import type { Reward, RewardCommand } from '#core/reward.ts'
import { hour, morning } from './builders.ts'
import { calendar2026 } from './calendars.ts'

export const yuan = (amount: number): number => amount * 100

/** Every parameter settled: no such scheme exists anywhere. */
export const parameters: Parameters = {
  persons: 'natural',
  conditions: [
    { id: 'clear', text: '有明确的对象和线索。', article: '第四条' },
    { id: 'unknown', text: '主要事实事先没有掌握。', article: '第四条' },
  ],
  exclusions: [{ id: 'duty', text: '有法定职责的人员。', article: '第五条' }],
  large: 0,
  base: 'fines',
  levels: [
    aLevel('1', '一级', 500, yuan(5000)),
    aLevel('2', '二级', 300, yuan(3000)),
    aLevel('3', '三级', 100, yuan(1000)),
  ],
  least: yuan(200),
  most: yuan(1_000_000),
  rounding: { to: 'yuan', how: 'half-up' },
  insider: { by: 'points', rate: 100, finance: true },
  later: { rate: 2000 },
  joint: { unlessAgreed: 'equally' },
  claim: { amount: 2, unit: 'M' },
  anonymous: ['counter', 'transfer'],
  proxy: false,
  ways: ['counter', 'transfer'],
  thirdFrom: yuan(50_000),
  financeFrom: yuan(500_000),
  budget: '测试预算科目',
}

function aLevel(id: string, name: string, rate: number, least: number) {
  return { id, name, test: '测试', share: { how: 'each-band', bands: [{ rate }] }, least } as const
}

/** 测试方案: complete, and for the tests alone. */
export function aScheme(
  more: Partial<Parameters> = {},
  others: Partial<RewardScheme> = {},
): RewardScheme {
  const terms = Object.entries({ ...parameters, ...more }).map(
    ([id, value]) =>
      [id, { value, article: `第${id}条`, source: '测试方案', confidence: 'S' }] as const,
  )
  return {
    id: 'test',
    name: '测试方案',
    document: {
      title: '测试方案',
      number: '测〔2026〕1号',
      issuer: '测试',
      issuedOn: '2026-01-01',
    },
    valid: { from: '2026-01-01', status: '测试', checkedOn: '2026-11-21' },
    department: 'health-commission',
    streams: ['tip-off'],
    offences: ['A'],
    standings: ['anonymous', 'named'],
    terms: Object.fromEntries(terms) as unknown as Terms,
    articles: [],
    ...others,
  }
}

const theScheme = aScheme()

/** The scheme without one of its parameters. */
export function lacking(scheme: RewardScheme, id: ParameterId): RewardScheme {
  return {
    ...scheme,
    terms: { ...scheme.terms, [id]: { open: 'province', note: '由省里定。' } },
  }
}

export const aReportOf = (more: Partial<RewardedReport> = {}): RewardedReport => ({
  number: 'RC-2026-00001',
  acceptedAt: morning,
  insider: false,
  decisive: false,
  members: [],
  ...more,
})

export const facts = (more: Partial<RewardFacts> = {}): RewardFacts => ({
  decision: { number: '荣卫罚〔2026〕8号', on: '2026-10-30', grave: false },
  base: yuan(40_000),
  level: '2',
  reports: [aReportOf()],
  ...more,
})

export const findings: readonly Finding[] = [
  { rule: 'clear', answer: 'yes', because: '举报写明了地址和经过' },
  { rule: 'unknown', answer: 'yes', because: '台账里没有' },
  { rule: 'duty', answer: 'no', because: '不是工作人员' },
]

export const question: EligibilityQuestion = {
  area: '500153',
  department: 'health-commission',
  offence: 'A1',
  stream: 'tip-off',
  receivedOn: '2026-10-08',
  wantsReward: true,
  standing: 'anonymous',
  person: 'natural',
  outcome: 'substantiated',
  underReview: false,
  suspected: false,
  facts: facts(),
  findings,
}

const officer = (id: string, role: Role, department = 'health-commission'): Officer => ({
  id,
  name: id,
  role,
  office: `office-${department}`,
  area: '500153',
  department,
})

export const officers = {
  proposer: officer('proposer', 'reward-officer'),
  checker: officer('checker', 'reward-officer'),
  third: officer('third', 'reward-officer'),
  head: officer('head', 'supervisor'),
  finance: officer('finance', 'reward-officer', 'finance'),
  cashier: officer('cashier', 'reward-officer', 'finance'),
} as const

export const reporter: Actor & { readonly kind: 'reporter' } = { kind: 'reporter' }
export const clock: Actor & { readonly kind: 'clock' } = { kind: 'clock' }

export function aContext(
  by: RewardContext['by'],
  more: Partial<RewardContext> = {},
): RewardContext {
  const at = more.at ?? morning
  return {
    at,
    today: dayOf(at),
    by,
    id: (n) => `e-${at}-${n}`,
    scheme: theScheme,
    report: question,
    others: [],
    calendar: calendar2026,
    payee: { isOfficer: false, isProven: true },
    ...more,
  }
}

export const propose = (more: Partial<RewardFacts> = {}): RewardCommand => ({
  type: 'propose',
  report: 'RC-2026-00001',
  facts: facts(more),
  findings,
})

export type Step = readonly [RewardContext['by'], RewardCommand, Partial<RewardContext>?]

/** A reward after some steps, an hour apart; a step that is refused is a fault of the test. */
export function rewardAfter(steps: readonly Step[], start?: Reward): Reward {
  let about = start
  for (const [n, [by, command, more = {}]] of steps.entries()) {
    const decided = decideReward(about, command, aContext(by, { at: morning + n * hour, ...more }))
    if (!decided.ok) throw new Error(`${command.type} was refused: ${decided.refusal.key}`)
    about = evolveReward(about, decided.value)
  }
  if (!about) throw new Error('a reward begins with a proposal')
  return about
}

/** What a command answers: `allowed`, or the key of the refusal. */
export function answerTo(about: Reward | undefined, [by, command, more = {}]: Step): string {
  const decided = decideReward(about, command, aContext(by, more))
  return decided.ok ? 'allowed' : decided.refusal.key
}

const { proposer, checker, head } = officers
export const notify: RewardCommand = { type: 'notify', number: '荣卫奖〔2026〕1号' }
export const claim: RewardCommand = {
  type: 'claim',
  claim: { way: 'transfer', standing: 'anonymous', proxy: false },
}
export const pay: RewardCommand = { type: 'pay', reference: '支付0001' }
export const why = { reason: '复议决定改变了处罚', document: '荣府复决〔2026〕2号' } as const

/** The plain road, step by step. */
export const road: readonly Step[] = [
  [proposer, propose()],
  [checker, { type: 'check' }],
  [head, { type: 'approve' }],
  [proposer, notify],
  [reporter, { type: 'deliver', on: dayOf(morning) }],
  [reporter, claim],
  [officers.cashier, pay],
]
