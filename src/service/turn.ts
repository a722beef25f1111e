import type { Heard } from '#conversation/message.ts'
import type { Effect, Event, Session } from '#conversation/session.ts'
import { step } from '#conversation/step.ts'
import type { OutboxRow } from '#store/outbox.ts'
import type { SessionRow } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { heardBefore } from '#store/heard.ts'
import { answersOf } from '#store/outbox.ts'
import { loadSession, saveSession, sessionById } from '#store/sessions.ts'
import { dropTimer } from '#store/timers.ts'
import { releaseWaiting } from '#store/waiting.ts'
import { carryOut } from './carry-out.ts'
import { albumOf, isPart, keepPart } from './album.ts'
import { conversationOf, keepSession, openSession } from './conversation-file.ts'
import type { ConversationFile } from './conversation-file.ts'
import { eventId, eventOf } from './event-of.ts'
import { keepLines } from './keep-lines.ts'
import { bindFound, dropLoose, fileIds } from './evidence.ts'
import { asNewPerson } from './new-person.ts'
import { noticeNews } from './notice.ts'
import { movesWords } from './own-identity.ts'
import { isNothingElse, passcodeMasked } from './passcode-told.ts'
import { answerRequest } from './requests.ts'
import type { Sealed } from './sealed.ts'
import type { Opinion } from './second-opinion.ts'

/** Requests one delivery may ask of the service before something is wrong. */
const maxRounds = 16

/** Takes a delivery inside the transaction; gives what is to be said, or what was answered if it was heard already. */
export async function turnOfDelivery(
  world: Sealed,
  tx: Tx,
  { heard, opinion }: { readonly heard: Heard; readonly opinion?: Opinion },
): Promise<readonly OutboxRow[]> {
  if (await heardBefore(tx, heard.channel, heard.once))
    return await answersOf(tx, heard.channel, heard.once)
  const address = world.vault.addressHash(heard.channel, heard.address)
  if (world.channels.get(heard.channel)?.albums)
    await endAlbum(world, tx, await loadSession(tx, address, true), heard)
  const file = await conversationOf(world, tx, heard)
  await bindFound(world, tx, file.row.id, heard.what)
  const masked = await passcodeMasked(world, tx, { heard, session: file.session })
  if (masked && isNothingElse(world, file.session, masked))
    return await refusePasscode(world, tx, file, masked)
  const told = masked ?? heard
  if (isPart(told)) return await keepPart(world, tx, file, told)
  const event = eventOf(world, told, file.session)
  return await turn(world, tx, file, {
    event,
    heard: told,
    ...(opinion ? { opinion } : {}),
    ...(masked ? { first: sayOf(masked, 'passcode.masked') } : {}),
  })
}

const sayOf = (heard: Heard, key: string): Effect => ({
  id: `${eventId(heard)}/passcode`,
  type: 'say',
  key,
  facts: {},
})

/** A passcode belongs to nobody but its owner: what hardly held more is not taken. The question stays. */
async function refusePasscode(
  world: Sealed,
  tx: Tx,
  { row, session }: ConversationFile,
  masked: Heard,
): Promise<readonly OutboxRow[]> {
  const effects = [sayOf(masked, 'passcode.refused')]
  const rows = await keepLines(world, tx, { row, session, effects, heard: masked })
  await keepSession(world, tx, { ...row, at: world.clock() }, session)
  return rows
}

/** A timer that came due. One that belongs to a wait that is over says and changes nothing. */
export async function turnOfTimer(
  world: Sealed,
  tx: Tx,
  timer: { readonly session: string; readonly wait: string; readonly at: number },
): Promise<void> {
  await endAlbum(world, tx, await sessionById(tx, timer.session, true))
  const row = await sessionById(tx, timer.session, true)
  if (!row || row.sealed.length === 0) return
  const session = await openSession(world, row)
  const id = `timer:${timer.wait}:${timer.at}`
  const event: Event = { id, at: world.clock(), type: 'timer', wait: timer.wait }
  await turn(world, tx, { row, session }, { event })
}

/** Words of a person at the intake desk, or their giving the conversation back. */
export async function turnOfOperator(
  world: Sealed,
  tx: Tx,
  before: SessionRow,
  words: { readonly text: string; readonly release?: true },
): Promise<void> {
  await endAlbum(world, tx, before)
  const row = (await sessionById(tx, before.id)) ?? before
  const session = await openSession(world, row)
  const event: Event = { id: world.id(), at: world.clock(), type: 'operator', ...words }
  await turn(world, tx, { row, session }, { event })
}

