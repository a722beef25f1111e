import { may, type Officer } from '#core/access.ts'
import type { Case, Instant, Task } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import { fold } from '#core/evolve.ts'
import { within } from '#core/merge.ts'
import { noticesOwed } from '#core/notices.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { runsUntil } from '#core/task-clock.ts'
import { whomFor } from '#core/waits.ts'
import { isLive } from '#core/transitions.ts'
import type { Tx } from '#store/transaction.ts'
import { appendAudits, type AuditEntry } from '#store/audit.ts'
import {
  appendEvents,
  caseByNumber,
  caseEvents,
  casesInHandAfter,
  saveCaseRow,
  saveNewCase,
  saveTaskRows,
} from '#store/cases.ts'
import type { CaseRow, TaskRow } from '#store/cases.ts'
import { oweFollowUp } from '#store/follow-ups.ts'
import { NEVER } from '#store/reminders.ts'
import { markOf } from './calendar-mark.ts'
import { keepNoteMentions } from './mentions.ts'
import { countCase } from './case-facts.ts'
import { oweDepartments } from './department-notices.ts'
import { oweExchange } from './exchange-tell.ts'
import { followMerge, holdWithMerged, oweNewsToAll, withMainOffices } from './follow-merge.ts'
import { oweOrderStatus } from './order-status.ts'
import { followArchive } from './follow-archive.ts'
import { followDecisions } from './follow-decisions.ts'
import { followRating } from './rating.ts'
import { followCredit } from './credit-proposals.ts'
import { followSubjects } from './follow-subjects.ts'
import { reasonText, type OpenReason } from './precedents.ts'
import { followWish, isSecretHere } from './reward-wish.ts'
import { indexCase } from './search-index.ts'
import type { Sealed } from './sealed.ts'
import { nextLooks } from './task-looks.ts'
import { erasedCase } from './tombstone.ts'

/** A case as the shell holds it: its plain row's keys, its history and the fold of it. */
export interface CaseFile {
  readonly id: string
  readonly keyId: string
  /** The reporter's random handle: who it is, only the vault can tell. */
  readonly handle: string
  readonly events: readonly CaseEvent[]
}

/** A case that has at least its first event. */
export interface OpenCase extends CaseFile {
  readonly case: Case
}

export const eventText = (caseId: string, eventId: string): string => `event:${caseId}:${eventId}`

/** Opens every event of a case and folds them. */
export async function openCase(world: Sealed, tx: Tx, row: CaseRow): Promise<OpenCase> {
  const events: CaseEvent[] = []
  for (const { id, sealed } of await caseEvents(tx, row.id)) {
    const body = await world.vault.open(row.keyId, sealed, eventText(row.id, id))
    events.push(JSON.parse(body) as CaseEvent)
  }
  return { id: row.id, keyId: row.keyId, handle: row.handle, events, case: fold(events) }
}

/** The reason of a ruling lies under the key of its case: where that was erased, it is gone with it. */
export const reasonOpener =
  (world: Sealed): OpenReason =>
  async (row) => {
    try {
      return await world.vault.open(row.keyId, row.sealed, reasonText(row))
    } catch {
      return ''
    }
  }

/** How many cases are opened in one look, so that nobody waits for all of them. */
const page = 100

/** Every case of an area that is not over, one after the other. */
export async function* casesInHand(world: Sealed, area: AreaCode): AsyncGenerator<Case> {
  for (let last: string | undefined = ''; last !== undefined;) {
    const after: string = last
    const opened = await world.db.read(async (tx) => {
      const rows = await casesInHandAfter(tx, area, after, page)
      const cases: Case[] = []
      for (const row of rows) cases.push((await openCase(world, tx, row)).case)
      return cases
    })
    yield* opened
    last = opened.length < page ? undefined : opened.at(-1)?.number
  }
}

/**
 * Appends what a decision brought, with all that follows in the same transaction: the plain rows, the news owed to the
 * reporter, the audit entries. The audit chain is taken last.
 */
export async function keepEvents(
  world: Sealed,
  tx: Tx,
  file: CaseFile,
  given: readonly CaseEvent[],
): Promise<OpenCase> {
  const brought: CaseEvent[] = []
  for (const event of given) brought.push(await withoutPasscodes(world, tx, event))
  const events = [...file.events, ...brought]
  const isNew = file.events.length === 0
  const next: OpenCase = { ...file, events, case: fold(events) }
  const followed = { ...next, isNew }
  if (!isNew) await holdWithMerged(tx, next)
  const sealed = []
  for (const event of brought) {
    const body = JSON.stringify(event)
    const bytes = await world.vault.seal(file.keyId, body, eventText(file.id, event.id))
    const { id, type, at } = event
    sealed.push({ id, type, at, by: actorOf(event), sealed: bytes })
  }
  await saveRows(world, tx, next, isNew)
  await countCase(world, tx, followed)
  await appendEvents(tx, file.id, file.events.length, sealed)
  if (isNew) await oweFollowUp(tx, file.id)
  else await indexCase(world, tx, next)
  for (const notice of noticesOwed(next.case, brought))
    if (notice.kind !== 'withdrawn') await oweNewsToAll(world, tx, next, notice)
  await followRating(world, tx, next, brought)
  await followWish(tx, next, isNew)
  await keepNoteMentions(world, tx, next, brought)
  await followDecisions(world, tx, followed)
  await followArchive(world, tx, followed)
  if (!isNew) await followSubjects(world, tx, next, brought)
  await followCredit(world, tx, followed, brought)
  await appendAudits(tx, entriesOf(next.case, brought), world.vault.mac)
  await oweDepartments(world, tx, next, brought)
  await oweOrderStatus(world, tx, next, brought)
  await oweExchange(world, tx, next, brought)
  return await followMerge(world, tx, { open: next, brought, keep: keepEvents, openCase })
}

