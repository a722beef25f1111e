import { may, type Officer } from '#core/access.ts'
import type { Case, Instant } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { decideReward } from '#core/decide-reward.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { RewardFacts, RewardedReport } from '#core/reward-calculation.ts'
import type { Finding } from '#core/reward-eligibility.ts'
import { schemesFor } from '#core/reward-scheme.ts'
import { holdDecision } from '#store/rewards.ts'
import { rewardsOfCase } from '#store/rewards.ts'
import type { Tx } from '#store/transaction.ts'
import { visibleCase, type OpenCase } from './case-file.ts'
import { visibleReward, type RewardPoint } from './reward-act.ts'
import { decisionMark, keepRewardEvent, openReward, type RewardFile } from './reward-file.ts'
import { rewardBase } from './reward-base.ts'
import { mattersOf, rewardContext, type RewardMatter } from './reward-ground.ts'
import { sameFacts, type SameFacts } from './reward-order.ts'
import { schemesIn, type SchemeHere } from './reward-schemes.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** What the officer who proposes filled in. */
export interface ProposalGiven {
  readonly number: string
  readonly matter: string
  readonly scheme: string
  readonly facts: Omit<RewardFacts, 'reports'> & {
    /** When each was accepted is read from its own file. */
    readonly reports: readonly Omit<RewardedReport, 'acceptedAt'>[]
  }
  readonly findings: readonly Finding[]
  /** A reward that was sent back or reopened is proposed anew. */
  readonly again?: RewardPoint
}

/** What is proposed is decided here: by the scheme as it holds now, for reports the officer may see. */
export async function proposeFor(
  world: Sealed,
  officer: Officer,
  given: ProposalGiven,
): Promise<Result<{ readonly id: string }>> {
  return await world.db.transaction(async (tx) => {
    const ground = await groundOf(world, tx, officer, given)
    if (!ground.ok) return ground
    const { file, matter, here, before } = ground.value
    const number = given.facts.decision.number.trim()
    await holdDecision(tx, decisionMark(world, number))
    const reports = await withAcceptance(world, tx, officer, given)
    if (!reports.ok) return reports
    const { office } = officer
    const { offence } = matter
    const asked = { by: officer, file, office, offence, scheme: here.scheme, decision: number }
    const own = before ? { own: before.row.id } : {}
    const context = await rewardContext(world, tx, { ...asked, ...own })
    const facts = {
      ...given.facts,
      decision: { ...given.facts.decision, number },
      reports: reports.value,
    }
    const { findings, number: report } = given
    const command = { type: 'propose', report, facts, findings } as const
    const event = decideReward(before?.reward, command, context)
    if (!event.ok) return event
    const id = before?.row.id ?? world.id()
    const kept = { id, office: before?.row.office ?? office, offence, file }
    await keepRewardEvent(world, tx, { ...kept, ...(before ? { before } : {}) }, event.value)
    return ok({ id })
  })
}

interface Ground extends RewardMatter {
  readonly file: OpenCase
  readonly here: SchemeHere
  readonly before?: RewardFile
}

async function groundOf(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { number, matter: asked, scheme, again }: ProposalGiven,
): Promise<Result<Omit<Ground, 'matter' | 'task'> & { readonly matter: Ground['matter'] }>> {
  const found = await visibleCase(world, tx, officer, number)
  if (!found.ok) return found
  const file = found.value
  const right = may(officer, 'propose-reward', file.case)
  if (!right.ok) return right
  const { about } = await rewardBase(world, tx, file)
  const own = mattersOf(about, officer.office).find(({ matter }) => matter.id === asked)
  const here = (await schemesIn(world, tx, file.case.area)).find((one) => one.scheme.id === scheme)
  if (!own || !here) return refuse('reward-scheme-none')
  if (!again) return ok({ file, matter: own.matter, here })
  const before = await visibleReward(world, tx, officer, again.id)
  if (!before.ok) return before
  if (before.value.reward.version !== again.version) return refuse('reward-changed')
  return ok({ file, matter: own.matter, here, before: before.value })
}

/** The day of acceptance is not the officer's to choose. */
async function withAcceptance(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { facts }: ProposalGiven,
): Promise<Result<readonly RewardedReport[]>> {
  const reports: RewardedReport[] = []
  for (const one of facts.reports) {
    const found = await visibleCase(world, tx, officer, one.number)
    if (!found.ok) return found
    reports.push({ ...one, acceptedAt: (await rewardBase(world, tx, found.value)).acceptedAt })
  }
  return ok(reports)
}

/** What an officer needs to see before they propose. */
export interface ProposalPage {
  readonly number: string
  readonly acceptedAt: Instant
  readonly wantsReward: boolean
  readonly standing: 'anonymous' | 'named'
  readonly suspected: boolean
  /** A matter the office concluded, with the schemes that are for it; an incomplete one names no sum. */
  readonly choices: readonly (RewardMatter & { readonly schemes: readonly SchemeHere[] })[]
  /** Other reports that may be of the same facts, with the reasons to think so. */
  readonly same: readonly SameFacts[]
  /** What was filled in last, where it is proposed anew or another report rests on the same facts. */
  readonly before?: RewardFile
}

export async function proposalPage(
  world: Sealed,
  officer: Officer,
  { number, again }: { readonly number: string; readonly again?: string },
): Promise<Result<ProposalPage>> {
  return await world.db.transaction(async (tx) => {
    const found = await visibleCase(world, tx, officer, number)
    if (!found.ok) return found
    const file = found.value
    const right = may(officer, 'propose-reward', file.case)
    if (!right.ok) return right
    const base = await rewardBase(world, tx, file)
    const same = await sameFacts(world, tx, officer, file)
    const before = await filledBefore(world, tx, officer, { file, same, again })
    await trace(world, tx, officer, { action: 'reward-proposal-read', subject: number })
    return ok({
      number,
      acceptedAt: base.acceptedAt,
      wantsReward: file.case.wantsReward,
      standing: file.case.standing,
      suspected: file.case.suspicion !== undefined,
      choices: await choicesOf(world, tx, officer, base.about),
      same,
      ...(before ? { before } : {}),
    })
  })
}

async function choicesOf(
  world: Sealed,
  tx: Tx,
  { office }: Officer,
  about: Case,
): Promise<ProposalPage['choices']> {
  const here = await schemesIn(world, tx, about.area)
  return mattersOf(about, office).map(({ matter, task }) => {
    const { stream, offence } = matter
    const { area, receivedAt } = about
    const question = { area, stream, offence, department: task.department, on: dayOf(receivedAt) }
    const fitting = schemesFor(
      here.map(({ scheme }) => scheme),
      question,
    )
    return { matter, task, schemes: here.filter(({ scheme }) => fitting.includes(scheme)) }
  })
}

interface Looked {
  readonly file: OpenCase
  readonly same: readonly SameFacts[]
  readonly again: string | undefined
}

/** What stands there already saves typing it a second time, and typing it otherwise. */
async function filledBefore(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { same, again }: Looked,
): Promise<RewardFile | undefined> {
  if (again !== undefined) {
    const own = await visibleReward(world, tx, officer, again)
    return own.ok ? own.value : undefined
  }
  for (const { id } of same)
    for (const row of await rewardsOfCase(tx, id)) {
      const opened = row.state === 'revoked' ? undefined : await openReward(world, tx, row)
      if (opened && row.office === officer.office) return opened
    }
  return undefined
}
