import type { Port } from '#conversation/channel.ts'
import type { Deed, Outgoing, TranscriptLine } from '#conversation/message.ts'
import { loadSession } from '#store/sessions.ts'
import { lines, type Line } from '#store/transcript.ts'
import { openOutgoing } from './conversation-file.ts'
import type { Sealed } from './sealed.ts'
import { heardText } from './turn.ts'

/** Passcodes stay readable in the chat for so long; afterwards they are shown masked. */
const passcodeShownFor = 24 * 3600 * 1000

/** The conversation of one address as its page shows it again; `after` is the last line the page knows. */
export function createTranscript(world: Sealed): Port['transcript'] {
  return async (channel, address, after) => {
    const hash = world.vault.addressHash(channel, address)
    return await world.db.read(async (tx) => {
      const row = await loadSession(tx, hash)
      if (!row) return []
      const shown: TranscriptLine[] = []
      const labels = new Map<string, string>()
      for (const line of await lines(tx, row.id)) {
        const opened = await openLine(world, line, labels)
        for (const { data, label } of opened.buttons ?? []) labels.set(data, label)
        shown.push(opened)
      }
      const known = after === undefined ? -1 : shown.findIndex((line) => line.id === after)
      return shown.slice(known + 1).filter((line) => line.text !== '' || line.media !== undefined)
    })
  }
}

/** `labels`: what stood on the buttons shown so far, since a press tells only which one it was. */
async function openLine(
  world: Sealed,
  line: Line,
  labels: ReadonlyMap<string, string>,
): Promise<TranscriptLine> {
  if (line.from === 'heard') {
    const body = await world.vault.open(line.keyId, line.sealed, heardText)
    return { id: line.id, at: line.at, from: 'reporter', ...told(JSON.parse(body) as Deed, labels) }
  }
  const message: Outgoing = await openOutgoing(world, line)
  const masked = world.clock() - line.at > passcodeShownFor
  return {
    ...message,
    text: masked ? world.vault.maskPasscode(message.text) : message.text,
    at: line.at,
    from: 'office',
  }
}

/** A delivery as its sender would recognise it. */
function told(
  what: Deed,
  labels: ReadonlyMap<string, string>,
): Pick<TranscriptLine, 'text' | 'media'> {
  switch (what.type) {
    case 'text':
      return { text: what.text }
    case 'button':
      return { text: what.label ?? labels.get(what.data) ?? '' }
    case 'media':
      return {
        text: what.caption ?? '',
        media: what.media.map(({ kind, name }) => ({ kind, ...(name ? { name } : {}) })),
      }
    case 'location':
      return { text: what.label ?? `${what.latitude}, ${what.longitude}` }
    case 'contact':
      return { text: what.phone }
    case 'refused-media':
    case 'start':
    case 'unreadable':
    case 'closed':
      return { text: '' }
  }
}
