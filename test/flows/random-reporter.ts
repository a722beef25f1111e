import type { Answers, Ask, Node, Review } from '#conversation/flow.ts'
import type { Effect, Event, Session, Step } from '#conversation/session.ts'
import { begin, step } from '#conversation/step.ts'
import { story } from '#flows/story.ts'
import { scriptedService, type ScriptedService } from './scripted-service.ts'
import { STORIES, WORDS } from './random-words.ts'
import { PLAIN, type Setting } from './setting.ts'

/** One thing a reporter does: how willing they are just now, and what they pick. */
export interface Move {
  readonly mood: number
  readonly pick: number
}

/** One step of a random conversation, with all that went in and came out. */
export interface Lived {
  readonly before: Session
  readonly event: Event
  readonly after: Step
}

interface Life {
  readonly service: ScriptedService
  readonly steps: Lived[]
  /** Of a hundred moves, how many are asleep and how many, from there, stubborn. */
  readonly temper: { readonly sleepy: number; readonly stubborn: number }
  session: Session
  clock: number
  sessions: number
  events: number
}

const WILLING = { sleepy: 3, stubborn: 12 }
const TEMPERS = [WILLING, { sleepy: 20, stubborn: 10 }, { sleepy: 3, stubborn: 60 }]

const MINUTE = 60_000

/** Lives a conversation (and those that follow it) with the real story and a scripted service. */
export const live = (moves: readonly Move[], world: number): readonly Lived[] => {
  const service = scriptedService(settingOf(world))
  const life: Life = {
    service,
    steps: [],
    temper: TEMPERS[world % TEMPERS.length] ?? WILLING,
    session: fresh(service, 0, false),
    clock: 0,
    sessions: 0,
    events: 0,
  }
  if (world % 2 === 0) service.news('question', '二楼从哪个门上去？')
  else service.news('rating', '查了，没有发现违法。')
  const refusal = REFUSALS[world % 12]
  if (refusal) service.refuseNext(refusal[0], refusal[1])
  const unclaimed = CLAIM_REFUSALS[world % 11]
  if (unclaimed) service.refuseNext('claim-reward', unclaimed)
  for (const move of moves) act(life, move)
  return life.steps
}

const STATES = [
  'received',
  'open',
  'accepted',
  'concluded',
  'declined',
  'closed',
  'withdrawn',
  'erased',
]

const settingOf = (world: number): Setting => ({
  ...PLAIN,
  area: world % 5 === 0 ? 'none' : 'known',
  demo: world % 4 === 0 ? 'yes' : 'no',
  platform: world % 2 === 0 ? '微信' : null,
  receiver: world % 3 === 0 ? '区纪委监委' : null,
  reward: world % 3 === 1 ? 'yes' : 'no',
  base: world % 7 === 3 ? 'consent' : 'duty',
  named: world % 3 === 2 ? 'yes' : 'no',
  reports: STATES.slice(world % 7, (world % 7) + (world % 4)),
  elsewhere: 'accepted',
  prize: PRIZES[world % 17] ?? null,
  prizeNeeds: ['secret', 'nothing', 'name'][world % 3] ?? 'secret',
  prizeWhere: ['here', 'elsewhere', 'several'][world % 4] ?? 'here',
  prizeUntil: world % 2 === 0 ? 'yes' : 'no',
})

const PRIZES = [
  'notified',
  'claimed',
  'notified',
  'counter',
  'notified',
  'paid',
  'notified',
  'lapsed',
  'notified',
  'stopped',
  'none',
  'waived',
  'revoked',
]
const CLAIM_REFUSALS = ['over', 'already', 'officer', 'payee-name', 'payee-missing', 'changed']

const fresh = (service: ScriptedService, count: number, expired: boolean): Session =>
  freeze(
    begin(story, {
      id: `s${count}`,
      channel: 'wechat',
      lang: 'zh-cn',
      given: { ...service.begin(), expired: expired ? 'yes' : 'no' },
    }),
  )

const act = (life: Life, { mood, pick }: Move): void => {
  life.clock += 5000
  if (life.session.status === 'ended') {
    life.sessions += 1
    life.session = fresh(life.service, life.sessions, life.session.outcome === 'expired')
  }
  const { sleepy, stubborn } = life.temper
  if (mood < sleepy) return sleep(life, pick)
  if (mood < sleepy + 4) return elsewhere(life, pick)
  const event = mood < sleepy + 4 + stubborn ? stubbornly(life, pick) : willing(life, pick)
  hear(life, event)
}

const nextEvent = (life: Life): { readonly id: string; readonly at: number } => {
  life.events += 1
  return { id: `e${life.events}`, at: life.clock }
}

const hear = (life: Life, event: Event): void => {
  let next: Event | undefined = event
  for (let round = 0; next; round++) {
    if (round > 16) throw new Error('a turn does not end')
    const before: Session = life.session
    const after: Step = step(story, before, next)
    life.steps.push({ before, event: next, after })
    life.session = freeze(after.session)
    next = resultOf(life, after.effects, next)
  }
}

const resultOf = (life: Life, effects: readonly Effect[], cause: Event): Event | undefined => {
  const request = effects.find((effect) => effect.type === 'request')
  if (!request) return undefined
  const values = life.service.answer(request.request, request.given)
  return { id: `${cause.id}#`, at: cause.at, type: 'result', wait: request.wait, values }
}

