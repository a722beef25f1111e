import { actorOf, may, type Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { cooperationIn } from '#core/cooperation.ts'
import { decide } from '#core/decide.ts'
import {
  faultInCall,
  faultInDecision,
  isAccusedIn,
  mayCallMeeting,
  type DecisionWords,
  type MeetingKind,
  type MeetingWords,
} from '#core/meeting.ts'
import { repeatsReport } from '#core/repeats-report.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseById } from '#store/cases.ts'
import {
  casesOfMeeting,
  changeMeeting,
  endMeetingDecision,
  keepMeeting,
  keepMeetingDecision,
  meetingDecision,
  officesOfMeeting,
  setAttendance,
  type MeetingRow,
} from '#store/meetings.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { keepEvents, openCase, visibleCase, type OpenCase } from './case-file.ts'
import { tellOfMeeting } from './meeting-notices.ts'
import {
  decisionText,
  isMine,
  kindWords,
  meetingText,
  visibleMeeting,
  wordsOf,
} from './meetings.ts'
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

async function ownMeeting(tx: Tx, officer: Officer, id: string): Promise<Result<MeetingRow>> {
  await holdName(tx, 'meeting', id)
  const row = await visibleMeeting(tx, officer, id)
  if (!row.ok) return row
  if (row.value.sealed.length === 0) return refuse('meeting-over')
  return isMine(officer, row.value) ? row : refuse('task-not-yours')
}

export interface Deciding {
  readonly id: string
  readonly text: string
  readonly office: string
  readonly dueOn: Day
  /** The case it concerns; empty: none. */
  readonly number: string
}

/** 议定事项: who sees to it, until when; of a case it stands in that case's history too. */
export async function decideInMeeting(
  world: Sealed,
  officer: Officer,
  deciding: Deciding,
): Promise<Result<true>> {
  const today = dayOf(world.clock())
  const { id, text, office, dueOn, number } = deciding
  const fault = faultInDecision(text, { office, dueOn, today })
  if (fault) return fault
  const keyId = await world.vault.newKey()
  return await world.db.transaction(async (tx) => {
    const row = await ownMeeting(tx, officer, id)
    if (!row.ok) return row
    if (row.value.state !== 'held') return refuse('meeting-not-held')
    const known = (await officesIn(world, tx, officer.area)).find((one) => one.id === office)
    if (!known) return refuse('office-unknown')
    if (await isAccusedThere(world, tx, { meeting: id, department: known.department }))
      return refuse('meeting-accused')
    const noted = await noteInCase(world, tx, officer, {
      row: row.value,
      deciding,
      name: known.name,
    })
    if (!noted.ok) return noted
    const own = world.id()
    const { area } = row.value
    const words: DecisionWords = { text: text.trim(), report: '', doneOn: '' }
    const sealed = await world.vault.seal(keyId, JSON.stringify(words), decisionText(own))
    const at = world.clock()
    const caseId = noted.value
    const kept = {
      id: own,
      meeting: id,
      area,
      office,
      caseId,
      dueOn,
      state: 'open',
      at,
      keyId,
      sealed,
    }
    await keepMeetingDecision(tx, kept)
    await tellOfMeeting(world, tx, { area, meeting: id, offices: [office], due: dueOn })
    const subject = number === '' ? `meeting:${id}` : number
    await trace(world, tx, officer, { action: 'meeting-decided', subject })
    return ok(true)
  })
}

/** Nobody is given to do what a meeting decided about a case that accuses them. */
async function isAccusedThere(
  world: Sealed,
  tx: Tx,
  { meeting, department }: { readonly meeting: string; readonly department: string },
): Promise<boolean> {
  for (const id of await casesOfMeeting(tx, meeting)) {
    const row = await caseById(tx, id)
    if (!row || row.erasedAt !== undefined) continue
    if (isAccusedIn(department, [(await openCase(world, tx, row)).case])) return true
  }
  return false
}

interface Noting {
  readonly row: MeetingRow
  readonly deciding: Deciding
  readonly name: string
}

/** The id of the case, once the decision stands in it; empty where it is about none. */
async function noteInCase(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { row, deciding, name }: Noting,
): Promise<Result<string>> {
  const { number, text, dueOn, office } = deciding
  if (number === '') return ok('')
  const file = await visibleCase(world, tx, officer, number)
  if (!file.ok) return refuse('meeting-case-unknown', { number })
  if (!(await casesOfMeeting(tx, row.id)).includes(file.value.id))
    return refuse('meeting-case-unknown', { number })
  const about = file.value.case
  const part =
    about.tasks.findLast((one) => one.office === office && one.state !== 'cancelled') ??
    about.tasks.findLast(({ state }) => state !== 'cancelled' && state !== 'returned')
  if (!part) return refuse('task-unknown')
  const clause = row.clause === '' ? '' : `（方案${row.clause}）`
  const said = `${kindWords[row.kind as MeetingKind]}${clause}议定：${text.trim()}。责任单位：${name}，${dueOn}前。`
  const id = world.id()
  const context = { at: world.clock(), by: actorOf(officer), id: (n: number) => `${id}-${n}` }
  const command = { type: 'note', task: part.task, text: said } as const
  const events = decide(about, command, { ...context, fromMeeting: true })
  if (!events.ok) return events
  await keepEvents(world, tx, file.value, events.value)
  return ok(file.value.id)
}

/** Who had it to do says that it is done, and how. */
export async function reportDecision(
  world: Sealed,
  officer: Officer,
  { decision, report }: { readonly decision: string; readonly report: string },
): Promise<Result<string>> {
  if (report.trim() === '') return refuse('text-missing')
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'meeting-decision', decision)
    const row = await meetingDecision(tx, decision)
    if (!row || row.area !== officer.area || !may(officer, 'see-meetings').ok)
      return refuse('meeting-unknown')
    if (row.office !== officer.office) return refuse('task-not-yours')
    if (row.state === 'done') return refuse('meeting-over')
    const opened = await world.vault.open(row.keyId, row.sealed, decisionText(row.id))
    const before = JSON.parse(opened) as DecisionWords
    const words = { ...before, report: report.trim(), doneOn: dayOf(world.clock()) }
    const sealed = await world.vault.seal(row.keyId, JSON.stringify(words), decisionText(row.id))
    await endMeetingDecision(tx, row.id, { state: 'done', sealed })
    const subject = `meeting:${row.meeting}`
    await trace(world, tx, officer, { action: 'meeting-decision-done', subject })
    return ok(row.meeting)
  })
}
