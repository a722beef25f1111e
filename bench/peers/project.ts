import {
  DATE,
  DAY,
  HOUR,
  PHONE,
  builder,
  choice,
  media,
  text,
  textOf,
} from '../../src/conversation/builder.ts'
import type { Channel } from '../../src/conversation/channel.ts'
import { ENGINE_KEYS } from '../../src/conversation/engine-keys.ts'
import type { Story, Words } from '../../src/conversation/flow.ts'
import { render } from '../../src/conversation/render.ts'
import type { Event, Session } from '../../src/conversation/session.ts'
import { begin, step } from '../../src/conversation/step.ts'
import { memoryStore, newOutbox, pure } from '../peer.ts'
import type { Peer, Turn } from '../peer.ts'
import {
  ASK_CATEGORY,
  ASK_DISTRICT,
  CATEGORIES,
  CONFIRM_RETRY,
  DISTRICTS,
  GREETING,
  QUESTIONS,
  SUMMARY,
  THANKS,
} from '../script.ts'
import type { Answers, Update } from '../script.ts'

const { flow, say, ask, review, request, handOver, end } = builder()

const labels = (values: readonly string[]) =>
  choice(values.map((value) => ({ value, label: value })))
const asking = (key: string) => ({ text: `ask.${key}`, retry: `retry.${key}` })

export const reportWith = (tries: number) =>
  flow(
    {
      id: 'report',
      version: 1,
      onCancel: 'cancelled',
      onExpire: 'expired',
      wait: { remindAfter: HOUR, expireAfter: DAY },
      tries,
      exhausted: 'person',
    },
    {
      hello: say('hello'),
      category: ask('category', labels(CATEGORIES), { ...asking('category'), back: false }),
      place: ask('place', textOf(2, 100), asking('place')),
      district: ask('district', labels(DISTRICTS), asking('district')),
      address: ask('address', textOf(5, 200), asking('address')),
      when: ask('when', DATE, asking('when')),
      what: ask('what', textOf(10, 2000), asking('what')),
      evidence: ask('evidence', media(['image'], 5), { ...asking('evidence'), optional: true }),
      contact: ask('contact', PHONE, {
        ...asking('contact'),
        shortcuts: [{ words: 'anonymous', next: 'check' }],
      }),
      check: review({
        text: 'review',
        retry: 'retry.review',
        rows: QUESTIONS.map(({ key }) => ({
          field: key,
          label: `row.${key}`,
          edit: key as 'place',
          none: key === 'evidence' ? 'none' : 'anonymous',
        })),
        confirm: 'yes',
      }),
      file: request(
        'file',
        QUESTIONS.map(({ key }) => key),
        { number: text(20) },
      ),
      done: end('filed', 'thanks'),
      person: handOver('not-understood', 'hand-over.asked'),
      cancelled: end('cancelled'),
      expired: end('expired'),
    },
  )

const engine: Words = Object.fromEntries(Object.keys(ENGINE_KEYS).map((key) => [key, key]))
const questions = QUESTIONS.flatMap(({ key, title, ask: asked, retry }) => [
  [`ask.${key}`, key === 'category' ? ASK_CATEGORY : key === 'district' ? ASK_DISTRICT : asked],
  [`retry.${key}`, retry],
  [`row.${key}`, title],
])

export const words: Words = {
  ...engine,
  ...Object.fromEntries(questions),
  'command.skip': '跳过',
  'media.count': '{n} 份',
  yes: '是|对',
  hello: GREETING,
  review: `${SUMMARY[0]}\n{rows}\n${SUMMARY[1]}`,
  'retry.review': CONFIRM_RETRY,
  anonymous: '匿名',
  none: '无',
  thanks: THANKS,
}

export const storyWith = (tries: number): Story => ({
  flows: { report: [reportWith(tries)] },
  start: 'report',
  signals: {},
  keywords: [],
  words: { 'zh-cn': words },
})

/** Without buttons, so that the options are said. */
export const channel: Channel = {
  id: 'telegram',
  buttons: false,
  text: { max: 4096, unit: 'utf16' },
  perTurn: 5,
  media: ['image'],
  markup: 'none',
}

export const eventOf = ({ update_id: id, message }: Update): Event => {
  const heard = { id: String(id), at: message.date * 1000 }
  const largest = message.photo?.at(-1)
  return largest
    ? { ...heard, type: 'media', media: [{ id: largest.file_id, kind: 'image', state: 'kept' }] }
    : { ...heard, type: 'message', text: message.text ?? '' }
}

const story = storyWith(3)

/** This engine: one step a message, the filing answered as the service answers it, the texts rendered. */
export function project(behind: boolean): Peer {
  const store = memoryStore<Session>('json')
  const turn = (update: Update): Turn => {
    const user = update.message.chat.id
    const event = eventOf(update)
    const before =
      store.read(user) ??
      begin(story, { id: `s${user}`, channel: 'telegram', lang: 'zh-cn', given: {} })
    let { session, effects } = step(story, before, event)
    const asked = effects.find((effect) => effect.type === 'request')
    if (asked) {
      const { wait } = asked
      const result = {
        id: `${event.id}#1`,
        at: event.at,
        type: 'result',
        wait,
        values: { number: 'LY-1' },
      } as const
      ;({ session, effects } = step(story, session, result))
    }
    if (session.status === 'ended') store.delete(user)
    else store.write(user, session)
    const said = render(effects, channel, words).map((message) => message.text)
    return asked ? { said, filed: recordOf(asked.given) } : { said }
  }
  return pure('Yijian (JSON)', newOutbox(), turn, { behind, stored: store.size })
}

function recordOf({ evidence, ...given }: Readonly<Record<string, unknown>>): Answers {
  const [file] = (evidence ?? []) as readonly { readonly id: string }[]
  return { ...(given as Answers), evidence: file?.id ?? null }
}
