import { isOption } from '#conversation/choices.ts'
import type { Channel } from '#conversation/channel.ts'
import type { Value } from '#conversation/flow.ts'
import { lexiconFor } from '#conversation/lexicon.ts'
import type { Outgoing } from '#conversation/message.ts'
import { render } from '#conversation/render.ts'
import type { Effect, Event, Session } from '#conversation/session.ts'
import { begin, step } from '#conversation/step.ts'
import { story } from '#flows/story.ts'
import { readChat, type Cue } from './chat-file.ts'
import { scriptedService, type ScriptedService } from './scripted-service.ts'

/** A conversation retold: the whole file as it should stand, and what is certain after it. */
export interface Told {
  readonly file: string
  /** How each conversation in it ended, with what was known then. */
  readonly ends: readonly { readonly status: string; readonly answers: unknown }[]
  /** Every node that was visited, `flow/node`. */
  readonly visited: ReadonlySet<string>
}

interface Telling {
  readonly channel: Channel
  /** Presses the button where the reporter types its number. */
  readonly presses: boolean
  readonly service: ScriptedService
  readonly lines: string[]
  readonly visited: Set<string>
  readonly ends: { readonly status: string; readonly answers: unknown }[]
  session: Session | undefined
  sessions: number
  clock: number
  deliveries: number
  last: Event | undefined
  stale: string | undefined
  /** How many numbers the last question offered. */
  choices: number
  timer: { readonly wait: string; readonly at: number } | undefined
  messages: readonly Outgoing[]
}

const START = Date.UTC(2026, 10, 21, 1, 0)

/** Tells a `.chat` file from its `#` and `>` lines alone, with a seeded clock, ids and service. */
export const tell = (file: string, channel: Channel, presses = channel.buttons !== false): Told => {
  const { setting, cues } = readChat(file)
  const telling: Telling = {
    channel,
    presses,
    service: scriptedService(setting),
    lines: [],
    visited: new Set(),
    ends: [],
    session: undefined,
    sessions: 0,
    clock: START,
    deliveries: 0,
    last: undefined,
    stale: undefined,
    choices: 0,
    timer: undefined,
    messages: [],
  }
  for (const cue of cues) {
    telling.lines.push(cue.line)
    telling.clock += 20_000
    happen(telling, cue)
  }
  if (telling.session) conclude(telling, telling.session)
  return { file: `${telling.lines.join('\n')}\n`, ends: telling.ends, visited: telling.visited }
}

const happen = (telling: Telling, { happens }: Cue): void => {
  switch (happens.type) {
    case 'title':
      return
    case 'department':
      return telling.service.news(happens.kind, happens.text)
    case 'service':
      return telling.service.refuseNext(happens.request, happens.why)
    case 'operator':
      return operate(telling, happens.text, happens.release)
    case 'silence':
      return wait(telling, telling.clock + happens.ms)
    case 'same-again':
      return again(telling)
    case 'text':
      return write(telling, happens.text)
    case 'back':
    case 'voice':
    case 'sticker':
    case 'start':
    case 'stale-button':
    case 'photo':
    case 'location':
    case 'button':
    case 'refused':
      return hear(telling, deedEvent(telling, happens))
  }
}

type Deed = Exclude<
  Cue['happens'],
  { type: 'title' | 'department' | 'service' | 'operator' | 'silence' | 'same-again' | 'text' }
>

const deedEvent = (telling: Telling, deed: Deed): Event => {
  const base = { id: nextId(telling), at: telling.clock }
  switch (deed.type) {
    case 'back':
      return { ...base, type: 'message', text: '返回' }
    case 'start':
      return { ...base, type: 'start' }
    case 'sticker':
      return { ...base, type: 'unreadable' }
    case 'voice':
      return { ...base, type: 'media', media: [{ id: base.id, kind: 'voice', state: 'kept' }] }
    case 'photo': {
      const media = [{ id: base.id, kind: 'image' as const, state: deed.state }]
      return { ...base, type: 'media', media, ...(deed.caption ? { caption: deed.caption } : {}) }
    }
    case 'location':
      return { ...base, type: 'location', latitude: 29.4044, longitude: 105.5943 }
    case 'refused':
      return { ...base, type: 'refused-media', why: 'too-large' }
    case 'button':
      return { ...base, type: 'button', wait: openWait(telling) ?? '', option: deed.number - 1 }
    case 'stale-button':
      return { ...base, type: 'button', wait: telling.stale ?? '', option: 0 }
  }
}

const nextId = (telling: Telling): string => {
  telling.deliveries += 1
  return `m${telling.deliveries}`
}

const openWait = ({ session }: Telling): string | undefined =>
  session?.status === 'waiting' ? session.wait.id : undefined

/** Whoever has buttons presses the one whose number they would type. */
const write = (telling: Telling, text: string): void => {
  const base = { id: nextId(telling), at: telling.clock }
  const waits = openWait(telling)
  const number = /^[1-9]$/.test(text) ? Number(text) : 0
  if (telling.presses && waits !== undefined && number > 0 && number <= telling.choices) {
    return hear(telling, { ...base, type: 'button', wait: waits, option: number - 1 })
  }
  const signal = danger(text)
  hear(telling, { ...base, type: 'message', text, ...(signal ? { signal } : {}) })
}

const danger = (text: string): string | undefined => {
  if (/打死人|没得气|昏迷/u.test(text)) return 'life'
  if (/拿刀|要砍/u.test(text)) return 'violence'
  return /不想活/u.test(text) ? 'despair' : undefined
}

