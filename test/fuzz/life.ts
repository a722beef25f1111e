import type { Channel } from '#conversation/channel.ts'
import type { Answers, Node } from '#conversation/flow.ts'
import { render } from '#conversation/render.ts'
import type { Event, Session, Step } from '#conversation/session.ts'
import { lengthOn } from '#conversation/split.ts'
import { begin, step } from '#conversation/step.ts'
import { story } from '#flows/story.ts'
import { channels } from '../flows/channels.ts'
import { scriptedService, type ScriptedService } from '../flows/scripted-service.ts'
import { PLAIN } from '../flows/setting.ts'
import type { Random } from './random.ts'
import { faultIn } from './session-shape.ts'
import { aText } from './texts.ts'
import { mutated } from './values.ts'

interface Life {
  readonly random: Random
  readonly service: ScriptedService
  readonly channel: Channel
  session: Session
  at: number
  events: number
}

type Body<E = Event> = E extends Event ? Omit<E, 'id' | 'at'> : never

/** One reporter, or one attacker, for so many events; gives how many the engine took. What is wrong is thrown. */
export function liveThrough(random: Random, events: number): number {
  const setting = {
    ...PLAIN,
    area: random.pick(['known', 'none']),
    demo: random.pick(['yes', 'no']),
    receiver: random.pick(['区纪委监委', null]),
    reward: random.pick(['yes', 'no']),
    reports: random.pick<readonly string[]>([[], ['received'], ['concluded', 'open'], ['closed']]),
  } as const
  const service = scriptedService(setting)
  const [first] = channels
  if (!first) throw new Error('there is no channel')
  const channel = random.pick([first, ...channels.slice(1)])
  const life: Life = {
    random,
    service,
    channel,
    session: begun(service, channel),
    at: 0,
    events: 0,
  }
  while (life.events < events) {
    if (life.session.status === 'ended') life.session = begun(service, channel)
    if (random.once(60)) life.session = aged(random, life.session)
    hear(life, aBody(life))
  }
  stillAnswers(life)
  return life.events
}

const begun = (service: ScriptedService, channel: Channel): Session =>
  begin(story, { id: 'session-1', channel: channel.id, lang: 'zh-cn', given: service.begin() })

/** A conversation as an older house may have kept it: an answer is missing, empty or of another kind. */
function aged(random: Random, session: Session): Session {
  const names = Object.keys(session.answers)
  const name = names[random.below(names.length)]
  if (name === undefined) return session
  const { [name]: _old, ...rest } = session.answers
  const other = random.pick([null, '', 'x'.repeat(9000), 0, true, [], ['a'], '没有这个代码'])
  return { ...session, answers: random.once(2) ? rest : { ...rest, [name]: other } }
}

function hear(life: Life, body: Body): void {
  life.at += 1000
  let event: Event | undefined = { id: `e${life.events}`, at: life.at, ...body }
  for (let round = 0; event; round += 1) {
    if (round > 16) throw new Error('a turn does not end')
    life.events += 1
    const made: Step = step(story, life.session, event)
    check(life, made)
    life.session = made.session
    const request = made.effects.find((effect) => effect.type === 'request')
    if (!request) return
    const values = answer(life, request.request, request.given)
    event = { id: `e${life.events}#`, at: life.at, type: 'result', wait: request.wait, values }
  }
}

/** What the service says, now and then in a shape that nobody agreed on. */
function answer(
  { random, service }: Life,
  request: Parameters<ScriptedService['answer']>[0],
  given: Answers,
): Answers {
  const values = service.answer(request, given)
  return random.once(80) ? spoilt(random, values) : values
}

function spoilt(random: Random, values: Answers): Answers {
  const name = Object.keys(values)[random.below(Object.keys(values).length)] ?? 'x'
  return { ...values, [name]: mutated(random, values[name] ?? null) } as Answers
}

