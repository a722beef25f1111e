import type { Answers, Option } from '#conversation/flow.ts'
import { inCapitals } from '#core/reward-capitals.ts'
import { inFigures } from '#core/reward-money.ts'
import type { RewardState } from '#core/reward.ts'
import type { CaseRow } from '#store/cases.ts'
import type { Tx } from '#store/transaction.ts'
import type { PayeeIdentity } from '#vault/open.ts'
import { claimReward, ruleWords, waiveReward } from './claim.ts'
import { proveClaim, type ClaimProof, type Proven } from './claim-proof.ts'
import { claimView, claimWays, rewardToClaim, type ClaimView } from './claim-view.ts'
import { wordsIn } from './conversation-file.ts'
import { maskConversation } from './mask-conversation.ts'
import { casesHere } from './places.ts'
import type { Asking } from './requests.ts'
import { textOf } from './text-of.ts'
import { yearDay } from './year-day.ts'

/**
 * The reward behind a number and a secret, or the one of this chat's own reports. Only this writes `claimId` and
 * `claimProof`; it never writes `number`, so that nobody comes from a claim to the report.
 */
export async function lookUpReward(asking: Asking): Promise<Answers> {
  const { world, tx, row, given, at } = asking
  const [number, code] = [textOf(given['claimNumber']), textOf(given['claimCode'])]
  if (number && code) {
    const tried = await proveClaim(world, tx, { number, code, asker: row.id, at })
    if (tried.ok) return await standing(asking, tried.value)
    const minutes = tried.refusal.facts?.['minutes']
    const isSlow = minutes !== undefined
    return { ...nothing(isSlow ? 'slow' : 'wrong'), waitMinutes: isSlow ? String(minutes) : null }
  }
  const own = await rewarded(tx, await casesHere(world, tx, row.handle))
  const wanted = textOf(given['claimChosen'])
  const only = own.find((one) => one.number === wanted) ?? (own.length === 1 ? own[0] : undefined)
  if (only) return await standing(asking, { about: only, proof: 'chat' })
  if (own.length === 0) return nothing('none')
  const options: readonly Option[] = own.slice(0, 6).map((one) => ({
    value: one.number,
    label: one.number,
  }))
  return { ...nothing('several'), claimReports: options }
}

/** Those of whose reward the reporter was told. */
async function rewarded(tx: Tx, cases: readonly CaseRow[]): Promise<readonly CaseRow[]> {
  const found: CaseRow[] = []
  for (const one of cases)
    if (one.erasedAt === undefined && (await rewardToClaim(tx, one.id))) found.push(one)
  return found
}

const nothing = (claimFound: 'several' | 'none' | 'wrong' | 'slow' | 'yes'): Answers => ({
  claimFound,
  claimReports: [],
  claimId: null,
  claimProof: null,
  claimNumber: null,
  claimState: 'none',
  claimNeeds: 'nothing',
  claimWays: [],
  rewardSum: null,
  rewardUntil: null,
  rewardNotice: null,
  rewardRule: null,
  counterCode: null,
  waitMinutes: null,
})

async function standing(asking: Asking, proven: Proven): Promise<Answers> {
  const { world, tx } = asking
  const view = await claimView(world, tx, proven)
  if (!view) return { ...nothing('yes'), claimNumber: proven.about.number }
  return { ...nothing('yes'), ...seen(asking, view) }
}

function seen(asking: Asking, view: ClaimView): Answers {
  const { reward, proof, until, number, id, counterCode } = view
  return {
    claimId: id,
    claimProof: proof,
    claimNumber: number,
    claimState: states[reward.state],
    claimNeeds: needs(view),
    claimWays: optionsFor(asking, view),
    rewardSum: `${inFigures(reward.sum)} 元（${inCapitals(reward.sum)}）`,
    rewardUntil: until ? yearDay(until, asking.session.lang) : null,
    rewardNotice: reward.notices.at(-1)?.number ?? null,
    rewardRule: ruleWords(
      reward,
      reward.state === 'lapsed' ? 'reward-claim-over' : 'reward-anonymous-not-paid',
    ),
    counterCode: counterCode ?? null,
  }
}

