import { Readable } from 'node:stream'

import { PuppetMock, mock } from 'wechaty-puppet-mock'

import type { Bot, ChannelReport, Port } from '#conversation/channel.ts'

import { createWechatPersonal } from '#bots/wechat-personal.ts'
import type { WechatPersonalConfig } from '#bots/wechat-personal.ts'
import type { LineSettings, Told } from '#bots/wechat-personal/line.ts'
import { openWechaty } from '#bots/wechat-personal/wechaty-line.ts'

import type { Platform } from './contract.ts'
import { openHouse } from './house.ts'
import { calm } from './wechat-scene.ts'

export const person = 'wxid_reporter'
export const day = 86_400_000

/** The numbers of the puppets' interface. */
export const kinds = {
  unknown: 0,
  attachment: 1,
  audio: 2,
  card: 3,
  emoticon: 5,
  image: 6,
  text: 7,
  location: 8,
  note: 10,
  recalled: 13,
  url: 14,
  video: 15,
} as const

/** A message as the platform has it. */
export interface Sent {
  readonly id: string
  readonly talkerId: string
  readonly type: number
  readonly text: string
  readonly timestamp: number
  readonly listenerId?: string
  readonly roomId?: string
}

/** The account's phone: the real library with a platform that plays by the test's rules. */
export interface Phone {
  readonly bot: Bot
  readonly mocker: mock.Mocker
  readonly puppet: PuppetMock
  readonly reports: readonly ChannelReport[]
  readonly faults: readonly unknown[]
  readonly shown: readonly string[]
  /** When each message was taken by the platform. */
  readonly sent: readonly { readonly to: string; readonly text: string; readonly at: number }[]
  /** How often the line was opened. */
  readonly openings: () => number
  readonly now: () => number
  readonly wait: (ms: number) => void
  readonly login: () => Promise<void>
  readonly deliver: (message: Partial<Sent>, bytes?: Uint8Array) => Promise<Sent>
  /** The same delivery once more. */
  readonly again: (message: Sent) => Promise<void>
  /** The next `times` messages are refused in these words; `words` of nothing: nobody knows why. */
  readonly refuse: (times: number, words: string) => void
  readonly settled: () => Promise<void>
  /** The line falls, as if the process of the puppet had died. */
  readonly fall: () => Promise<void>
}

/** Shorter pauses pass by themselves; what waits longer waits for a sign. */
const long = 100_000

export async function openPhone(
  house: { readonly port: Port; readonly quiet: () => Promise<void> },
  settings: Partial<WechatPersonalConfig> = {},
): Promise<Phone> {
  let now = settings.now?.() ?? 1_800_000_000_000
  let ids = 0
  let refusals: string[] = []
  let fall = (): void => {}
  const opened = { times: 0 }
  const [reports, faults, shown]: [ChannelReport[], unknown[], string[]] = [[], [], []]
  const sent: { to: string; text: string; at: number }[] = []
  const mocker = new mock.Mocker()
  const puppet = new PuppetMock({ mocker })
  const account = mocker.createContact({ id: 'wxid_account', name: '举报' })
  mocker.createContact({ id: person, name: '张三', type: 1 })
  const send = puppet.messageSendText.bind(puppet)
  puppet.messageSendText = async (to: string, text: string): Promise<void> => {
    const words = refusals.shift()
    if (words !== undefined) throw new Error(words)
    await send(to, text)
    sent.push({ to, text, at: now })
  }
  const fileOf = puppet.messageFile.bind(puppet)
  puppet.messageFile = async (id: string) =>
    mocker.cacheFileBoxPayload.has(id) ? await fileOf(id) : (emptyFile as never)

  const open = async (line: LineSettings, tell: (told: Told) => void) => {
    fall = () => tell({ type: 'ended' })
    const whole = await openWechaty(line, tell, puppet)
    opened.times += 1
    return whole
  }
  const pauses = new Set<{ readonly until: number; readonly done: () => void }>()
  const pause = async (ms: number, over: AbortSignal): Promise<void> => {
    if (over.aborted || ms <= 0) return
    const { promise, resolve } = Promise.withResolvers<void>()
    pauses.add({ until: now + ms, done: resolve })
    over.addEventListener('abort', () => resolve(), { once: true })
    await promise
  }
  /** The next short pause is over. */
  const passes = (): boolean => {
    const [next] = [...pauses].toSorted((a, b) => a.until - b.until)
    if (!next || next.until - now > long) return false
    now = Math.max(now, next.until)
    pauses.delete(next)
    next.done()
    return true
  }
  const port: Port = { ...house.port, report: (_channel, report) => reports.push(report) }
  const onFault = (fault: unknown): number => faults.push(fault)
  const show = (picture: string): number => shown.push(picture)
  const given = { puppet: 'wechaty-puppet-mock', now: () => now, pause, open, onFault, show }
  const bot = createWechatPersonal({ ...given, retryMs: 1, graceMs: 100, ...settings }, port)
  const settled = async (): Promise<void> => {
    do await calm()
    while (passes())
    await house.quiet()
    await calm()
  }
  const emit = async (id: string): Promise<void> => {
    puppet.emit('message', { messageId: id })
    await settled()
  }
  await bot.start()
  while (opened.times === 0) await calm()
  return {
    bot,
    mocker,
    puppet,
    reports,
    faults,
    shown,
    sent,
    openings: () => opened.times,
    now: () => now,
    wait: (ms) => {
      now += ms
    },
    login: async () => {
      mocker.login(account)
      await settled()
    },
    deliver: async (message, bytes) => {
      ids += 1
      const who = { talkerId: person, listenerId: account.id }
      const base = { id: `message-${ids}`, type: kinds.text, text: '', timestamp: now }
      const whole = { ...who, ...base, ...message }
      if (bytes && bytes.length > 0) mocker.cacheFileBoxPayload.set(whole.id, fileIn(whole, bytes))
      mocker.MessageMock.create(whole)
      await emit(whole.id)
      return whole
    },
    again: async ({ id }) => await emit(id),
    refuse: (times, words) => {
      refusals = Array.from({ length: times }, () => words)
    },
    settled,
    fall: async () => {
      fall()
      await settled()
    },
  }
}

const emptyFile = { name: 'a.jpg', toStream: async () => Readable.from([]) }

/** As the library writes a file down: 1 is what lies in base64. */
const fileIn = ({ text }: Sent, bytes: Uint8Array) =>
  ({ type: 1, name: text || 'a.jpg', base64: Buffer.from(bytes).toString('base64') }) as never

/** One person on the platform, and the account's phone. */
export async function openPlatform(): Promise<Platform> {
  const house = openHouse()
  const phone = await openPhone(house)
  await phone.login()
  let last: Sent | undefined
  const say = async (text: string): Promise<void> => {
    last = await phone.deliver({ text })
    phone.wait(2000)
  }
  return {
    house,
    bot: phone.bot,
    address: () => person,
    say,
    again: async () => (last ? await phone.again(last) : undefined),
    choose: async (label) => await say(String(['行', '不对，换一类'].indexOf(label) + 1)),
    attach: async (bytes, text) => {
      last = await phone.deliver({ type: kinds.image, text }, bytes)
    },
    seen: async () => phone.sent.filter(({ to }) => to === person).map(({ text }) => text),
    leave: async () => phone.refuse(9, '对方开启了朋友验证，你还不是他（她）朋友'),
    close: async () => await phone.bot.stop(),
  }
}