function check({ channel }: Life, { session, effects }: Step): void {
  const fault = faultIn(story, session)
  if (fault) throw new Error(`the conversation is broken: ${fault}`)
  const words = story.words[session.lang] ?? {}
  for (const { text } of render(
    effects,
    channel,
    { ...story.words['zh-cn'], ...words },
    session.lang,
  )) {
    if (text.trim() === '' || !text.isWellFormed()) throw new Error('something unreadable is said')
    if (lengthOn(text, channel.text.unit) > channel.text.max) throw new Error('too long is said')
  }
}

/** Whatever happened: who asks for help is answered. */
function stillAnswers(life: Life): void {
  if (life.session.status === 'ended') life.session = begun(life.service, life.channel)
  const before = life.session
  const { effects } = step(story, before, {
    id: 'help',
    at: life.at + 1000,
    type: 'message',
    text: '帮助',
  })
  if (!effects.some(({ type }) => type === 'say' || type === 'request' || type === 'forward'))
    throw new Error(`nobody answers any more: ${JSON.stringify(before.frames)}`)
}

function aBody(life: Life): Body {
  const { random, session } = life
  const wait = session.status === 'waiting' ? session.wait.id : 'session-1/0'
  switch (random.below(24)) {
    case 0:
      return {
        type: 'button',
        wait: random.once(3) ? aText(random) : wait,
        option: random.below(30) - 3,
      }
    case 1:
      return {
        type: 'media',
        media: media(random),
        ...(random.once(2) ? { caption: aText(random) } : {}),
      }
    case 2:
      return { type: 'refused-media', why: random.pick(['too-large', 'empty', 'unreachable']) }
    case 3: {
      const odd = [0, -91, 1e308, Number.NaN, Number.POSITIVE_INFINITY, 29.4] as const
      return {
        type: 'location',
        latitude: random.pick(odd),
        longitude: random.pick(odd),
        label: aText(random),
      }
    }
    case 4:
      return { type: 'contact', phone: aText(random), name: aText(random) }
    case 5:
      return random.pick<Body>([{ type: 'start' }, { type: 'unreadable' }, { type: 'closed' }])
    case 6: {
      life.at += random.pick([0, 3_600_000, 9 * 86_400_000])
      return { type: 'timer', wait }
    }
    case 7:
      return { type: 'operator', text: aText(random), ...(random.once(2) ? { release: true } : {}) }
    case 8:
      return {
        type: 'result',
        wait: random.once(2) ? wait : 'x',
        values: { [aText(random)]: aText(random) },
      }
    case 9:
      return {
        type: 'message',
        text: aText(random),
        signal: random.pick(['life', 'violence', 'despair', 'x']),
      }
    case 10:
    case 11:
    case 12:
    case 13:
    case 14:
    case 15:
    case 16:
      return willing(random, session)
    default:
      return { type: 'message', text: aText(random) }
  }
}

const media = (random: Random) =>
  Array.from({ length: random.below(12) }, (_, n) => ({
    id: `file-${n}`,
    kind: random.pick(['image', 'voice', 'video', 'document']),
    state: random.pick(['kept', 'pending']),
    name: aText(random),
  }))

/** What brings the conversation on, so that chance comes to its far ends. */
function willing(random: Random, session: Session): Body {
  const frame = session.frames.at(-1)
  const flow = frame && story.flows[frame.flow]?.find(({ version }) => version === frame.version)
  const node: Node | undefined = frame && flow?.nodes[frame.node]
  const say = (text: string): Body => ({ type: 'message', text })
  if (node?.kind === 'review') return say(random.once(3) ? String(random.below(14)) : '提交')
  if (node?.kind !== 'ask') return say('滨河路18号康民诊所的护士没有证给人打针输液')
  switch (node.input.type) {
    case 'choice':
    case 'multi-choice':
      return say(String(1 + random.below(5)))
    case 'yes-no':
      return say(random.pick(['要', '不要']))
    case 'phone':
    case 'contact':
      return say('13812345678')
    case 'media':
      return { type: 'media', media: [{ id: 'file-1', kind: 'image', state: 'kept' }] }
    case 'text':
    case 'location':
    case 'date':
    case 'id-card':
      return say(random.pick(['滨河路18号', '天天早上', 'RC-2026-00009', '4K7Q-92HM-XV3D-6T1PA']))
  }
}
