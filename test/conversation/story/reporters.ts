import fc from 'fast-check'
import { DAY, HOUR, MINUTE } from '#conversation/builder.ts'
import type { Node } from '#conversation/flow.ts'
import type { Effect, Event, Session, Step } from '#conversation/session.ts'
import { step } from '#conversation/step.ts'
import { flowOf } from '#conversation/turn.ts'
import { answered, begun, NOON, story, waitOf } from './story.ts'

/** What a reporter may do next; what exactly depends on where the conversation stands. */
const MOVES = [
  'answer',
  'confirm',
  'edit',
  'nonsense',
  'nothing said',
  'odd words',
  'long text',
  'cancel',
  'back',
  'skip',
  'help',
  'restart',
  'human',
  'language',
  'keep',
  'more',
  'photo',
  'pending voice',
  'refused file',
  'place shared',
  'contact card',
  'sticker',
  'start',
  'danger',
  'despair',
  'progress',
  'advice',
  'button',
  'stale button',
  'reminder',
  'sleep',
  'stale timer',
  'operator',
  'release',
  'leave',
] as const
export type Move = (typeof MOVES)[number]

/** Moves that are made more often than the others by those who are willing, stubborn, sleepy or afraid. */
const HABITS: Readonly<Record<string, readonly Move[]>> = {
  careful: ['answer', 'answer', 'answer', 'answer', 'answer', 'answer', 'edit', 'back', 'keep'],
  willing: [
    'answer',
    'answer',
    'answer',
    'answer',
    'answer',
    'answer',
    'answer',
    'confirm',
    'button',
  ],
  stubborn: ['nonsense', 'odd words', 'back', 'answer', 'answer', 'sticker', 'long text', 'human'],
  sleepy: ['answer', 'answer', 'reminder', 'stale timer', 'sleep'],
  afraid: ['danger', 'answer', 'cancel', 'operator', 'release', 'photo'],
}

export interface Reporter {
  readonly habit: string
  readonly moves: readonly { readonly move: Move; readonly pick: number }[]
}

/** A reporter of one of the kinds and what they do, one thing after another. */
export const reporters = (
  habits: readonly string[] = Object.keys(HABITS),
): fc.Arbitrary<Reporter> =>
  fc.constantFrom(...habits).chain((habit) => {
    const usual = fc.constantFrom(...(HABITS[habit] ?? MOVES))
    const move = fc.oneof(
      { weight: 7, arbitrary: usual },
      { weight: 1, arbitrary: fc.constantFrom(...MOVES) },
    )
    const moves = fc.array(fc.record({ move, pick: fc.nat(11) }), {
      minLength: 8,
      maxLength: 24,
      size: 'max',
    })
    return moves.map((all) => ({ habit, moves: all }))
  })

export const nodeAt = (session: Session): Node | undefined => {
  const frame = session.frames.at(-1)
  return frame && flowOf(story, frame)?.nodes[frame.node]
}

type Body<E = Event> = E extends Event ? Omit<E, 'id' | 'at'> : never
const text = (said: string): Body => ({ type: 'message', text: said })
const SAID: Partial<Readonly<Record<Move, string>>> = {
  confirm: '提交',
  nonsense: '嗯哼',
  'nothing said': ' \u200b ',
  'long text': '长'.repeat(7000),
  cancel: '取消',
  back: '返回',
  skip: '跳过',
  help: '帮助',
  restart: '重新开始',
  human: '转人工',
  language: 'English',
  keep: '不变',
  more: '更多',
  progress: '进度',
  advice: '2',
}
const ODD = [
  '__proto__',
  'constructor',
  '{where}',
  '<b>&amp;',
  '\ud83d',
  '1 9',
  '0',
  '９９',
  '"',
  '\\',
  '{rows}',
  '|',
]

/** The event of a move. Sleepers let time pass; everybody else answers within a minute. */
export const eventOf = (session: Session, move: Move, pick: number, id: string): Event => {
  const at = (session.at || NOON) + (TIME[move] ?? MINUTE)
  return { id, at, ...bodyOf(session, move, pick) }
}

