import type { Lang, Words } from '#conversation/flow.ts'
import type { Heard, Outgoing } from '#conversation/message.ts'
import type { Session } from '#conversation/session.ts'
import { begin } from '#conversation/step.ts'
import type { OutboxRow } from '#store/outbox.ts'
import type { SessionRow } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { loadSession, saveSession } from '#store/sessions.ts'
import { beginWith } from './beginning.ts'
import { hourOf, thirtyDaysOf } from './coarse-time.ts'
import { dropLoose } from './evidence.ts'
import type { Sealed } from './sealed.ts'

/** The conversation of one address as the shell holds it: the plain row and what it seals. */
export interface ConversationFile {
  readonly row: SessionRow
  readonly session: Session
}

/** What is sealed in a heard row is bound to being one. */
export const heardText = 'heard'

const sessionText = (row: { readonly id: string }): string => `session:${row.id}`
const saidText = (id: string): string => `said:${id}`

/** The conversation an address is in; a first message, and one after the end, begins a new one. */
export async function conversationOf(
  world: Sealed,
  tx: Tx,
  heard: Heard,
): Promise<ConversationFile> {
  const hash = world.vault.addressHash(heard.channel, heard.address)
  const row = (await loadSession(tx, hash, true)) ?? (await firstRow(world, tx, heard, hash))
  if (row.sealed.length === 0) return { row, session: await beginAnew(world, tx, row, heard) }
  const session = await openSession(world, row)
  if (session.status !== 'ended' && !entersElsewhere(row, heard)) return { row, session }
  if (session.status !== 'ended') await dropLoose(tx, row.id, null)
  return { row, session: await beginAnew(world, tx, row, heard, session) }
}

/** The way in of another area was used: a new conversation there. Later messages only repeat the area of the old one. */
const entersElsewhere = (row: SessionRow, { what, area }: Heard): boolean =>
  what.type === 'start' && area !== undefined && area !== row.area

/** Opens what a row seals. */
export async function openSession(world: Sealed, row: SessionRow): Promise<Session> {
  return JSON.parse(await world.vault.open(row.keyId, row.sealed, sessionText(row))) as Session
}

/** Writes the conversation back. */
export async function keepSession(
  world: Sealed,
  tx: Tx,
  row: SessionRow,
  session: Session,
): Promise<void> {
  const text = JSON.stringify(session)
  const area = session.answers['area']
  await saveSession(tx, {
    ...row,
    sealed: await world.vault.seal(row.keyId, text, sessionText(row)),
    status: session.status,
    ...(typeof area === 'string' && area ? { area } : {}),
    ...(session.status === 'waiting' ? { wait: session.wait.id } : {}),
  })
}

/** What was sealed a moment ago need not be opened to be said; forgotten with the bytes. */
const sealedJustNow = new WeakMap<Uint8Array, Outgoing>()

/** One message to a person, sealed under the conversation's key. */
export async function sealOutgoing(
  world: Sealed,
  keyId: string,
  message: Outgoing,
): Promise<Uint8Array> {
  const sealed = await world.vault.seal(keyId, JSON.stringify(message), saidText(message.id))
  sealedJustNow.set(sealed, message)
  return sealed
}

export async function openOutgoing(
  world: Sealed,
  row: Pick<OutboxRow, 'id' | 'keyId' | 'sealed'>,
): Promise<Outgoing> {
  const known = sealedJustNow.get(row.sealed)
  if (known) return known
  return JSON.parse(await world.vault.open(row.keyId, row.sealed, saidText(row.id))) as Outgoing
}

/** The words of a language, the source language where it has none of its own. */
export function wordsIn(world: Sealed, lang: Lang): Words {
  const source = world.story.words['zh-cn']
  if (!source) throw new Error('the words have no zh-cn, the source of all others')
  return lang === 'zh-cn' ? source : { ...source, ...world.story.words[lang] }
}

/** A conversation in which nobody has said anything, with a key of its own, and where its person is reached. */
export async function firstRow(
  world: Sealed,
  tx: Tx,
  heard: Heard,
  addressHash: string,
): Promise<SessionRow> {
  const now = world.clock()
  const row = {
    id: world.idAt(hourOf(now)),
    addressHash,
    keyId: await world.vault.newKey(),
    handle: world.idAt(thirtyDaysOf(now)),
    sealed: new Uint8Array(),
    status: 'new',
    ...(heard.area ? { area: heard.area } : {}),
  }
  await saveSession(tx, row)
  await world.vault.keepAddress(tx, {
    handle: row.handle,
    channel: heard.channel,
    address: heard.address,
    keyId: row.keyId,
  })
  return row
}

async function beginAnew(
  world: Sealed,
  tx: Tx,
  row: SessionRow,
  heard: Heard,
  before?: Session,
): Promise<Session> {
  const lang = heard.lang ?? before?.lang ?? 'zh-cn'
  const area = heard.what.type === 'start' ? (heard.area ?? row.area) : (row.area ?? heard.area)
  const expired = before?.status === 'ended' && before.outcome === 'expired'
  const given = await beginWith(world, tx, {
    ...(area ? { area } : {}),
    handle: row.handle,
    channel: heard.channel,
  })
  return begin(world.story, {
    id: world.idAt(world.clock()),
    channel: heard.channel,
    lang,
    given: expired ? { ...given, expired: 'yes' } : given,
  })
}
