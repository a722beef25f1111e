import type { Channel } from '#conversation/channel.ts'
import type { Answers, Story } from '#conversation/flow.ts'
import { render } from '#conversation/render.ts'
import type { Effect, Event, Session } from '#conversation/session.ts'
import { begin, step } from '#conversation/step.ts'
import { despair, life, place, progress, report } from './flows.ts'
import { en, zhCn } from './words.ts'

export const story: Story = {
  flows: {
    report: [report],
    place: [place],
    life: [life],
    despair: [despair],
    progress: [progress],
  },
  start: 'report',
  signals: { life: 'life', despair: 'despair' },
  keywords: [{ words: 'word.progress', flow: 'progress' }],
  words: { 'zh-cn': zhCn, en },
}

export const wechat: Channel = {
  id: 'wechat',
  buttons: false,
  text: { max: 2048, unit: 'bytes' },
  perTurn: 1,
  media: ['image', 'voice', 'video'],
  markup: 'none',
}

export const telegram: Channel = {
  id: 'telegram',
  buttons: { max: 12, titleBytes: 64, dataBytes: 64 },
  text: { max: 4096, unit: 'utf16' },
  perTurn: 5,
  media: ['image', 'voice', 'video', 'document'],
  markup: 'html',
}

/** Saturday 21 November 2026, 10:00 in Beijing. */
export const NOON = Date.UTC(2026, 10, 21, 2)

type Body<E = Event> = E extends Event ? Omit<E, 'id' | 'at'> : never

export interface Talk {
  readonly session: Session
  readonly effects: readonly Effect[]
  /** Everything so far. */
  readonly all: readonly Effect[]
  readonly events: readonly Event[]
}

export const CHOICES = Array.from({ length: 12 }, (_, i) => ({
  value: `A${i + 1}`,
  label: `第${i + 1}类违法`,
}))

/** What the service would answer. */
export const answered: Readonly<Record<string, Answers>> = {
  classify: { offence: null, choices: CHOICES },
  file: { number: 'RC-2026-00017', refusal: 'none' },
  'file-urgent': { urgentNumber: 'RC-2026-00018' },
  'look-up': { state: null },
}

export const begun = (given: Answers = {}, of: Story = story): Talk => ({
  session: begin(of, {
    id: 'session-one',
    channel: 'web',
    lang: 'zh-cn',
    given: { areaName: '荣昌区', ...given },
  }),
  effects: [],
  all: [],
  events: [],
})

/** One delivery with the requests it makes answered, as the service does it. */
export const hear = (
  talk: Talk,
  event: Event,
  { of = story, results = answered }: { of?: Story; results?: typeof answered } = {},
): Talk => {
  let { session, effects } = step(of, talk.session, event)
  const all = [...effects]
  const events = [...talk.events, event]
  for (let round = 1; ; round++) {
    const request = effects.find((effect) => effect.type === 'request')
    if (!request) return { session, effects: all, all: [...talk.all, ...all], events }
    const result: Event = {
      id: `${event.id}#${round}`,
      at: event.at,
      type: 'result',
      wait: request.wait,
      values: results[request.request] ?? {},
    }
    events.push(result)
    ;({ session, effects } = step(of, session, result))
    all.push(...effects)
  }
}

/** Says texts or does deeds one after another, a minute apart. */
export const tell = (
  talk: Talk,
  deeds: readonly (string | Body)[],
  world?: Parameters<typeof hear>[2],
): Talk =>
  deeds.reduce<Talk>((now, deed) => {
    const body: Body = typeof deed === 'string' ? { type: 'message', text: deed } : deed
    const n = now.events.length + 1
    return hear(now, { id: `e${n}`, at: NOON + n * 60_000, ...body }, world)
  }, talk)

export const keys = (effects: readonly Effect[]): readonly string[] =>
  effects.flatMap((effect) => (effect.type === 'say' ? [effect.key] : []))

export const heardOn = (talk: Talk, channel: Channel = wechat): readonly string[] =>
  render(talk.effects, channel, { ...zhCn }).map((message) => message.text)

export const nodeOf = (session: Session): string | undefined => {
  const frame = session.frames.at(-1)
  return frame && `${frame.flow}/${frame.node}`
}

/** Up to the review: what happened, class, place, still going on, when, no kinds, no photo, anonymous. */
export const PLAIN = ['你好', '1', '菜市场后门', '还在', '昨天', '跳过', '跳过', '匿名'] as const

export const waitOf = (session: Session): string =>
  session.status === 'waiting' ? session.wait.id : 'no wait'

export const image = (id: string, state: 'kept' | 'pending' = 'kept') =>
  ({ type: 'media', media: [{ id, kind: 'image', state, name: '张三.jpg' }] }) as const

/** A press on the button of the open question. */
export const pressed = (session: Session, index: number) =>
  ({ type: 'button', wait: waitOf(session), option: index }) as const
