import { sql, type RawBuilder, type Selectable } from 'kysely'
import { isFound, type Hidden } from './accusations.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type MeetingRow = Readonly<Selectable<Schema['meetings']>>
export type MeetingDecisionRow = Readonly<Selectable<Schema['meetingDecisions']>>
export type JointRow = Readonly<Selectable<Schema['jointRequests']>>

export async function keepMeeting(
  tx: Tx,
  row: MeetingRow,
  about: { readonly cases: readonly string[]; readonly offices: readonly string[] },
): Promise<void> {
  await tx.insertInto('meetings').values(row).execute()
  const meeting = row.id
  for (const caseId of about.cases)
    await tx.insertInto('meetingCases').values({ meeting, caseId }).execute()
  for (const office of about.offices)
    await tx.insertInto('meetingOffices').values({ meeting, office, state: 'invited' }).execute()
}

export const meetingById = async (tx: Tx, id: string): Promise<MeetingRow | undefined> =>
  await tx.selectFrom('meetings').selectAll().where('id', '=', id).executeTakeFirst()

/** Of meetings by their id in a column: that none of their cases accuses somebody who must not find it. */
const talksOpenly = (column: string, hidden: Hidden): RawBuilder<boolean> =>
  sql<boolean>`not exists (select 1 from "meetingCases" as "m"
    inner join "cases" as "c" on "c"."id" = "m"."caseId"
    where "m"."meeting" = ${sql.ref(column)} and not ${isFound(hidden)})`

interface Scope {
  readonly area: string
  readonly office?: string
  readonly limit: number
  readonly hidden: Hidden
}

/** Whether somebody may know of a meeting, by the cases it is about. */
export const isOpenMeeting = async (tx: Tx, id: string, hidden: Hidden): Promise<boolean> =>
  (await tx
    .selectFrom('meetings')
    .select('id')
    .where('id', '=', id)
    .where(talksOpenly('meetings.id', hidden))
    .executeTakeFirst()) !== undefined

/** Of an area, the latest first; `office`: those alone that it called or is invited to. */
export async function meetingsOf(
  tx: Tx,
  { area, office, limit, hidden }: Scope,
): Promise<readonly MeetingRow[]> {
  const query = tx
    .selectFrom('meetings')
    .selectAll()
    .where('area', '=', area)
    .where(talksOpenly('meetings.id', hidden))
    .orderBy('on', 'desc')
    .orderBy('id')
    .limit(limit)
  if (office === undefined) return await query.execute()
  return await query
    .where((where) =>
      where.or([
        where('office', '=', office),
        where.exists(
          where
            .selectFrom('meetingOffices')
            .select('meetingOffices.office')
            .whereRef('meetingOffices.meeting', '=', 'meetings.id')
            .where('meetingOffices.office', '=', office),
        ),
      ]),
    )
    .execute()
}

export const officesOfMeeting = async (
  tx: Tx,
  meeting: string,
): Promise<readonly { readonly office: string; readonly state: string }[]> =>
  await tx
    .selectFrom('meetingOffices')
    .select(['office', 'state'])
    .where('meeting', '=', meeting)
    .orderBy('office')
    .execute()

export const casesOfMeeting = async (tx: Tx, meeting: string): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('meetingCases')
    .select('caseId')
    .where('meeting', '=', meeting)
    .orderBy('caseId')
    .execute()
  return rows.map(({ caseId }) => caseId)
}

export async function setAttendance(
  tx: Tx,
  {
    meeting,
    office,
    state,
  }: { readonly meeting: string; readonly office: string; readonly state: string },
): Promise<void> {
  await tx
    .updateTable('meetingOffices')
    .set({ state })
    .where('meeting', '=', meeting)
    .where('office', '=', office)
    .execute()
}