/** One delivery: a new conversation if there is none under way, and all that comes of it. */
const hear = (telling: Telling, event: Event): void => {
  telling.last = event
  const before = telling.session
  const isOver = before === undefined || before.status === 'ended'
  const expired = before?.status === 'ended' && before.outcome === 'expired'
  if (isOver) {
    if (before) conclude(telling, before)
    telling.sessions += 1
    telling.session = begin(story, {
      id: `s${telling.sessions}`,
      channel: telling.channel.id,
      lang: before?.lang ?? 'zh-cn',
      given: { ...telling.service.begin(), expired: expired ? 'yes' : 'no' },
    })
  }
  go(telling, event)
}

const conclude = (telling: Telling, { status, answers }: Session): void => {
  telling.ends.push({ status, answers: withoutIds(answers) })
}

/** Deliveries are counted anew on each channel, so ids of files do not matter. */
const withoutIds = (answers: unknown): unknown =>
  JSON.parse(JSON.stringify(answers, (key, value: unknown) => (key === 'id' ? undefined : value)))

const MAX_ROUNDS = 16

/** Steps until nothing is asked of the service any more, then says what was said. */
const go = (telling: Telling, event: Event): void => {
  const effects: Effect[] = []
  let next: Event | undefined = event
  for (let round = 0; next; round++) {
    if (!telling.session || round > MAX_ROUNDS) throw new Error('a turn does not end')
    const waited = openWait(telling)
    const made = step(story, telling.session, next)
    if (made.session !== telling.session && waited !== openWait(telling)) telling.stale = waited
    telling.session = throughJson(made.session)
    for (const { from, to } of made.trace) for (const node of [from, to]) visit(telling, node)
    effects.push(...made.effects)
    next = answered(telling, made.effects, next.id)
  }
  show(telling, effects)
}

/** Any store keeps a session as text. */
const throughJson = (session: Session): Session => JSON.parse(JSON.stringify(session)) as Session

const visit = (telling: Telling, node: string | null): void => {
  if (node !== null) telling.visited.add(node)
}

const answered = (
  telling: Telling,
  effects: readonly Effect[],
  cause: string,
): Event | undefined => {
  const request = effects.find((effect) => effect.type === 'request')
  if (!request) return undefined
  telling.lines.push(`  * ${summary(request)}`)
  const values = telling.service.answer(request.request, request.given)
  return { id: `${cause}#`, at: telling.clock, type: 'result', wait: request.wait, values }
}

/** What a request was asked with: the words that matter, in the order the flow gives them. */
const summary = ({ request, given }: Effect & { readonly type: 'request' }): string => {
  const hidden = new Set(['noticeLink', 'what', 'opening', 'told', 'apart'])
  const parts = Object.entries(given).flatMap(([field, value]) => {
    if (value === null || value === '' || hidden.has(field)) return []
    if (Array.isArray(value) && value.length === 0) return []
    return [`${field}=${inShort(value)}`]
  })
  return [request, ...parts].join(' ')
}

/** Files are counted, options told by what they stand for. */
const inShort = (value: Value): string => {
  if (typeof value !== 'object' || value === null) return String(value)
  const list: readonly unknown[] = value
  return list.every(isOption) ? list.map((one) => one.value).join('+') : String(list.length)
}

const show = (telling: Telling, effects: readonly Effect[]): void => {
  const { session, channel } = telling
  if (!session) return
  for (const effect of effects) note(telling, effect)
  const { words } = lexiconFor(story, session.lang)
  const messages = render(effects, channel, words, session.lang)
  telling.messages = messages
  for (const { text } of messages) {
    for (const line of text.split('\n')) telling.lines.push(`  ${line}`)
  }
}

const note = (telling: Telling, effect: Effect): void => {
  if (effect.type === 'say') {
    const choices = (effect.options ?? []).filter(({ key }) => !key?.startsWith('command.'))
    telling.choices = effect.rows ? effect.rows.length : choices.length
  }
  if (effect.type === 'schedule') telling.timer = { wait: effect.wait, at: effect.at }
  if (effect.type === 'hand-over') telling.lines.push(`  * hand-over ${effect.why}`)
  if (effect.type === 'forward') telling.lines.push(`  * forward ${effect.text}`)
  if (effect.type === 'keep-evidence') {
    telling.lines.push(`  * keep-evidence ${effect.media.map(({ kind }) => kind).join(' ')}`)
  }
  if (effect.type === 'close') telling.lines.push(`  * close ${effect.outcome}`)
}

/** The same delivery once more: nothing may come of it but the answers there were. */
const again = (telling: Telling): void => {
  const { session, last } = telling
  if (!session || !last) return
  const made = step(story, session, last)
  if (made.session !== session || made.effects.length > 0) telling.lines.push('  * heard twice')
  telling.lines.push('  （同样的回答）')
}

/** Nobody writes; timers come due in between. */
const wait = (telling: Telling, until: number): void => {
  while (telling.timer && telling.timer.at <= until) {
    const { wait: id, at } = telling.timer
    telling.timer = undefined
    telling.clock = at
    if (telling.session) go(telling, { id: `t${at}`, at, type: 'timer', wait: id })
  }
  telling.clock = until
}

const operate = (telling: Telling, text: string, release: boolean): void => {
  const base = { id: nextId(telling), at: telling.clock, type: 'operator' as const, text }
  go(telling, release ? { ...base, release } : base)
}
