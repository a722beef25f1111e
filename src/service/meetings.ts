import { closedTo, may, sees, type Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import { cooperationIn, membersOf } from '#core/cooperation.ts'
import type {
  Attendance,
  DecisionWords,
  MeetingKind,
  MeetingState,
  MeetingWords,
} from '#core/meeting.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseById } from '#store/cases.ts'
import {
  casesOfMeeting,
  decisionsOfMeeting,
  isOpenMeeting,
  meetingById,
  meetingsOf,
  officesOfMeeting,
  openMeetingDecisions,
  type MeetingDecisionRow,
  type MeetingRow,
} from '#store/meetings.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase } from './case-file.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { officesIn } from './world.ts'

/** A line of the list. */
export interface MeetingLine {
  readonly id: string
  readonly kind: MeetingKind
  readonly clause: string
  readonly state: MeetingState
  readonly on: Day
  readonly subject: string
}

export interface MeetingDecision {
  readonly id: string
  readonly meeting: string
  readonly office: string
  readonly officeName: string
  readonly dueOn: Day
  readonly state: 'open' | 'done'
  readonly words: DecisionWords
  /** Of the case it concerns, for who sees that. */
  readonly number?: string
}

export interface Meeting extends MeetingLine {
  readonly words: MeetingWords
  readonly office: string
  readonly officeName: string
  readonly offices: readonly {
    readonly office: string
    readonly name: string
    readonly state: Attendance
  }[]
  /** Of the cases that the reader sees. */
  readonly numbers: readonly string[]
  readonly hiddenCases: number
  readonly decisions: readonly MeetingDecision[]
  /** The reader's office called it, or the reader may in its place. */
  readonly mine: boolean
  /** One more with every change of its state or its minutes. */
  readonly version: number
}

/** What it is called. */
export const kindWords: Readonly<Record<MeetingKind, string>> = {
  'joint-conference': '联席会议',
  consultation: '重大案件会商',
}

const most = 100
export const meetingText = (id: string): string => `meeting:${id}`
export const decisionText = (id: string): string => `meeting-decision:${id}`

/** Of a meeting about cases that were all let go. */
const letGo: MeetingWords = { subject: '（已按规定删除）', place: '', time: '', minutes: '' }

export async function wordsOf(
  world: Sealed,
  { id, keyId, sealed }: MeetingRow,
): Promise<MeetingWords> {
  if (sealed.length === 0) return letGo
  return JSON.parse(await world.vault.open(keyId, sealed, meetingText(id))) as MeetingWords
}

const wholeArea = ({ role }: Officer): boolean => role === 'intake' || role === 'supervisor'

/** Meetings of the reader's office, or of the area; what they gave to do first. */
export async function listMeetings(
  world: Sealed,
  officer: Officer,
): Promise<
  Result<{ readonly lines: readonly MeetingLine[]; readonly todo: readonly MeetingDecision[] }>
> {
  const right = may(officer, 'see-meetings')
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const { area, office } = officer
    const hidden = closedTo(officer)
    const scope = { area, limit: most, hidden, ...(wholeArea(officer) ? {} : { office }) }
    const lines: MeetingLine[] = []
    for (const row of await meetingsOf(tx, scope))
      lines.push(lineOf(row, await wordsOf(world, row)))
    const todo = []
    for (const row of await openMeetingDecisions(tx, scope))
      todo.push(await decisionOf(world, tx, officer, row))
    await trace(world, tx, officer, { action: 'meetings-read', subject: area })
    return ok({ lines, todo })
  })
}

const lineOf = ({ id, kind, clause, state, on }: MeetingRow, { subject }: MeetingWords) => ({
  id,
  kind: kind as MeetingKind,
  clause,
  state: state as MeetingState,
  on,
  subject,
})