/** An album counts as one message, and as whole as soon as anything else happens. `next`: a part of it does not end it. */
async function endAlbum(
  world: Sealed,
  tx: Tx,
  row: SessionRow | undefined,
  next?: Heard,
): Promise<void> {
  if (!row || row.sealed.length === 0) return
  for (const event of await albumOf(world, tx, row, next)) {
    const now = (await sessionById(tx, row.id)) ?? row
    await turn(world, tx, { row: now, session: await openSession(world, now) }, { event })
  }
}

interface Cause {
  readonly event: Event
  /** Absent: nobody waits for the answer. */
  readonly heard?: Heard
  readonly opinion?: Opinion
  /** Said before all else. */
  readonly first?: Effect
}

async function turn(
  world: Sealed,
  tx: Tx,
  file: ConversationFile,
  cause: Cause,
): Promise<readonly OutboxRow[]> {
  const stepped = await stepThrough(world, tx, file, cause)
  const { session } = stepped
  const { heard, first } = cause
  const effects = first ? [first, ...stepped.effects] : stepped.effects
  const isForgotten = session.status === 'ended' && session.outcome === 'forgotten'
  const row = await rowAfter(world, tx, file.row, {
    effects,
    isForgotten,
    ...(heard ? { heard } : {}),
  })
  const news = isForgotten ? [] : await noticeNews(world, tx, row, { session, ...cause })
  const rows = await keepLines(world, tx, {
    row,
    session,
    effects: [...news, ...effects],
    ...(heard ? { heard } : {}),
  })
  await dropTimer(tx, { session: file.row.id })
  for (const effect of effects) await carryOut(world, tx, { row: file.row, session }, effect)
  if (hadAskedForPerson(file) && !waitsForPerson(session)) await releaseWaiting(tx, file.row.id)
  if (fileIds(file.session).length > 0 || cause.event.type === 'media')
    await dropLoose(tx, file.row.id, session)
  const kept = heard ? { ...row, at: world.clock() } : row
  if (isForgotten) await saveSession(tx, kept)
  else await keepSession(world, tx, kept, session)
  return rows
}

/** The conversation's row, where a request has put its words under another key or the chat is a new person's now. */
async function rowAfter(
  world: Sealed,
  tx: Tx,
  row: SessionRow,
  done: {
    readonly effects: readonly Effect[]
    readonly heard?: Heard
    readonly isForgotten: boolean
  },
): Promise<SessionRow> {
  const { effects, heard, isForgotten } = done
  if (isForgotten && heard) return await asNewPerson(world, tx, row, heard)
  const isMoved = effects.some((one) => one.type === 'request' && movesWords(one.request))
  return isMoved ? ((await sessionById(tx, row.id)) ?? row) : row
}

/** Steps until nothing more is asked of the service; results come back as events of the same transaction. */
async function stepThrough(
  world: Sealed,
  tx: Tx,
  { row, session: before }: ConversationFile,
  { event, opinion }: Cause,
): Promise<{ readonly session: Session; readonly effects: readonly Effect[] }> {
  let { session, effects } = step(world.story, before, event)
  const all = [...effects]
  for (let round = 1; ; round++) {
    const request = effects.find((effect) => effect.type === 'request')
    if (!request) return { session, effects: all }
    if (round > maxRounds) throw new Error(`a conversation asks without end: ${request.request}`)
    const { given } = request
    const asking = { world, tx, row, session, given, at: event.at, ...(opinion && { opinion }) }
    const values = await answerRequest(asking, request.request)
    const { wait } = request
    const id = `${event.id}#${round}`
    const next = step(world.story, session, { id, at: event.at, type: 'result', wait, values })
    session = next.session
    effects = next.effects
    all.push(...effects)
  }
}

/** Somebody has been asked for, even while something urgent is said in between. */
const waitsForPerson = ({ status, frames }: Session): boolean =>
  status !== 'ended' && frames.some(({ handed }) => handed !== undefined)

const hadAskedForPerson = ({ row, session }: ConversationFile): boolean =>
  row.status === 'handed-over' || waitsForPerson(session)
