import { createHash } from 'node:crypto'

import type { Port } from '#conversation/channel.ts'
import type { Deed, MediaRef } from '#conversation/message.ts'

import type { Allowance } from './allowance.ts'
import { keepFiles } from './files.ts'
import { readMail } from './reading.ts'
import type { Letter, Reader, Sender } from './reading.ts'
import type { Repeats } from './repeats.ts'
import type { Post } from './sending.ts'
import { notes } from './words.ts'
import type { Note } from './words.ts'

/** A mail as the server holds it; `cut`: it is larger than any we take, and this is only its beginning. */
export interface Received {
  readonly raw: Buffer
  readonly cut: boolean
}

interface Desk {
  readonly port: Port
  readonly post: Post
  readonly reader: Reader
  readonly area: string | undefined
  readonly now: () => number
  readonly maxFileBytes: number
  /** Mails an hour that one address may send us. */
  readonly allowance: Allowance
  readonly repeats: Repeats
}

export interface Handler {
  /** Resolves when the mail is safe; a number: hear it again after so many milliseconds. */
  readonly hear: (mail: Received) => Promise<number | undefined>
  /** After the last try. */
  readonly giveUp: (mail: Received) => Promise<void>
  /** How many deeds were kept so far. While none is, it is the house that is at fault. */
  readonly kept: () => number
}

/** When the house had enough of one sender, their next mails wait so long. */
const rest = 10 * 60_000

export function createHandler(given: Desk): Handler {
  const { reader, now } = given
  let kept = 0
  const port: Port = {
    ...given.port,
    hear: async (heard, say) => {
      const verdict = await given.port.hear(heard, say)
      if (verdict !== 'too-fast') kept += 1
      return verdict
    },
  }
  const desk = { ...given, port }
  return {
    kept: () => kept,
    hear: async ({ raw, cut }) => {
      const reading = await readMail(raw, reader)
      switch (reading.type) {
        case 'nothing':
          return undefined
        case 'gone': {
          const { address, once } = reading
          const what: Deed = { type: 'closed' }
          await port.hear({ channel, address, once, at: now(), what }, async () => 'closed')
          return undefined
        }
        case 'note':
          await tell(desk, reading, reading.note)
          return undefined
        case 'letter':
          return await hearLetter(desk, cut ? { ...reading, files: [] } : reading, cut)
      }
    },
    giveUp: async ({ raw }) => {
      const reading = await readMail(raw, reader)
      if (reading.type === 'letter') await tell(desk, reading, 'not-saved')
    },
  }
}

const channel = 'email'

async function tell({ post }: Desk, sender: Sender, note: Note): Promise<void> {
  const message = { id: `${note}:${sender.once}`, text: notes[note] }
  await post.send(sender.address, message, sender)
}

async function hearLetter(desk: Desk, letter: Letter, cut: boolean): Promise<number | undefined> {
  const { port, post, area, now } = desk
  const { address } = letter
  const wait = desk.repeats.isKnown(letter) ? 0 : desk.allowance.take(address)
  if (wait > 0) return wait
  if (desk.repeats.areTooMany(letter)) return undefined
  if (!letter.proven && (await mayBeAnothers(port, letter))) {
    await tell(desk, letter, 'prove')
    return undefined
  }
  for (const { once, what } of await deedsOf(desk, letter, cut)) {
    const heard = { channel, address, once, at: now(), what, ...(area ? { area } : {}) }
    const verdict = await port.hear(heard, async (message) => {
      return await post.send(address, message, letter)
    })
    if (verdict === 'too-fast') return rest
  }
  return undefined
}

/**
 * Anybody can write any sender on a mail. Who has a conversation here shows by our token that they read what we wrote;
 * the first mail needs none, nor the same words again, which are a delivery repeated after a crash.
 */
async function mayBeAnothers(port: Port, { address, text }: Letter): Promise<boolean> {
  const lines = await port.transcript(channel, address)
  const own = lines.filter(({ from }) => from === 'reporter')
  return own.length > 0 && !own.some((line) => line.text === text)
}

interface Done {
  readonly once: string
  readonly what: Deed
}

/** What stands in the text is heard before the files, so that danger is heard first; each part has an id of its own. */
async function deedsOf(desk: Desk, letter: Letter, cut: boolean): Promise<readonly Done[]> {
  const { once, text, files } = letter
  const { media, refused } = await keepFiles(files, desk.port, desk.maxFileBytes)
  const all = cut ? [...new Set([...refused, 'too-large' as const])] : refused
  const only = text === '' || (media.length > 0 && pointsAtFiles.test(text))
  const deeds: Done[] = only ? [] : [{ once, what: { type: 'text', text } }]
  if (media.length > 0)
    deeds.push({ once: partOf(once, 'files'), what: mediaOf(media, only ? text : '') })
  for (const why of all)
    deeds.push({ once: partOf(once, why), what: { type: 'refused-media', why } })
  return deeds.length > 0 ? deeds : [{ once, what: { type: 'unreadable' } }]
}

const mediaOf = (media: readonly MediaRef[], caption: string): Deed => ({
  type: 'media',
  media,
  ...(caption === '' ? {} : { caption }),
})

const partOf = (once: string, part: string): string =>
  `${createHash('sha256').update(once).digest('hex')}:${part}`

/** 见附件: no answer but a finger. */
const pointsAtFiles =
  /^(您好[，,。\s]*)?(请|详)?(见|看|查收|查看|如)?.{0,4}(附件|附图|图片|照片|录像|视频).{0,4}$/u