/** Which clause it is called under, and the offices of whom the plan names. */
export async function meetingPlan(
  world: Sealed,
  officer: Officer,
  kind: MeetingKind,
): Promise<{
  readonly clause: string
  readonly asks: string
  readonly proposed: readonly string[]
}> {
  const { area } = officer
  const of = cooperationIn(world.packs.cooperation, area, kind)
  const plan = world.packs.areas.get(area)?.plan
  const members = of && plan ? membersOf(plan, of) : []
  const offices = await world.db.read(async (tx) => await officesIn(world, tx, area))
  const proposed = offices.filter(
    ({ department, place }) =>
      department !== 'intake' && members.includes(department) && place === area,
  )
  return { clause: of?.clause ?? '', asks: of?.asks ?? '', proposed: proposed.map(({ id }) => id) }
}

/** The meeting, for whoever called it, is invited, or supervises; every look is on record. */
export async function readMeeting(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<Meeting>> {
  return await world.db.transaction(async (tx) => {
    const row = await visibleMeeting(tx, officer, id)
    if (!row.ok) return row
    const meeting = await meetingOf(world, tx, officer, row.value)
    await trace(world, tx, officer, { action: 'meeting-read', subject: `meeting:${id}` })
    return ok(meeting)
  })
}

/** Its row, for who may see it: nobody of a department that is accused in one of its cases. */
export async function visibleMeeting(
  tx: Tx,
  officer: Officer,
  id: string,
): Promise<Result<MeetingRow>> {
  const right = may(officer, 'see-meetings')
  if (!right.ok) return right
  const row = await meetingById(tx, id)
  if (!row || row.area !== officer.area) return refuse('meeting-unknown')
  if (!(await isOpenMeeting(tx, id, closedTo(officer)))) return refuse('meeting-unknown')
  const invited = (await officesOfMeeting(tx, id)).some(({ office }) => office === officer.office)
  return invited || row.office === officer.office || wholeArea(officer)
    ? ok(row)
    : refuse('meeting-unknown')
}

/** Whether it is the reader's to run. */
export const isMine = (officer: Officer, { office }: MeetingRow): boolean =>
  may(officer, 'call-meeting').ok && (officer.office === office || wholeArea(officer))

async function meetingOf(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  row: MeetingRow,
): Promise<Meeting> {
  const words = await wordsOf(world, row)
  const known = await officesIn(world, tx, officer.area)
  const nameOf = (id: string) => known.find((one) => one.id === id)?.name ?? id
  const offices = (await officesOfMeeting(tx, row.id)).map(({ office, state }) => ({
    office,
    name: nameOf(office),
    state: state as Attendance,
  }))
  const cases = await casesOfMeeting(tx, row.id)
  const numbers: string[] = []
  for (const id of cases) {
    const number = await numberFor(world, tx, officer, id)
    if (number !== undefined) numbers.push(number)
  }
  const decisions = []
  for (const one of await decisionsOfMeeting(tx, row.id))
    decisions.push(await decisionOf(world, tx, officer, one))
  return {
    ...lineOf(row, words),
    words,
    office: row.office,
    officeName: nameOf(row.office),
    offices,
    numbers,
    hiddenCases: cases.length - numbers.length,
    decisions,
    mine: isMine(officer, row),
    version: row.version,
  }
}

/** The number of a case, for who sees it. */
async function numberFor(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  id: string,
): Promise<string | undefined> {
  const row = id === '' ? undefined : await caseById(tx, id)
  if (!row || row.erasedAt !== undefined) return undefined
  const file = await openCase(world, tx, row)
  return sees(officer, file.case) ? file.case.number : undefined
}

async function decisionOf(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  row: MeetingDecisionRow,
): Promise<MeetingDecision> {
  const { id, meeting, office, dueOn, state, keyId, sealed, caseId } = row
  const words = JSON.parse(await world.vault.open(keyId, sealed, decisionText(id)))
  const known = await officesIn(world, tx, row.area)
  const number = await numberFor(world, tx, officer, caseId)
  return {
    id,
    meeting,
    office,
    officeName: known.find((one) => one.id === office)?.name ?? office,
    dueOn,
    state: state === 'done' ? 'done' : 'open',
    words: words as DecisionWords,
    ...(number === undefined ? {} : { number }),
  }
}
