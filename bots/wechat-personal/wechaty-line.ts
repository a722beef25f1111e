import type { Friendship, Message, Wechaty, WechatyOptions } from 'wechaty'

import type { MediaRefusal } from '#conversation/message.ts'

import { checked } from './line.ts'
import type { HeldFile, Line, LineSettings, Told } from './line.ts'
import { readMessage } from './reading.ts'
import type { Facts } from './reading.ts'
import { troubleIn } from './trouble.ts'

/** A puppet itself, in place of its name. */
export type Puppet = NonNullable<WechatyOptions['puppet']>

/**
 * Wechaty with one puppet. It runs in whatever process calls this; outside of tests that is one of its own, see
 * `process-line.ts`. What the puppet writes to its log holds words and addresses, so it has none.
 */
export async function openWechaty(
  { puppet, token, session, maxFileBytes }: LineSettings,
  told: (told: Told) => void,
  instance?: Puppet,
): Promise<Line> {
  const { WechatyBuilder, log, types } = await import('wechaty')
  log.level('silent')
  const options = {
    puppet: instance ?? puppet,
    ...(session ? { name: session } : {}),
    ...(token ? { puppetOptions: { token } } : {}),
  }
  const bot: Wechaty = WechatyBuilder.build(options as WechatyOptions)
  /** Puppets are strangers' programs: what is not as it should be is not told. */
  const tell = (one: Told): void => {
    const good = checked(one)
    if (good) told(good)
  }
  const kindOf = (message: Message): string => types.Message[message.type()] ?? 'Unknown'
  const unknown = new Map<string, Friendship>()

  bot.on('error', (error) => tell({ type: 'trouble', why: faultIn(error) }))
  bot.on('message', async (message) => {
    const talker = message.talker()
    // Without its payload nothing is known of a contact; then its id decides.
    const official = talker.isReady() && talker.type() === types.Contact.Official
    const read = readMessage(await factsOf(bot, message, { kind: kindOf(message), official }))
    if (read) tell(read)
  })
  bot.on('friendship', async (request) => {
    if (request.type() === types.Friendship.Receive) {
      unknown.set(request.id, request)
      tell({ type: 'friend', id: request.id })
    } else if (request.type() === types.Friendship.Confirm) {
      const { contactId: address, timestamp } = await bot.puppet.friendshipPayload(request.id)
      const [id, at] = [`friend-${request.id}`, timeOf(timestamp)]
      tell({ type: 'message', id, address, at, what: { type: 'start' } })
    }
  })
  bot.on('puppet', (one) => {
    one.on('scan', ({ qrcode, status }) => {
      const waits = status === types.ScanStatus.Waiting || status === types.ScanStatus.Timeout
      if (waits && qrcode) tell({ type: 'scan', picture: qrcode })
    })
    one.on('login', () => tell({ type: 'in' }))
    one.on('logout', ({ data = '' }) => {
      tell({ type: 'out', why: troubleIn(data) === 'banned' ? 'banned' : 'logged-out' })
    })
  })
  await bot.start()
  return {
    send: async (address, text) => await send(bot, address, text),
    file: async (id) => await fileOf(bot, id, maxFileBytes),
    accept: async (id) => {
      await unknown.get(id)?.accept()
      unknown.delete(id)
    },
    close: async () => await bot.stop(),
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function faultIn(error: unknown): 'too-often' | 'banned' | 'fault' {
  const trouble = troubleIn(wordsOf(error))
  return trouble === 'too-often' || trouble === 'banned' ? trouble : 'fault'
}

/** By the puppet itself: `say` looks the message up afterwards, and if that fails nobody knows whether it went. */
async function send(bot: Wechaty, address: string, text: string): ReturnType<Line['send']> {
  if (!bot.isLoggedIn) return 'logged-out'
  try {
    await bot.puppet.messageSendText(address, text)
    return 'sent'
  } catch (error) {
    const trouble = troubleIn(wordsOf(error))
    if (trouble === undefined) throw new Error('wechat-personal: fault', { cause: error })
    return trouble
  }
}

type Known = Pick<Facts, 'kind' | 'official'>

/** Places and links come from the puppet itself: the library's own way to a place fails (1.20.2). */
async function factsOf(bot: Wechaty, message: Message, { kind, official }: Known): Promise<Facts> {
  const { id } = message
  const place = kind === 'Location' ? await placeOf(bot, id).catch(() => undefined) : undefined
  const link = kind === 'Url' ? await linkOf(bot, id).catch(() => undefined) : undefined
  return {
    id,
    talker: message.talker().id,
    kind,
    text: message.text(),
    at: message.date().getTime(),
    inRoom: message.room() !== undefined,
    own: message.self(),
    official,
    ...(place ? { place } : {}),
    ...(link ? { link } : {}),
  }
}

async function placeOf({ puppet }: Wechaty, id: string): Promise<NonNullable<Facts['place']>> {
  const { latitude, longitude, name, address } = await puppet.messageLocation(id)
  return { latitude, longitude, label: [name, address].filter(Boolean).join(' ') }
}

async function linkOf({ puppet }: Wechaty, id: string): Promise<string> {
  const { title, description, url } = await puppet.messageUrl(id)
  return [title, description, url].filter(Boolean).join('\n')
}

/** Puppets tell seconds or milliseconds. */
const timeOf = (timestamp: number): number => (timestamp < 1e11 ? timestamp * 1000 : timestamp)

/** Read to the limit and no further: what a puppet says of a size need not be so. */
async function fileOf(bot: Wechaty, id: string, largest: number): Promise<HeldFile | MediaRefusal> {
  try {
    const parts: Buffer[] = []
    let size = 0
    const box = await bot.puppet.messageFile(id)
    for await (const part of await box.toStream()) {
      parts.push(Buffer.from(part as Uint8Array))
      size += parts.at(-1)?.length ?? 0
      if (size > largest) return 'too-large'
    }
    return size === 0 ? 'empty' : { name: box.name, bytes: new Uint8Array(Buffer.concat(parts)) }
  } catch {
    return 'unreachable'
  }
}
