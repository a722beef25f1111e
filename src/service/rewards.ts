import { closedTo, may, type Officer } from '#core/access.ts'
import type { Actor, Day, Instant } from '#core/case.ts'
import { lastDay } from '#core/decide-reward-claim.ts'
import { ok, type Result } from '#core/result.ts'
import { seesAllRewards } from '#core/reward-access.ts'
import { rewardRights, rewardTable } from '#core/reward-transitions.ts'
import type { Reward, RewardCommandType, RewardState } from '#core/reward.ts'
import { officerById } from '#store/officers.ts'
import { tasksOf } from '#store/cases.ts'
import { casesToReward, mergedToReward } from '#store/reward-books.ts'
import { rewardList, type RewardRow, type RewardScope } from '#store/rewards.ts'
import type { Tx } from '#store/transaction.ts'
import { mainsOf } from './follow-merge.ts'
import { visibleReward } from './reward-act.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { officesIn, type World } from './world.ts'

/** What stands together in the desk's list of rewards, and the states of it. */
export const rewardQueues = {
  check: ['proposed'],
  approve: ['checked'],
  notify: ['approved'],
  claim: ['notified', 'claimed'],
  back: ['sent-back', 'reopened'],
  done: ['paid', 'waived', 'lapsed', 'revoked'],
} as const satisfies Readonly<Record<string, readonly RewardState[]>>

export type RewardQueue = keyof typeof rewardQueues

/** Rows of one page. */
const most = 200

/** Outcomes for which the office may propose one. */
const outcomes = [
  'substantiated',
  'partly',
  'transferred-to-police',
  'transferred-to-discipline',
] as const

export interface RewardLine extends RewardRow {
  readonly officeName: string
}

/** The rewards of a queue that an officer may see. The look is on record. */
export async function listRewards(
  world: World,
  officer: Officer,
  queue: RewardQueue,
): Promise<Result<readonly RewardLine[]>> {
  const right = may(officer, 'see-rewards')
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const rows = await rewardList(tx, scopeOf(officer), {
      states: rewardQueues[queue],
      limit: most,
    })
    const names = await officeNames(world, tx, officer.area)
    await trace(world, tx, officer, { action: 'rewards-read', subject: queue })
    return ok(rows.map((row) => ({ ...row, officeName: names.get(row.office) ?? '' })))
  })
}

export const scopeOf = (officer: Officer): RewardScope => ({
  area: officer.area,
  hidden: closedTo(officer),
  ...(seesAllRewards(officer) ? {} : { office: officer.office }),
})

const officeNames = async (
  world: World,
  tx: Tx,
  area: string,
): Promise<ReadonlyMap<string, string>> =>
  new Map((await officesIn(world, tx, area)).map(({ id, name }) => [id, name]))

/** Reports of the officer's office whose reporter wishes for a reward and has none proposed. */
export async function reportsToReward(
  world: World,
  officer: Officer,
): Promise<Result<readonly string[]>> {
  const right = may(officer, 'propose-reward')
  if (!right.ok) return right
  const { area, office } = officer
  return ok(
    await world.db.read(async (tx) => [
      ...(await casesToReward(tx, { area, office, outcomes, limit: most })),
      ...(await mergedThatEndedWell(tx, officer)),
    ]),
  )
}

/** Those that this office brought to such an end in the case they were merged into. */
async function mergedThatEndedWell(tx: Tx, { area, office }: Officer): Promise<readonly string[]> {
  const numbers: string[] = []
  for (const { number, into } of await mergedToReward(tx, { area, limit: most })) {
    const main = (await mainsOf(tx, into)).at(-1)
    if (!main || !outcomes.some((one) => one === main.outcome)) continue
    const isOurs = (await tasksOf(tx, main.id)).some(
      (task) => task.office === office && task.state === 'concluded' && task.role !== 'cooperate',
    )
    if (isOurs && (main.state === 'concluded' || main.state === 'closed')) numbers.push(number)
  }
  return numbers
}

/** One entry of a reward's history, with the name of who made it. */
export interface RewardEntry {
  readonly type: string
  readonly at: Instant
  readonly by: string
  /** What was written: a reason, a document, a voucher. */
  readonly words: readonly string[]
}

export interface RewardPage {
  readonly id: string
  readonly officeName: string
  readonly reward: Reward
  readonly claimUntil?: Day
  readonly names: Readonly<Record<string, string>>
  readonly history: readonly RewardEntry[]
  /** What this officer's role may do now; who they are may still be one too many. */
  readonly deeds: readonly RewardCommandType[]
  /** They may open the case itself. */
  readonly mayOpenCase: boolean
}

/** A reward as this officer may see it: the calculation, who did what, what comes next. The look is on record. */
export async function readReward(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<RewardPage>> {
  return await world.db.transaction(async (tx) => {
    const found = await visibleReward(world, tx, officer, id)
    if (!found.ok) return found
    const { reward, events, row, file } = found.value
    const names = await namesOf(tx, events)
    const until = lastDay(reward, world.packs.calendar)
    await trace(world, tx, officer, { action: 'reward-read', subject: id })
    return ok({
      id,
      reward,
      names,
      officeName: (await officeNames(world, tx, row.area)).get(row.office) ?? '',
      history: events.map((event) => ({
        type: event.type,
        at: event.at,
        by: nameIn(names, event.by),
        words: wordsIn(event),
      })),
      deeds: deedsFor(officer, reward),
      mayOpenCase: may(officer, 'see-case', file.case).ok,
      ...(until ? { claimUntil: until } : {}),
    })
  })
}

async function namesOf(
  tx: Tx,
  events: readonly { readonly by: Actor }[],
): Promise<Readonly<Record<string, string>>> {
  const names: Record<string, string> = {}
  for (const { by } of events)
    if (by.kind === 'officer') names[by.id] ??= (await officerById(tx, by.id))?.name ?? by.id
  return names
}

const nameIn = (names: Readonly<Record<string, string>>, by: Actor): string => {
  if (by.kind === 'officer') return names[by.id] ?? by.id
  return by.kind === 'clock' ? '系统' : '举报人'
}

function wordsIn(event: object): readonly string[] {
  const written = event as Readonly<Record<string, unknown>>
  return ['number', 'reason', 'document', 'reference'].flatMap((name) => {
    const word = written[name]
    return typeof word === 'string' ? [word] : []
  })
}

const isNamesakeOpen = ({ claim, namesake }: Reward): boolean =>
  (claim?.namesakes ?? []).length > 0 && namesake === undefined

function deedsFor(officer: Officer, reward: Reward): readonly RewardCommandType[] {
  const row = rewardTable[reward.state]
  const types = Object.keys(rewardRights) as (keyof typeof rewardRights)[]
  return types.filter(
    (type) =>
      row[type] === 'yes' &&
      may(officer, rewardRights[type]).ok &&
      (type !== 'approve-finance' || reward.needs.finance) &&
      (type !== 'check-namesake' || isNamesakeOpen(reward)) &&
      (type !== 'recover' || reward.recover > reward.recovered),
  )
}
