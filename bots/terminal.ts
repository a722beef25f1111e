import { randomUUID } from 'node:crypto'
import { promises as files } from 'node:fs'
import { basename, extname } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

import type { Bot, Channel, Delivery, Port } from '#conversation/channel.ts'
import type { Deed, MediaKind, Outgoing } from '#conversation/message.ts'

export interface TerminalConfig {
  readonly input: Readable
  readonly output: Writable
  readonly area?: string
  /** Whose conversation it is; a new one each time, unless told. */
  readonly address?: string
  /** The id of the next line; the same id again is the same delivery. */
  readonly once?: () => string
  readonly now?: () => number
  /** Whether somebody types: then a prompt is shown, else the lines read are repeated, so that the output is the whole talk. */
  readonly tty?: boolean
}

/** `ended` resolves when the input is over and every line of it was answered. */
export interface Terminal extends Bot {
  readonly ended: Promise<void>
}

/** What it can do, as data. */
export const terminalCapabilities: Channel = {
  id: 'terminal',
  buttons: false,
  text: { max: 100_000, unit: 'utf16' },
  perTurn: 10,
  media: ['image', 'voice', 'video', 'document'],
  markup: 'none',
}

/** A conversation at the keyboard or from a file: lines in, answers out, `/photo PATH` attaches, Ctrl-D ends. */
export function createTerminal(config: TerminalConfig, port: Port): Terminal {
  const { input, output, area, address = randomUUID(), tty = false } = config
  const { once = randomUUID, now = Date.now } = config
  const ended = Promise.withResolvers<void>()
  const reader = createInterface({ input, crlfDelay: Infinity })
  // Taken at once: lines that come before anybody iterates would be lost.
  const lines = reader[Symbol.asyncIterator]()
  const shown = new Set<string>()
  let over = false

  const print = (text: string): void => {
    output.write(`${text.replaceAll(/^/gm, '  ')}\n`)
  }
  const say = async (message: Outgoing): Promise<Delivery> => {
    if (over) return 'closed'
    if (!shown.has(message.id)) print(asText(message))
    shown.add(message.id)
    return 'sent'
  }
  const hear = async (what: Deed): Promise<void> => {
    const heard = { channel: 'terminal', address, once: once(), at: now(), what }
    const whole = { ...heard, ...(area === undefined ? {} : { area }) }
    await port.hear(whole, say).catch(() => print('刚才那条没有保存下来，请再发一次。'))
  }
  const prompt = (): void => {
    if (tty) output.write('> ')
  }

  const talk = async (): Promise<void> => {
    await hear({ type: 'start' })
    prompt()
    for await (const line of lines) {
      if (!tty) output.write(`> ${line}\n`)
      const what = line.trim() === '' ? undefined : await deedOf(line, port)
      if (typeof what === 'string') print(what)
      else if (what !== undefined) await hear(what)
      prompt()
    }
  }

  return {
    capabilities: terminalCapabilities,
    ended: ended.promise,
    start: async () => {
      void talk()
        .finally(() => {
          over = true
        })
        .then(ended.resolve, ended.reject)
    },
    send: async (to, message) => (to === address ? await say(message) : 'closed'),
    stop: async () => reader.close(),
  }
}

/** A string is what the person is told instead, because nothing was done. */
async function deedOf(line: string, port: Port): Promise<Deed | string> {
  const path = /^\/photo\s+(\S.*)$/.exec(line)?.[1]
  if (path === undefined) return { type: 'text', text: line }
  const bytes = await files.readFile(path).catch(() => undefined)
  if (bytes === undefined) return `读不到这个文件：${path}。请写完整的路径。`
  const file = { channel: 'terminal', kind: kindOf(path), name: basename(path), bytes }
  const kept = bytes.length === 0 ? ({ refused: 'empty' } as const) : await port.keepFile(file)
  return 'refused' in kept
    ? { type: 'refused-media', why: kept.refused }
    : { type: 'media', media: [kept] }
}

const asText = ({ text, buttons = [] }: Outgoing): string =>
  [text, ...buttons.map(({ label }, index) => `${index + 1} ${label}`)].join('\n')

const kinds: Readonly<Record<string, MediaKind>> = {
  '.jpg': 'image',
  '.jpeg': 'image',
  '.png': 'image',
  '.gif': 'image',
  '.webp': 'image',
  '.heic': 'image',
  '.mp3': 'voice',
  '.m4a': 'voice',
  '.ogg': 'voice',
  '.wav': 'voice',
  '.mp4': 'video',
  '.mov': 'video',
}

const kindOf = (path: string): MediaKind => kinds[extname(path).toLowerCase()] ?? 'document'
