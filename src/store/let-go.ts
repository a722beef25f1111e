import { planArchive } from './archives.ts'
import { saveDecisions } from './decisions.ts'
import { emptyMessages } from './exchange.ts'
import { forgetFacts } from './facts.ts'
import { letGoGridTasks } from './grid-tasks.ts'
import { forgetFindings } from './file-checks.ts'
import { OPEN_TASK } from './queue-lines.ts'
import { letGoMeetings } from './meetings.ts'
import { forgetLikeness } from './likenesses.ts'
import { forgetWarnings } from './warnings.ts'
import { standInQueues } from './queued.ts'
import { emptyOpen311 } from './open311.ts'
import { dropReminders, remindersOf } from './reminders.ts'
import { forgetSources } from './publication-sources.ts'
import { unlinkRating } from './ratings.ts'
import { letGoPayee, payeesOfCase } from './payees.ts'
import { isOnItsWay, letGoRewards } from './rewards.ts'
import { forgetSearchRow } from './searched.ts'
import { forgetSubjectCases } from './subjects.ts'
import { holdName } from './row-lock.ts'
import type { Tx } from './transaction.ts'
import { emptyOrder } from './work-orders.ts'

/** What was let go beside the rows: keys to destroy, files to remove. */
export interface LetGo {
  readonly keys: readonly string[]
  readonly files: readonly string[]
}

const NOTHING = new Uint8Array()

/**
 * Every word that belongs to a case, after whatever a round is just reading of it. That somebody asked for an identity, held the case or ruled on it stays on record,
 * without what they wrote.
 */
export const letGoCase = async (tx: Tx, caseId: string, number: string): Promise<LetGo> => {
  await holdName(tx, 'case', caseId)
  const files = await letGoEvidence(tx, caseId)
  const identity = await letGoIdentity(tx, caseId)
  const grid = await letGoGridTasks(tx, caseId)
  await tx.deleteFrom('caseEvents').where('caseId', '=', caseId).execute()
  await tx
    .deleteFrom('hops')
    .where('news', 'in', (eb) => eb.selectFrom('news').select('id').where('caseId', '=', caseId))
    .execute()
  await tx.deleteFrom('news').where('caseId', '=', caseId).execute()
  await tx.deleteFrom('places').where('caseId', '=', caseId).execute()
  await forgetLikeness(tx, caseId)
  await forgetWarnings(tx, caseId)
  await forgetSearchRow(tx, caseId)
  const subjects = await forgetSubjectCases(tx, caseId)
  const meetings = await letGoMeetings(tx, caseId)
  await dropReminders(
    tx,
    (await remindersOf(tx, caseId)).map(({ id }) => id),
  )
  await forgetFacts(tx, caseId)
  await forgetFindings(tx, caseId)
  await unlinkRating(tx, caseId)
  await forgetSources(tx, caseId)
  await saveDecisions(tx, caseId, [])
  await planArchive(tx, { caseId, at: undefined })
  await letGoRewards(tx, caseId)
  await emptyOrder(tx, caseId)
  await emptyOpen311(tx, caseId)
  await emptyMessages(tx, caseId)
  await tx.deleteFrom('viewing').where('caseId', '=', caseId).execute()
  await tx.deleteFrom('mentions').where('caseId', '=', caseId).execute()
  await tx.deleteFrom('outbox').where('caseId', '=', caseId).execute()
  await tx
    .updateTable('identityRequests')
    .set({ asked: NOTHING, answer: null, proof: null })
    .where('caseId', '=', caseId)
    .execute()
  await tx
    .updateTable('holds')
    .set({ reason: NOTHING, endReason: null })
    .where('caseId', '=', caseId)
    .execute()
  await tx
    .updateTable('blocks')
    .set({ reason: NOTHING, liftReason: null })
    .where('number', '=', number)
    .execute()
  await tx.updateTable('precedents').set({ sealed: NOTHING }).where('number', '=', number).execute()
  return {
    keys: [...files.keys, ...grid.keys, ...identity.keys, ...subjects, ...meetings],
    files: files.files,
  }
}

/** Name and telephone alone, and where a reward was transferred to; an account that is still to be paid to stays. */
export const letGoIdentity = async (tx: Tx, caseId: string): Promise<LetGo> => {
  const names = await tx
    .deleteFrom('identities')
    .where('caseId', '=', caseId)
    .returning('keyId')
    .execute()
  const accounts: string[] = []
  for (const { reward } of await payeesOfCase(tx, caseId))
    if (!(await isOnItsWay(tx, reward))) accounts.push(...(await letGoPayee(tx, reward)).keys)
  return { keys: [...names.map(({ keyId }) => keyId), ...accounts], files: [] }
}