/** Nothing that is not to be told is told by its state either. */
const states: Readonly<Record<RewardState, string>> = {
  proposed: 'none',
  checked: 'none',
  approved: 'stopped',
  'sent-back': 'stopped',
  reopened: 'stopped',
  notified: 'notified',
  claimed: 'claimed',
  paid: 'paid',
  waived: 'waived',
  lapsed: 'lapsed',
  revoked: 'revoked',
}

/** What is still wanted before it can be claimed here. */
function needs({ needsSecret, ways }: ClaimView): 'secret' | 'name' | 'nothing' {
  if (needsSecret) return 'secret'
  return ways.length === 0 ? 'name' : 'nothing'
}

function optionsFor({ world, session }: Asking, { ways }: ClaimView): readonly Option[] {
  const words = wordsIn(world, session.lang)
  return [...ways, 'waive', 'later'].map((value) => ({
    value,
    label: words[`claim.way.${value}`] ?? value,
  }))
}

const proofs: readonly ClaimProof[] = ['secret', 'passcode', 'chat']

/** Claims or waives what was shown before. What was typed of the payee is taken out of the conversation, whatever comes of it. */
export async function takeClaim(asking: Asking): Promise<Answers> {
  const { world, tx, given } = asking
  const id = textOf(given['claimId'])
  const proof = proofs.find((one) => one === given['claimProof'])
  const wanted = textOf(given['claimWay'])
  const way = claimWays.find((one) => one === wanted)
  const payee = payeeIn(asking)
  await forgetPayee(asking)
  if (!id || !proof) return taken('changed')
  const done =
    wanted === 'waive'
      ? await waiveReward(world, tx, { id, proof })
      : way
        ? await claimReward(world, tx, { id, proof, way, ...(payee ? { payee } : {}) })
        : undefined
  if (!done) return taken('changed')
  if (done.ok) return { ...taken('none'), counterCode: done.value.counterCode ?? null }
  const { key, facts } = done.refusal
  return { ...taken(refusals[key] ?? 'changed'), rewardRule: String(facts?.['rule'] ?? '') || null }
}

const taken = (claimRefusal: string): Answers => ({
  claimRefusal,
  rewardRule: null,
  counterCode: null,
})

const refusals: Readonly<Record<string, string>> = {
  'reward-claim-over': 'over',
  'reward-already-claimed': 'already',
  'reward-payee-officer': 'officer',
  'reward-payee-name': 'payee-name',
  'reward-payee-missing': 'payee-missing',
  'reward-claim-unproven': 'unproven',
  'reward-anonymous-not-paid': 'named-only',
  'reward-way-not-provided': 'way',
  'reward-proxy-not-provided': 'way',
}

function payeeIn({ given }: Asking): PayeeIdentity | undefined {
  const [name, bank, account] = ['payeeName', 'payeeBank', 'payeeAccount'].map((field) =>
    textOf(given[field]),
  )
  return name && bank && account ? { name, bank, account } : undefined
}

/** Nobody who reads this conversation later finds in it what was typed of an account. */
export async function forgetPayee({ world, tx, row, given }: Asking): Promise<Answers> {
  const typed = ['payeeAccount', 'payeeBank', 'payeeName']
    .map((field) => textOf(given[field]))
    .filter((one) => one.length > 1)
  if (typed.length === 0) return { done: 'yes' }
  const mask = (text: string): string =>
    typed.reduce((masked, one) => masked.replaceAll(one, '■■■'), text)
  await maskConversation(world, tx, row, { mask, cause: { why: 'asked', by: 'reporter' } })
  return { done: 'yes' }
}
