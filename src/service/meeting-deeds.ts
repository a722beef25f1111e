import { may, type Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { cooperationIn } from '#core/cooperation.ts'
import {
  faultInCall,
  isAccusedIn,
  mayCallMeeting,
  type MeetingKind,
  type MeetingWords,
} from '#core/meeting.ts'
import { repeatsReport } from '#core/repeats-report.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  changeMeeting,
  keepMeeting,
  officesOfMeeting,
  setAttendance,
  type MeetingRow,
} from '#store/meetings.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { visibleCase, type OpenCase } from './case-file.ts'
import { tellOfMeeting } from './meeting-notices.ts'
import { isMine, meetingText, visibleMeeting, wordsOf } from './meetings.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { officesIn } from './world.ts'

/** What calls a meeting together. */
export interface Calling {
  readonly kind: MeetingKind
  readonly on: Day
  readonly time: string
  readonly place: string
  readonly subject: string
  /** Numbers of cases it is about. */
  readonly numbers: readonly string[]
  readonly offices: readonly string[]
}

/** 召集: the offices are invited, and told that they are; who is accused in a case is not. */
export async function callMeeting(
  world: Sealed,
  officer: Officer,
  calling: Calling,
): Promise<Result<string>> {
  const right = may(officer, 'call-meeting')
  if (!right.ok) return right
  const { area } = officer
  const of = cooperationIn(world.packs.cooperation, area, calling.kind)
  const convenes = mayCallMeeting(officer, of)
  if (!convenes.ok) return convenes
  const today = dayOf(world.clock())
  const { kind, on, offices, subject, place, time } = calling
  const fault = faultInCall(calling, { on, today, offices: offices.length })
  if (fault) return fault
  const keyId = await world.vault.newKey()
  return await world.db.transaction(async (tx) => {
    const files = await casesFor(world, tx, officer, calling.numbers)
    if (!files.ok) return files
    const known = await officesIn(world, tx, area)
    const invited = offices.filter((id) => id !== officer.office)
    const abouts = files.value.map((file) => file.case)
    for (const id of invited) {
      const office = known.find((one) => one.id === id)
      if (!office) return refuse('office-unknown')
      if (isAccusedIn(office.department, abouts)) return refuse('meeting-accused')
    }
    if (abouts.some((about) => repeatsReport(subject, about))) return refuse('repeats-report')
    const id = world.id()
    const words: MeetingWords = { subject: subject.trim(), place: place.trim(), time, minutes: '' }
    const sealed = await world.vault.seal(keyId, JSON.stringify(words), meetingText(id))
    const at = world.clock()
    const row = { id, area, kind, clause: of?.clause ?? '', state: 'called', on, at, keyId, sealed }
    await keepMeeting(
      tx,
      { ...row, office: officer.office, by: officer.id, version: 1 },
      { cases: files.value.map((file) => file.id), offices: invited },
    )
    await tellOfMeeting(world, tx, { area, meeting: id, offices: invited, due: on })
    await trace(world, tx, officer, { action: 'meeting-called', subject: `meeting:${id}` })
    return ok(id)
  })
}

async function casesFor(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  numbers: readonly string[],
): Promise<Result<readonly OpenCase[]>> {
  const files: OpenCase[] = []
  for (const number of new Set(numbers)) {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return refuse('meeting-case-unknown', { number })
    files.push(file.value)
  }
  return ok(files)
}

/** An invited office says whether it comes. */
export async function answerMeeting(
  world: Sealed,
  officer: Officer,
  { id, coming }: { readonly id: string; readonly coming: boolean },
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'meeting', id)
    const row = await visibleMeeting(tx, officer, id)
    if (!row.ok) return row
    const { office } = officer
    const invited = (await officesOfMeeting(tx, id)).some((one) => one.office === office)
    if (!invited) return refuse('task-not-yours')
    if (row.value.state !== 'called') return refuse('meeting-over')
    await setAttendance(tx, { meeting: id, office, state: coming ? 'coming' : 'not-coming' })
    await trace(world, tx, officer, { action: 'meeting-answered', subject: `meeting:${id}` })
    return ok(true)
  })
}

/** 会议纪要: who was there and what was said, or that it does not take place. */
export async function closeMeeting(
  world: Sealed,
  officer: Officer,
  closing: {
    readonly id: string
    /** Of the meeting as it was seen. */
    readonly version: number
    readonly minutes: string
    readonly present: readonly string[]
    readonly held: boolean
  },
): Promise<Result<true>> {
  const { id, version, minutes, present, held } = closing
  return await world.db.transaction(async (tx) => {
    const row = await ownMeeting(tx, officer, id)
    if (!row.ok) return row
    if (row.value.version !== version) return refuse('meeting-changed')
    if (row.value.state === 'cancelled') return refuse('meeting-over')
    if (!held && row.value.state === 'held') return refuse('meeting-over')
    if (held && minutes.trim() === '') return refuse('text-missing')
    if (held && row.value.on > dayOf(world.clock())) return refuse('day-in-future')
    const words = { ...(await wordsOf(world, row.value)), minutes: minutes.trim() }
    const { keyId } = row.value
    const sealed = await world.vault.seal(keyId, JSON.stringify(words), meetingText(id))
    const set = { state: held ? 'held' : 'cancelled', sealed }
    if (!(await changeMeeting(tx, row.value, set))) return refuse('meeting-changed')
    if (held)
      for (const { office, state } of await officesOfMeeting(tx, id))
        if (present.includes(office))
          await setAttendance(tx, { meeting: id, office, state: 'present' })
        else if (state === 'present')
          await setAttendance(tx, { meeting: id, office, state: 'not-coming' })
    const action = held ? 'meeting-held' : 'meeting-cancelled'
    await trace(world, tx, officer, { action, subject: `meeting:${id}` })
    return ok(true)
  })
}

/** The meeting, for whoever runs it, until this transaction ends. */
export async function ownMeeting(
  tx: Tx,
  officer: Officer,
  id: string,
): Promise<Result<MeetingRow>> {
  await holdName(tx, 'meeting', id)
  const row = await visibleMeeting(tx, officer, id)
  if (!row.ok) return row
  if (row.value.sealed.length === 0) return refuse('meeting-over')
  return isMine(officer, row.value) ? row : refuse('task-not-yours')
}