/** A reminder, or so long that the conversation is over. */
const sleep = (life: Life, pick: number): void => {
  const { session } = life
  life.clock += pick % 3 === 0 ? 3000 * MINUTE : 31 * MINUTE
  if (session.status !== 'waiting') return
  hear(life, { ...nextEvent(life), type: 'timer', wait: session.wait.id })
}

const NEWS = [
  'accepted',
  'declined',
  'question',
  'question',
  'concluded',
  'other',
  'rating',
  'rating',
]
const REFUSALS = [
  ['file', 'later'],
  ['file', 'too-many'],
  ['file', 'same'],
  ['file-urgent', 'later'],
  ['supplement', 'later'],
  ['supplement', 'closed'],
  ['withdraw', 'later'],
  ['re-examine', 'later'],
  ['answer', 'closed'],
  ['rate', 'later'],
  ['rate', 'closed'],
  ['answer-here', 'later'],
] as const

/** Something happens at the department, at the desk, or in the machine room. */
const elsewhere = (life: Life, pick: number): void => {
  const news = NEWS[pick % 13]
  const refusal = REFUSALS[pick % 13]
  if (life.session.status === 'handed-over') {
    const released = pick % 2 === 0 ? { release: true as const } : {}
    return hear(life, { ...nextEvent(life), type: 'operator', text: '您请讲', ...released })
  }
  if (news) life.service.news(news, '二楼从哪个门上去？')
  if (refusal) life.service.refuseNext(refusal[0], refusal[1])
}

const stubbornly = (life: Life, pick: number): Event => {
  const base = nextEvent(life)
  switch (pick % 12) {
    case 0:
      return { ...base, type: 'unreadable' }
    case 1:
      return { ...base, type: 'media', media: [{ id: base.id, kind: 'image', state: 'pending' }] }
    case 2:
      return { ...base, type: 'button', wait: 's0/1', option: pick % 4 }
    case 3:
      return { ...base, type: 'location', latitude: 29.4, longitude: 105.6 }
    case 4:
    case 5:
      return danger(base, pick)
    case 6:
    case 7:
      return { ...base, type: 'message', text: '取消' }
    default:
      return { ...base, type: 'message', text: WORDS[Math.floor(pick / 12) % WORDS.length] ?? '' }
  }
}

const danger = (base: { readonly id: string; readonly at: number }, pick: number): Event => {
  const signal = ['life', 'violence', 'despair', 'life'][Math.floor(pick / 12) % 4] ?? 'life'
  return { ...base, type: 'message', text: '有人昏迷了', signal }
}

const willing = (life: Life, pick: number): Event => {
  const base = nextEvent(life)
  const node = openNode(life.session)
  const say = (text: string): Event => ({ ...base, type: 'message', text })
  if (node === undefined) return say(STORIES[pick % STORIES.length] ?? '')
  if (node.kind === 'review') return say(atReview(life.session, pick))
  const { input } = node
  switch (input.type) {
    case 'choice':
    case 'multi-choice':
      return say(String((pick % 5) + 1))
    case 'yes-no':
      return say(pick % 2 === 0 ? '要' : '不要')
    case 'phone':
    case 'contact':
      return say('13812345678')
    case 'media':
      return { ...base, type: 'media', media: [{ id: base.id, kind: 'image', state: 'kept' }] }
    case 'location':
      return say(PLACES[pick % PLACES.length] ?? '')
    case 'text':
    case 'date':
    case 'id-card':
      return say(written(node, pick))
  }
}

const atReview = ({ answers }: Session, pick: number): string => {
  if (pick % 4 !== 0) return '提交'
  return answers['also'] && pick % 8 === 0 ? '另有' : String((pick % 12) + 1)
}

const PLACES = ['滨河路18号', '人民路的诊所', '成都春熙路3号'] as const

const written = (node: Ask, pick: number): string => {
  if (node.field === 'what') return STORIES[pick % STORIES.length] ?? ''
  if (node.field === 'trackNumber') return 'RC-2026-00009'
  if (node.field === 'claimNumber') return 'RC-2026-00017'
  if (node.field === 'claimCode')
    return pick % 3 === 0 ? '0000-0000-0000-00000' : '7QD2-X0MK-3V9H-TA15R'
  if (node.field.startsWith('payee')) return '6222020200112233'
  if (node.field === 'trackPasscode') {
    return pick % 2 === 0 ? '4K7Q-92HM-XV3D-6T1PA' : '0000-0000-0000-00000'
  }
  return pick % 5 === 0 ? '没有了' : '天天早上'
}

/** The question a conversation waits at. */
const openNode = (session: Session): Ask | Review | undefined => {
  const frame = session.status === 'waiting' ? session.frames.at(-1) : undefined
  const flow = frame && story.flows[frame.flow]?.at(-1)
  const node: Node | undefined = frame && flow?.nodes[frame.node]
  return node?.kind === 'ask' || node?.kind === 'review' ? node : undefined
}

/** Deep, so that a step that writes into what it was given throws. */
const freeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const inner of Object.values(value)) freeze(inner)
  return value
}

/** What a conversation holds that could tell who the reporter is. */
export const identityIn = (answers: Answers): readonly string[] =>
  [
    'name',
    'contact',
    'ownName',
    'ownPhone',
    'passcode',
    'claimSecret',
    'claimCode',
    'payeeAccount',
    'trackPasscode',
  ].filter((field) => {
    const value = answers[field]
    return typeof value === 'string' && value !== ''
  })