/** The files of a case alone. */
export const letGoEvidence = async (tx: Tx, caseId: string): Promise<LetGo> => {
  const rows = await tx
    .deleteFrom('evidence')
    .where('caseId', '=', caseId)
    .returning(['id', 'keyId'])
    .execute()
  return { keys: rows.map(({ keyId }) => keyId), files: rows.map(({ id }) => id) }
}

/** What is left of a case: number, area, offence, outcome and days. Nobody has anything to do with it any more. */
export const leaveTombstone = async (
  tx: Tx,
  caseId: string,
  { state, outcome, erasedAt }: Tombstone,
): Promise<void> => {
  await tx
    .updateTable('cases')
    .set({
      state,
      outcome: outcome ?? null,
      erasedAt,
      urgent: null,
      waitingSince: null,
      supervisedSince: null,
      mergedInto: null,
    })
    .where('id', '=', caseId)
    .execute()
  await tx
    .updateTable('tasks')
    .set({ state: 'cancelled' })
    .where('caseId', '=', caseId)
    .where('state', 'in', OPEN_TASK)
    .execute()
  await tx
    .updateTable('tasks')
    .set({ place: null, stream: null, holder: null, waitsFor: null })
    .where('caseId', '=', caseId)
    .execute()
  await standInQueues(tx, caseId)
}

export interface Tombstone {
  readonly state: string
  readonly outcome?: string
  readonly erasedAt: number
}

/**
 * What was said in a conversation and belongs to no report. Of what was heard the digests stay for a while, since a
 * platform repeats its deliveries; messages that have not arrived yet stay.
 */
export const letGoLines = async (
  tx: Tx,
  session: string,
  repeatedSince: number,
): Promise<LetGo> => {
  await tx
    .deleteFrom('heard')
    .where('session', '=', session)
    .where('at', '<', repeatedSince)
    .execute()
  await tx.updateTable('heard').set({ sealed: NOTHING }).where('session', '=', session).execute()
  await tx
    .deleteFrom('outbox')
    .where('session', '=', session)
    .where('state', 'not in', UNSENT)
    .execute()
  for (const table of ['forwards', 'waiting', 'timers'] as const)
    await tx.deleteFrom(table).where('session', '=', session).execute()
  const loose = await tx
    .deleteFrom('evidence')
    .where('session', '=', session)
    .where('caseId', 'is', null)
    .returning(['id', 'keyId'])
    .execute()
  return { keys: loose.map(({ keyId }) => keyId), files: loose.map(({ id }) => id) }
}

const UNSENT = ['owed', 'sending', 'uncertain']

/** Messages that have not arrived yet. */
export const unsentLines = async (tx: Tx, session: string) =>
  await tx
    .selectFrom('outbox')
    .select(['id', 'keyId', 'sealed'])
    .where('session', '=', session)
    .where('state', 'in', UNSENT)
    .execute()

/** A message that has not arrived yet goes on under another key. */
export const moveLine = async (
  tx: Tx,
  id: string,
  to: { readonly keyId: string; readonly sealed: Uint8Array },
): Promise<void> => {
  await tx.updateTable('outbox').set(to).where('id', '=', id).execute()
}

/** The conversation itself, with the address of its person. */
export const letGoSession = async (
  tx: Tx,
  { id, handle }: { readonly id: string; readonly handle: string },
): Promise<void> => {
  await tx.deleteFrom('outbox').where('session', '=', id).execute()
  await tx.deleteFrom('seqs').where('session', '=', id).execute()
  await tx.deleteFrom('addresses').where('handle', '=', handle).execute()
  await tx.deleteFrom('sessions').where('id', '=', id).execute()
}

/** Digests of deliveries that no platform repeats any more. */
export const pruneBlankHeard = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('heard').where('sealed', '=', NOTHING).where('at', '<', before).execute()
}

/** Names and files that lie under keys that are no more. */
export const letGoUnder = async (tx: Tx, keys: readonly string[]): Promise<void> => {
  if (keys.length === 0) return
  await tx.deleteFrom('identities').where('keyId', 'in', keys).execute()
  await tx.deleteFrom('payees').where('keyId', 'in', keys).execute()
  await tx.deleteFrom('evidence').where('keyId', 'in', keys).execute()
}
