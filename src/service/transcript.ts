import type { Port } from '#conversation/channel.ts'
import type { Deed, Outgoing, TranscriptLine } from '#conversation/message.ts'
import { loadSession } from '#store/sessions.ts'
import { lines, seqOfLine, type Line } from '#store/transcript.ts'
import { heardText, openOutgoing } from './conversation-file.ts'
import type { Sealed } from './sealed.ts'

/** Passcodes stay readable in the chat for so long; afterwards they are shown masked. */
const passcodeShownFor = 24 * 3600 * 1000

/** A press is on a button of the lines shortly before it. */
const buttonsStandFor = 60

/**
 * The conversation of one address as its page shows it again; `after` is the last line the page knows, and only what
 * came later is opened: a page asks again and again.
 */
export function createTranscript(world: Sealed): Port['transcript'] {
  return async (channel, address, after) => {
    const hash = world.vault.addressHash(channel, address)
    return await world.db.read(async (tx) => {
      const row = await loadSession(tx, hash)
      if (!row) return []
      const known = (after === undefined ? undefined : await seqOfLine(tx, row.id, after)) ?? 0
      const shown: TranscriptLine[] = []
      for (const line of await lines(tx, row.id, known)) {
        if (line.sealed.length === 0) continue
        const before = async (): Promise<readonly Line[]> =>
          (await lines(tx, row.id, Math.max(0, line.seq - 1 - buttonsStandFor))).filter(
            ({ seq, sealed }) => seq < line.seq && sealed.length > 0,
          )
        shown.push(await openLine(world, line, before))
      }
      return shown.filter((line) => line.text !== '' || line.media !== undefined)
    })
  }
}

/** A line as its page shows it. `before`: the lines before it, since a press may tell only which button it was on. */
export async function openLine(
  world: Sealed,
  line: Line,
  before: () => Promise<readonly Line[]>,
): Promise<TranscriptLine> {
  const masked = world.clock() - line.at > passcodeShownFor
  const shown = (text: string): string => (masked ? world.vault.maskPasscode(text) : text)
  if (line.from === 'heard') {
    const body = await world.vault.open(line.keyId, line.sealed, heardText)
    const what = JSON.parse(body) as Deed
    const label =
      what.type === 'button' ? (what.label ?? (await labelIn(world, await before(), what))) : ''
    const { text, ...media } = told(what, label)
    return { id: line.id, at: line.at, from: 'reporter', text: shown(text), ...media }
  }
  const message: Outgoing = await openOutgoing(world, line)
  return { ...message, text: shown(message.text), at: line.at, from: 'office' }
}

/** What stood on the button, in the newest line that has it. */
async function labelIn(
  world: Sealed,
  before: readonly Line[],
  { data }: Extract<Deed, { readonly type: 'button' }>,
): Promise<string> {
  for (const line of before.toReversed()) {
    if (line.from === 'heard') continue
    const { buttons = [] } = await openOutgoing(world, line)
    const found = buttons.find((button) => button.data === data)
    if (found) return found.label
  }
  return ''
}

/** A delivery as its sender would recognise it. */
function told(what: Deed, label: string): Pick<TranscriptLine, 'text' | 'media'> {
  switch (what.type) {
    case 'text':
      return { text: what.text }
    case 'button':
      return { text: label }
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
