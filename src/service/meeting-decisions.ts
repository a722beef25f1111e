import { actorOf, may, type Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { decide } from '#core/decide.ts'
import {
  faultInDecision,
  isAccusedIn,
  type DecisionWords,
  type MeetingKind,
} from '#core/meeting.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseById } from '#store/cases.ts'
import {
  casesOfMeeting,
  endMeetingDecision,
  keepMeetingDecision,
  meetingDecision,
  type MeetingRow,
} from '#store/meetings.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { keepEvents, openCase, visibleCase } from './case-file.ts'
import { ownMeeting } from './meeting-deeds.ts'
import { tellOfMeeting } from './meeting-notices.ts'
import { decisionText, kindWords } from './meetings.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { officesIn } from './world.ts'

/** What a meeting decides. */
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
