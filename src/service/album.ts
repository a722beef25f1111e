import type { Deed, Heard } from '#conversation/message.ts'
import type { Event } from '#conversation/session.ts'
import type { OutboxRow } from '#store/outbox.ts'
import type { SessionRow } from '#store/sessions.ts'
import { dropTimer, setTimer, timersOf } from '#store/timers.ts'
import type { Tx } from '#store/transaction.ts'
import { lines, seqOfLine } from '#store/transcript.ts'
import { onceDigest } from '#store/once.ts'
import { heardText, keepSession, type ConversationFile } from './conversation-file.ts'
import { keepBody } from './heard-body.ts'
import type { Sealed } from './sealed.ts'

/** A message in parts is whole when no part has come for so long. */
const whole = 1500

/** A photo, or what became of one, of a message that comes in parts. */
export const isPart = ({ album, what }: Heard): boolean =>
  album !== undefined && (what.type === 'media' || what.type === 'refused-media')

/** What a part waits for: it begins with the place of the first part, and ends with a digest of the album. */
const waitOf = (first: number, album: string): string => `album:${first}:${digestOf(album)}`
const digestOf = (album: string): string => onceDigest('album', album).slice(0, 22)
const waiting = /^album:(\d+):(.+)$/

/**
 * Keeps a part and answers nothing yet: nothing of it is lost if the process ends here, since its timer is kept with it.
 * The conversation hears all parts at once.
 */
export async function keepPart(
  world: Sealed,
  tx: Tx,
  { row, session }: ConversationFile,
  heard: Heard,
): Promise<readonly OutboxRow[]> {
  const at = world.clock()
  await keepBody(world, tx, heard, row)
  await keepSession(world, tx, { ...row, at }, session)
  const before = (await timersOf(tx, row.id)).find(({ wait }) => waiting.test(wait))
  if (before) await dropTimer(tx, { session: row.id, wait: before.wait })
  const wait = before?.wait ?? waitOf(await placeOf(tx, row, heard), heard.album ?? '')
  await setTimer(tx, { session: row.id, wait, at: at + whole })
  return []
}

async function placeOf(tx: Tx, row: SessionRow, { channel, once }: Heard): Promise<number> {
  return (await seqOfLine(tx, row.id, onceDigest(channel, once))) ?? 0
}

/** What an album that waits says, in order of its parts; nothing where there is none, or where `next` belongs to it. */
export async function albumOf(
  world: Sealed,
  tx: Tx,
  row: SessionRow,
  next?: Heard,
): Promise<readonly Event[]> {
  const timer = (await timersOf(tx, row.id)).find(({ wait }) => waiting.test(wait))
  const [, first = '', digest] = waiting.exec(timer?.wait ?? '') ?? []
  if (!timer || (next && isPart(next) && digestOf(next.album ?? '') === digest)) return []
  await dropTimer(tx, { session: row.id, wait: timer.wait })
  const parts: Deed[] = []
  for (const line of await lines(tx, row.id, Number(first) - 1)) {
    if (line.from !== 'heard' || line.sealed.length === 0) continue
    parts.push(JSON.parse(await world.vault.open(line.keyId, line.sealed, heardText)) as Deed)
  }
  return eventsOf(parts, { id: timer.wait, at: timer.at })
}

function eventsOf(
  parts: readonly Deed[],
  { id, at }: { readonly id: string; readonly at: number },
): readonly Event[] {
  const media = parts.flatMap((part) => (part.type === 'media' ? part.media : []))
  const caption = parts
    .flatMap((part) => (part.type === 'media' ? (part.caption ?? []) : []))
    .join('\n')
  const refused = parts.find((part) => part.type === 'refused-media')
  const kept = { id, at, type: 'media', media, ...(caption ? { caption } : {}) } as const
  return [
    ...(media.length > 0 ? [kept] : []),
    ...(refused ? [{ ...refused, id: `${id}:refused`, at }] : []),
  ]
}