/** A reporter who writes a passcode into their words would give it to every officer who reads them. */
async function withoutPasscodes(world: Sealed, tx: Tx, event: CaseEvent): Promise<CaseEvent> {
  if (event.by.kind !== 'reporter' || !textsIn(event).some(world.vault.mayHoldPasscode))
    return event
  const isOne = async (hmac: string): Promise<boolean> => await isSecretHere(tx, hmac)
  const hide = async (text: string): Promise<string> => await world.vault.hidePasscodes(text, isOne)
  return (await withTexts(event, hide)) as CaseEvent
}

/** Every text in a value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** The same value with each text in it changed. */
async function withTexts(
  value: unknown,
  change: (text: string) => Promise<string>,
): Promise<unknown> {
  if (typeof value === 'string') return await change(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value))
    return await Promise.all(value.map(async (one) => await withTexts(one, change)))
  const changed: Record<string, unknown> = {}
  for (const [name, one] of Object.entries(value)) changed[name] = await withTexts(one, change)
  return changed
}

const entriesOf = ({ area, number }: Case, events: readonly CaseEvent[]): readonly AuditEntry[] =>
  events.map((event) => {
    return { area, at: event.at, actor: actorOf(event), action: event.type, subject: number }
  })

const actorOf = ({ by }: CaseEvent): string =>
  by.kind === 'officer' ? `officer:${by.id}` : by.kind

/** What keeps an accusation out of the lists of whom it accuses. */
function accuses({ matters }: Case): { readonly accuses?: string } {
  const accused = matters.find((matter) => matter.accused)?.accused
  if (accused) return { accuses: accused }
  return matters.some(({ stream }) => stream === 'accusation') ? { accuses: '' } : {}
}

/** A class, not words: what is left to be told when everything else was erased. */
function outcomeOf({ matters }: Case): { readonly outcome?: string } {
  const outcome = matters.find((matter) => matter.outcome)?.outcome
  return outcome ? { outcome } : {}
}

function mergedInto(file: Case): { readonly mergedInto?: string } {
  const merge = within(file)
  return merge ? { mergedInto: merge.into } : {}
}

async function saveRows(
  world: Sealed,
  tx: Tx,
  { id, keyId, handle, case: file }: OpenCase,
  isNew: boolean,
): Promise<void> {
  const waiting = file.questions.filter((question) => !question.answer)
  const row: CaseRow = {
    id,
    keyId,
    handle,
    number: file.number,
    area: file.area,
    state: file.state,
    offence: file.matters[0]?.offence ?? '',
    receivedAt: file.receivedAt,
    changedAt: file.changedAt,
    version: file.version,
    ...(file.urgent ? { urgent: file.urgent } : {}),
    ...(file.acknowledgedAt ? { acknowledgedAt: file.acknowledgedAt } : {}),
    ...(file.supervision ? { supervisedSince: file.supervision.at } : {}),
    ...(waiting[0] ? { waitingSince: waiting[0].askedAt } : {}),
    ...accuses(file),
    ...outcomeOf(file),
    ...mergedInto(file),
  }
  const looks = await nextLooks(world, tx, { id, case: file, isNew })
  const countedBy = markOf(world.packs.calendar)
  const matters = new Map(file.matters.map((matter) => [matter.id, matter]))
  const tasks = file.tasks.map((task): TaskRow => ({
    task: task.task,
    matter: task.matter,
    office: task.office,
    department: task.department,
    role: task.role,
    state: task.state,
    dueOn: runsUntil(task),
    countedBy,
    lookAt: looks.get(task.task) ?? NEVER,
    endedAt: isLive(task) ? 0 : endOf(task, file.changedAt),
    offence: matters.get(task.matter)?.offence ?? '',
    ...queueFacts(file, task, matters.get(task.matter)),
    ...(task.clause ? { clause: task.clause } : {}),
  }))
  if (isNew) return await saveNewCase(tx, row, tasks)
  await saveCaseRow(tx, row)
  await saveTaskRows(tx, id, tasks)
}

/** What a list can be narrowed by. */
function queueFacts(
  file: Case,
  task: Task,
  matter: Case['matters'][number] | undefined,
): Pick<TaskRow, 'place' | 'stream' | 'waitsFor' | 'holder'> {
  const waitsFor = whomFor(file, task)
  return {
    ...(matter?.place ? { place: matter.place } : {}),
    ...(matter ? { stream: matter.stream } : {}),
    ...(task.holder ? { holder: task.holder.officer } : {}),
    ...(waitsFor === undefined ? {} : { waitsFor }),
  }
}

/** Cancelled tasks know when, like those that were done. */
const endOf = (task: Task, otherwise: Instant): Instant => ('at' in task ? task.at : otherwise)

/** A case as an officer may open it. Whether it exists is not told to who may not see it. */
export async function visibleCase(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  number: string,
): Promise<Result<OpenCase>> {
  const row = await caseByNumber(tx, number)
  if (!row) return refuse('case-not-visible')
  if (row.erasedAt !== undefined) return await erasedCase(world, tx, officer, row)
  const file = await withMainOffices(tx, await openCase(world, tx, row))
  return may(officer, 'see-case', file.case).ok ? ok(file) : refuse('case-not-visible')
}