const TIME: Partial<Readonly<Record<Move, number>>> = {
  reminder: 2 * HOUR,
  sleep: 3 * DAY,
  'stale timer': 9 * DAY,
}

const bodyOf = (session: Session, move: Move, pick: number): Body =>
  DEEDS[move]?.(session, pick) ?? text(SAID[move] ?? '')

const DEEDS: Partial<Readonly<Record<Move, (session: Session, pick: number) => Body>>> = {
  answer: (session, pick) => text(answerTo(session, pick)),
  edit: (_, pick) => text(String((pick % 6) + 1)),
  'odd words': (_, pick) => text(ODD[pick] ?? ''),
  danger: () => ({ type: 'message', text: '打死人了', signal: 'life' }),
  despair: () => ({ type: 'message', text: '不想活了', signal: 'despair' }),
  photo: (_, pick) => ({
    type: 'media',
    media: [{ id: `m${pick}`, kind: 'image', state: 'kept' }],
  }),
  'pending voice': (_, pick) => ({
    type: 'media',
    media: [{ id: `v${pick}`, kind: 'voice', state: 'pending' }],
    caption: '说',
  }),
  'refused file': () => ({ type: 'refused-media', why: 'too-large' }),
  'place shared': () => ({ type: 'location', latitude: 29.4, longitude: 105.6 }),
  'contact card': () => ({ type: 'contact', phone: '13812345678' }),
  sticker: () => ({ type: 'unreadable' }),
  start: () => ({ type: 'start' }),
  button: (session, pick) => ({ type: 'button', wait: waitOf(session), option: pick }),
  'stale button': (_, pick) => ({ type: 'button', wait: 'session-one/0', option: pick }),
  reminder: (session) => ({ type: 'timer', wait: waitOf(session) }),
  sleep: (session) => ({ type: 'timer', wait: waitOf(session) }),
  'stale timer': () => ({ type: 'timer', wait: 'session-one/0' }),
  operator: () => ({ type: 'operator', text: '您好' }),
  release: () => ({ type: 'operator', text: '', release: true }),
  leave: () => ({ type: 'closed' }),
}

/** What a person who wants to get through would say. */
export const answerTo = (session: Session, pick: number): string => {
  const node = nodeAt(session)
  if (node?.kind === 'review') return '提交'
  if (node?.kind !== 'ask') return '菜市场后门有人无证打针'
  switch (node.input.type) {
    case 'choice':
    case 'multi-choice':
      return String((pick % 2) + 1)
    case 'yes-no':
      return pick % 2 === 0 ? '还在' : '没了'
    case 'date':
      return '昨天'
    case 'phone':
    case 'contact':
      return '13812345678'
    case 'id-card':
      return '11010519491231002X'
    case 'media':
      return '跳过'
    case 'text':
    case 'location':
      return '菜市场后门第二家'
  }
}

export interface Turned extends Step {
  readonly before: Session
  readonly event: Event
}

export interface Conversation {
  readonly turns: readonly Turned[]
  readonly session: Session
  readonly effects: readonly Effect[]
}

/** Holds a conversation; the service answers requests, and begins again after an end, as it does. */
export const converse = ({ moves }: Reporter, results = answered): Conversation => {
  const turns: Turned[] = []
  let session = freeze(begun().session)
  const take = (event: Event): Step => {
    const made = step(story, session, freeze(event))
    turns.push({ ...made, before: session, event })
    session = freeze(made.session)
    return made
  }
  moves.forEach(({ move, pick }, index) => {
    if (session.status === 'ended') return
    const event = eventOf(session, move, pick, `e${index}`)
    let made = take(event)
    for (let round = 0; round < 9; round++) {
      const request = made.effects.find((effect) => effect.type === 'request')
      if (!request) return
      const values = results[request.request] ?? {}
      made = take({
        id: `${event.id}#${round}`,
        at: event.at,
        type: 'result',
        wait: request.wait,
        values,
      })
    }
  })
  return { turns, session, effects: turns.flatMap((turn) => turn.effects) }
}

/** Whoever changes a session that was handed in is stopped at once. */
export const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  return value
}