/** Whether it still stood as the row was read; otherwise it is left as it is. */
export async function changeMeeting(
  tx: Tx,
  { id, version }: Pick<MeetingRow, 'id' | 'version'>,
  set: Pick<MeetingRow, 'state' | 'sealed'>,
): Promise<boolean> {
  const done = await tx
    .updateTable('meetings')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function keepMeetingDecision(tx: Tx, row: MeetingDecisionRow): Promise<void> {
  await tx.insertInto('meetingDecisions').values(row).execute()
}

export const decisionsOfMeeting = async (
  tx: Tx,
  meeting: string,
): Promise<readonly MeetingDecisionRow[]> =>
  await tx
    .selectFrom('meetingDecisions')
    .selectAll()
    .where('meeting', '=', meeting)
    .orderBy('at')
    .orderBy('id')
    .execute()

export const meetingDecision = async (
  tx: Tx,
  id: string,
): Promise<MeetingDecisionRow | undefined> =>
  await tx.selectFrom('meetingDecisions').selectAll().where('id', '=', id).executeTakeFirst()

/** What meetings gave to an office, or to all of an area, that is not done; the nearest day first. */
export async function openMeetingDecisions(
  tx: Tx,
  { area, office, limit, hidden }: Scope,
): Promise<readonly MeetingDecisionRow[]> {
  const query = tx
    .selectFrom('meetingDecisions')
    .selectAll()
    .where('area', '=', area)
    .where(talksOpenly('meetingDecisions.meeting', hidden))
    .where('state', '=', 'open')
    .orderBy('dueOn')
    .orderBy('id')
    .limit(limit)
  return await (office === undefined ? query : query.where('office', '=', office)).execute()
}

export async function endMeetingDecision(
  tx: Tx,
  id: string,
  set: Pick<MeetingDecisionRow, 'state' | 'sealed'>,
): Promise<void> {
  await tx.updateTable('meetingDecisions').set(set).where('id', '=', id).execute()
}

/**
 * Of a case that is let go no word stays: what was decided about it goes, and so does what was said where no other case was
 * talked about. That there was a meeting stays, and who must not find it still does not. Gives keys to destroy.
 */
export async function letGoMeetings(tx: Tx, caseId: string): Promise<readonly string[]> {
  const keys = new Set<string>()
  const decided = await tx
    .deleteFrom('meetingDecisions')
    .where('caseId', '=', caseId)
    .returning('keyId')
    .execute()
  const meetings = await tx
    .selectFrom('meetings')
    .select(['id', 'keyId'])
    .where('id', 'in', (eb) =>
      eb.selectFrom('meetingCases').select('meeting').where('caseId', '=', caseId),
    )
    .execute()
  const shared = new Set(meetings.map(({ keyId }) => keyId))
  for (const { keyId } of decided) if (!shared.has(keyId)) keys.add(keyId)
  for (const { id, keyId } of meetings) {
    if (await talksOfAnother(tx, id, caseId)) continue
    await tx
      .updateTable('meetings')
      .set((eb) => ({ sealed: new Uint8Array(), version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
    await tx.deleteFrom('meetingDecisions').where('keyId', '=', keyId).execute()
    keys.add(keyId)
  }
  return [...keys]
}

const talksOfAnother = async (tx: Tx, meeting: string, caseId: string): Promise<boolean> =>
  (await tx
    .selectFrom('meetingCases as m')
    .innerJoin('cases as c', 'c.id', 'm.caseId')
    .select('c.id')
    .where('m.meeting', '=', meeting)
    .where('c.id', '<>', caseId)
    .where('c.erasedAt', 'is', null)
    .executeTakeFirst()) !== undefined

export async function keepJointRequest(tx: Tx, row: JointRow): Promise<void> {
  await tx.insertInto('jointRequests').values(row).execute()
}

export const jointRequest = async (tx: Tx, id: string): Promise<JointRow | undefined> =>
  await tx.selectFrom('jointRequests').selectAll().where('id', '=', id).executeTakeFirst()

/** Asked by an area, or of it; the latest first. */
export const jointRequestsOf = async (
  tx: Tx,
  area: string,
  limit: number,
): Promise<readonly JointRow[]> =>
  await tx
    .selectFrom('jointRequests')
    .selectAll()
    .where((where) => where.or([where('area', '=', area), where('toArea', '=', area)]))
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

export async function changeJointRequest(
  tx: Tx,
  id: string,
  set: Pick<JointRow, 'state' | 'sealed' | 'answeredAt'>,
): Promise<void> {
  await tx.updateTable('jointRequests').set(set).where('id', '=', id).execute()
}
