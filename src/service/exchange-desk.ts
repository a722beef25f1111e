import { may, type Officer } from '#core/access.ts'
import type { Case } from '#core/case.ts'
import { taskTable } from '#core/transitions.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  messageById,
  messagesOpen,
  partnersIn,
  settleMessage,
  type MessageRow,
} from '#store/exchange.ts'
import type { Tx } from '#store/transaction.ts'
import { visibleCase, type OpenCase } from './case-file.ts'
import type { Deed } from './deed.ts'
import { act } from './desk.ts'
import { messageText } from './exchange-in.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** What a partner sent on a case that the officer may see. */
export interface WaitingMessage {
  readonly id: string
  readonly number: string
  readonly partner: string
  readonly at: number
  readonly type: string
  /** As it came, JSON. */
  readonly body: string
  /** An earlier one of the partner has not come. */
  readonly held: boolean
  /** Parts of the officer's own office that it can be noted at. */
  readonly tasks: readonly string[]
  /** The part whose conclusion a penalty can be added to. */
  readonly penaltyTask?: string
}

const most = 200

/** What waits for this officer's office; that it was looked at is on record. */
export async function waitingMessages(
  world: Sealed,
  officer: Officer,
): Promise<Result<readonly WaitingMessage[]>> {
  const right = may(officer, 'note')
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const names = new Map((await partnersIn(tx, officer.area)).map(({ id, name }) => [id, name]))
    const waiting: WaitingMessage[] = []
    for (const row of await messagesOpen(tx, officer.area, most)) {
      const file = await caseOf(world, tx, officer, row)
      if (file.ok) waiting.push(await shownOf(world, officer, { row, file: file.value, names }))
    }
    if (waiting.length > 0)
      await trace(world, tx, officer, { action: 'exchange-read', subject: 'exchange' })
    return ok(waiting)
  })
}

const caseOf = async (
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { number }: MessageRow,
): Promise<Result<OpenCase>> =>
  number === undefined ? refuse('message-unknown') : await visibleCase(world, tx, officer, number)

async function shownOf(
  world: Sealed,
  officer: Officer,
  {
    row,
    file,
    names,
  }: {
    readonly row: MessageRow
    readonly file: OpenCase
    readonly names: ReadonlyMap<string, string>
  },
): Promise<WaitingMessage> {
  const own = ownTasks(file.case, officer)
  const concluded = own.find(({ state }) => taskTable[state]['add-penalty'] === 'yes')
  const isPenalty = row.type === 'penalty.decided' && concluded !== undefined && !concluded.penalty
  return {
    id: row.id,
    number: file.case.number,
    partner: names.get(row.partner) ?? '',
    at: row.at,
    type: row.type,
    body: await world.vault.open(row.keyId, row.sealed, messageText(row.id)),
    held: row.state === 'held',
    tasks: own.map(({ task }) => task),
    ...(isPenalty ? { penaltyTask: concluded.task } : {}),
  }
}

/** Parts that a note can stand at, the newest first. */
const ownTasks = ({ tasks }: Case, { office }: Officer) =>
  tasks
    .filter((task) => task.office === office && taskTable[task.state].note === 'yes')
    .map((task) => ({
      task: task.task,
      state: task.state,
      penalty: task.state === 'concluded' ? task.penalty : undefined,
    }))
    .toReversed()

/** Why an officer puts a message aside. */
export const asideReasons = ['wrong-case', 'known-already', 'not-true', 'other'] as const

/** What the officer decides. */
export interface MessageDeed {
  readonly id: string
  readonly deed: 'note' | 'penalty' | 'set-aside'
  /** Words of the note, which the officer may have changed. */
  readonly text: string
  readonly reason: string
}

/** A note or a penalty's number goes into the case by the officer's own deed; put aside, nothing does. */
export async function settle(
  world: Sealed,
  officer: Officer,
  { id, deed, text, reason }: MessageDeed,
): Promise<Result<true>> {
  const right = may(officer, 'note')
  if (!right.ok) return right
  const found = await waitingOne(world, officer, id)
  if (!found.ok) return found
  const { row, file } = found.value
  if (deed !== 'set-aside') {
    const wanted = deedOf(world, officer, { ...found.value, deed, text })
    const what = await wanted
    if (!what.ok) return what
    const { number, version } = file.case
    const done = await act(world, officer, { number, version }, what.value)
    if (!done.ok) return done
  }
  const why = asideReasons.find((one) => one === reason)
  if (deed === 'set-aside' && !why) return refuse('aside-reason-missing')
  return await world.db.transaction(async (tx) => {
    const to = { state: deed === 'set-aside' ? 'set-aside' : 'noted', doneBy: officer.id }
    const at = world.clock()
    if (!(await settleMessage(tx, row.id, { from: ['open', 'held'], ...to, doneAt: at })))
      return refuse('message-unknown')
    const action = deed === 'set-aside' ? 'exchange-set-aside' : 'exchange-noted'
    const subject = file.case.number
    await trace(world, tx, officer, { action, subject, ...(why ? { reason: why } : {}) })
    return ok(true)
  })
}

interface Found {
  readonly row: MessageRow
  readonly file: OpenCase
}

const waitingOne = async (world: Sealed, officer: Officer, id: string): Promise<Result<Found>> =>
  await world.db.read(async (tx) => {
    const row = await messageById(tx, id)
    if (!row || row.area !== officer.area || !['open', 'held'].includes(row.state))
      return refuse('message-unknown')
    const file = await caseOf(world, tx, officer, row)
    return file.ok ? ok({ row, file: file.value }) : refuse('message-unknown')
  })

async function deedOf(
  world: Sealed,
  officer: Officer,
  { row, file, deed, text }: Found & Pick<MessageDeed, 'deed' | 'text'>,
): Promise<Result<Deed>> {
  const [first] = ownTasks(file.case, officer)
  if (!first) return refuse('task-not-yours')
  if (deed === 'note')
    return text.trim() === ''
      ? refuse('text-missing')
      : ok({ type: 'note', task: first.task, text: text.trim() })
  const body = await world.vault.open(row.keyId, row.sealed, messageText(row.id))
  const { data } = JSON.parse(body) as { readonly data: { readonly decision?: string } }
  const { penaltyTask } = await shownOf(world, officer, { row, file, names: new Map() })
  return penaltyTask === undefined || data.decision === undefined
    ? refuse('not-concluded')
    : ok({ type: 'add-penalty', task: penaltyTask, penalty: data.decision })
}
