import type { Actor } from '#core/case.ts'
import { dayOf, yearOf } from '#core/clock.ts'
import { evolveReward, foldReward } from '#core/evolve-reward.ts'
import type { Notice } from '#core/notices.ts'
import type { Reward, RewardEvent } from '#core/reward.ts'
import { appendAudit } from '#store/audit.ts'
import { caseById } from '#store/cases.ts'
import { keepPayment } from '#store/reward-books.ts'
import { appendRewardEvent, rewardEvents, saveReward, type RewardRow } from '#store/rewards.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase, type OpenCase } from './case-file.ts'
import { oweNews } from './news.ts'
import { rewardBase, type RewardBase } from './reward-base.ts'
import { toldOf } from './reward-told.ts'
import type { Sealed } from './sealed.ts'

/** What a text of a reward was sealed for. */
export const rewardText = (eventId: string): string => `reward:${eventId}`

/** A reward as the shell holds it, with the case it is for. */
export interface RewardFile {
  readonly row: RewardRow
  readonly events: readonly RewardEvent[]
  readonly reward: Reward
  readonly file: OpenCase
  readonly base: RewardBase
}

/** A reward whose case is there; `undefined` where that was erased and only the books know of it. */
export async function openReward(
  world: Sealed,
  tx: Tx,
  row: RewardRow,
): Promise<RewardFile | undefined> {
  const about = row.caseId === undefined ? undefined : await caseById(tx, row.caseId)
  if (!about || about.erasedAt !== undefined) return undefined
  const events: RewardEvent[] = []
  for (const { id, sealed } of await rewardEvents(tx, row.id)) {
    const body = await world.vault.open(about.keyId, sealed, rewardText(id))
    events.push(JSON.parse(body) as RewardEvent)
  }
  const file = await openCase(world, tx, about)
  const base = await rewardBase(world, tx, file)
  return { row, events, reward: foldReward(events), file, base }
}

/** What tells two decisions apart, however they are typed; it leads to none of them. */
export function decisionMark(world: Sealed, number: string): string {
  const plain = number.normalize('NFKC').replaceAll(/\s/g, '')
  const mark = world.mac(Buffer.from(JSON.stringify(['decision', plain])))
  return Buffer.from(mark).toString('base64url')
}

interface Kept {
  readonly id: string
  readonly office: string
  readonly offence: string
  readonly file: OpenCase
  readonly before?: Pick<RewardFile, 'row' | 'reward'>
}

/**
 * Appends what a decision brought, with all that follows in the same transaction: the plain row, the books, the news owed
 * to the reporter, the audit entry. The audit chain is taken last.
 */
export async function keepRewardEvent(
  world: Sealed,
  tx: Tx,
  kept: Kept,
  event: RewardEvent,
): Promise<Reward> {
  const { id, file, before } = kept
  const reward = evolveReward(before?.reward, event)
  const body = JSON.stringify(event)
  const sealed = await world.vault.seal(file.keyId, body, rewardText(event.id))
  const by = actorText(event.by)
  const { type, at } = event
  const point = { reward: id, caseId: file.id, expected: before?.reward.version ?? 0 }
  await appendRewardEvent(tx, point, { id: event.id, type, at, by, sealed })
  const row = rowOf(world, kept, { reward, event })
  await saveReward(tx, row)
  await book(tx, row, event)
  const text = toldOf(world, { reward, event, before: before?.reward })
  if (text) await tellReporter(world, tx, file, { id: event.id, text })
  const about = { area: row.area, at, actor: by, subject: file.case.number }
  await appendAudit(tx, { ...about, action: `reward-${type}`, reason: id }, world.vault.mac)
  return reward
}

/** What stands behind the hint that there is news; it names nobody and no place. */
export async function tellReporter(
  world: Sealed,
  tx: Tx,
  file: OpenCase,
  { id, text }: { readonly id: string; readonly text: string },
): Promise<void> {
  const facts = { number: file.case.number, text }
  const notice: Notice = { id: newsOf(id), event: id, kind: 'other', facts }
  await oweNews(world, tx, file, notice)
}

/** The news that an entry of a reward owes. */
export const newsOf = (eventId: string): string => `${eventId}/notice`

const actorText = (by: Actor): string => (by.kind === 'officer' ? `officer:${by.id}` : by.kind)

interface Next {
  readonly reward: Reward
  readonly event: RewardEvent
}

function rowOf(world: Sealed, { id, office, offence, file, before }: Kept, next: Next): RewardRow {
  const { reward, event } = next
  const { number, area } = file.case
  const notice = reward.notices.at(-1)
  return {
    id,
    caseId: file.id,
    number,
    area,
    office,
    offence,
    department: reward.department,
    scheme: reward.scheme.id,
    level: levelName(reward),
    state: reward.state,
    sum: reward.sum,
    paid: reward.paid,
    recover: reward.recover,
    recovered: reward.recovered,
    decision: decisionMark(world, reward.facts.decision.number),
    version: reward.version,
    createdAt: before?.row.createdAt ?? event.at,
    changedAt: reward.changedAt,
    ...(notice ? { notice: notice.number, year: yearOf(dayOf(notice.at)) } : {}),
    ...(notice ? { notifiedAt: before?.row.notifiedAt ?? notice.at } : {}),
    ...(reward.due ? { dueOn: reward.due.on } : {}),
    ...remindedIn(event, before?.row),
  }
}

/** A notice anew is reminded of anew. */
function remindedIn(
  event: RewardEvent,
  before: RewardRow | undefined,
): Pick<RewardRow, 'remindedAt'> {
  if (event.type === 'notified' || before?.remindedAt === undefined) return {}
  return { remindedAt: before.remindedAt }
}

/** As the scheme calls it. */
function levelName({ scheme, facts }: Reward): string {
  const { levels } = scheme.terms
  if ('open' in levels) return facts.level
  return levels.value.find(({ id }) => id === facts.level)?.name ?? facts.level
}

/** Money that moved. */
async function book(tx: Tx, row: RewardRow, event: RewardEvent): Promise<void> {
  if (event.type !== 'paid' && event.type !== 'recovered') return
  const { id: reward, area, office, scheme, offence, level, version: seq } = row
  const { type: kind, sum, at } = event
  await keepPayment(tx, { reward, seq, area, office, scheme, offence, level, kind, sum, at })
}
