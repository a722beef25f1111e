import { describe, expect, it } from 'vitest'
import { builder, DAY, HOUR, textOf } from '#conversation/builder.ts'
import type { Flow, Story } from '#conversation/flow.ts'
import type { Event, Session } from '#conversation/session.ts'
import { step } from '#conversation/step.ts'
import { report } from './story/flows.ts'
import { begun, hear, keys, nodeOf, NOON, PLAIN, story, tell, waitOf } from './story/story.ts'
import type { Talk } from './story/story.ts'

const timer = (talk: Talk, after: number, wait = waitOf(talk.session)): Talk =>
  hear(talk, { id: `t${talk.events.length}`, at: talk.session.at + after, type: 'timer', wait })

describe('G1 a release never moves an old answer to another field', () => {
  const { flow, ask, end } = builder()
  const head = {
    id: 'form',
    onCancel: 'done',
    onExpire: 'done',
    retry: 'retry',
    exhausted: 'done',
  } as const
  const wait = { remindAfter: HOUR, expireAfter: DAY }
  const old = flow(
    { ...head, version: 1, wait },
    {
      name: ask('name', textOf(1, 20), { text: 'ask.name' }),
      phone: ask('phone', textOf(1, 20), { text: 'ask.phone' }),
      done: end('done'),
    },
  )
  const inserted = flow(
    { ...head, version: 2, wait },
    {
      district: ask('district', textOf(1, 20), { text: 'ask.where' }),
      name: ask('name', textOf(1, 20), { text: 'ask.name' }),
      phone: ask('phone', textOf(1, 20), { text: 'ask.phone' }),
      done: end('done'),
    },
  )
  const of = (...versions: Flow[]): Story => ({
    ...story,
    flows: { ...story.flows, form: versions },
    start: 'form',
  })

  it('finishes a conversation on the version it began with', () => {
    const before = tell(begun({}, of(old)), ['您好', '张三'], { of: of(old) })
    const after = tell(before, ['13812345678'], { of: of(old, inserted) })
    expect(after.session).toMatchObject({
      status: 'ended',
      answers: { name: '张三', phone: '13812345678' },
    })
  })

  it('begins new conversations on the newest version', () => {
    const talk = tell(begun({}, of(old, inserted)), ['您好'], { of: of(old, inserted) })
    expect(nodeOf(talk.session)).toBe('form/district')
  })

  it('R6 a version that is gone says so, keeps the answers and does not throw', () => {
    const before = tell(begun({}, of(old)), ['您好', '张三'], { of: of(old) })
    const after = tell(before, ['13812345678'], { of: of(inserted) })
    expect(keys(after.effects)).toContain('flow.gone')
    expect(after.session).toMatchObject({ status: 'ended', answers: { name: '张三' } })
    expect(after.session.answers).not.toHaveProperty('phone')
  })

  it('R6 a flow that is gone altogether ends in order', () => {
    const before = tell(begun({}, of(old)), ['您好', '张三'], { of: of(old) })
    const after = tell(before, ['13812345678'])
    expect(after.session).toMatchObject({ status: 'ended', outcome: 'gone' })
  })
})

describe('G4 the same delivery twice changes nothing', () => {
  it('says nothing the second time and leaves the conversation as it is', () => {
    const talk = tell(begun(), ['你好', '1'])
    const event: Event = { id: 'twice', at: NOON, type: 'message', text: '菜市场' }
    const first = step(story, talk.session, event)
    const second = step(story, first.session, event)
    expect(second.session).toBe(first.session)
    expect(second.effects).toEqual([])
  })

  it('holds after the conversation went through a store', () => {
    const talk = tell(begun(), ['你好', '1', '菜市场'])
    const stored = JSON.parse(JSON.stringify(talk.session)) as Session
    for (const event of talk.events) expect(step(story, stored, event).session).toBe(stored)
  })
})

describe('G5 a conversation costs the same however long it lasts', () => {
  it('is no larger after 2,000 wrong answers, photos and steps back than after 40', () => {
    const sizes: number[] = []
    let talk = tell(begun(), ['你好', '1', '菜市场'])
    const deeds = ['哦', '返回', '菜市场', '帮助', '进度', '取消'] as const
    for (let n = 0; n < 2000; n++) {
      const photo = {
        type: 'media',
        media: [{ id: `m${n}`, kind: 'image', state: 'kept' }],
      } as const
      const next = tell({ ...talk, all: [] }, [n % 7 === 6 ? photo : (deeds[n % 7] ?? '')])
      talk = next.session.status === 'waiting' ? next : tell(begun(), ['你好', '1', '菜市场'])
      sizes.push(JSON.stringify(talk.session).length)
    }
    expect(Math.max(...sizes.slice(40))).toBeLessThan(Math.max(...sizes.slice(0, 400)) * 1.2)
    expect(Math.max(...sizes)).toBeLessThan(5000)
  })
})

describe('G7 nothing runs again', () => {
  it('gives the same step for the same arguments and changes neither', () => {
    const talk = tell(begun(), ['你好', '1'])
    const before = structuredClone(talk.session)
    const event: Event = { id: 'x', at: NOON, type: 'message', text: '菜市场' }
    expect(step(story, talk.session, event)).toEqual(step(story, talk.session, event))
    expect(talk.session).toEqual(before)
  })
})

describe('G8 a reminder and an expiry come without the reporter writing', () => {
  it('reminds once, then ends', () => {
    const talk = tell(begun(), ['你好'])
    const reminded = timer(talk, 2 * HOUR)
    expect(keys(reminded.effects)).toEqual(['reminder'])
    expect(reminded.effects.at(-1)).toMatchObject({
      type: 'schedule',
      at: talk.session.at + 3 * DAY,
    })
    expect(timer(reminded, HOUR).effects).toEqual([])
    const expired = timer(reminded, 3 * DAY)
    expect(keys(expired.effects)).toEqual(['expired'])
    expect(expired.session).toMatchObject({ status: 'ended', outcome: 'expired' })
  })

  it('says nothing when the person wrote meanwhile and the time began again', () => {
    const talk = tell(begun(), ['你好'])
    const wait = waitOf(talk.session)
    const later = hear(talk, { id: 'l', at: talk.session.at + HOUR, type: 'message', text: '啊' })
    expect(waitOf(later.session)).toBe(wait)
    expect(timer(later, HOUR, wait).effects).toEqual([])
  })

  it('lets an alarm that waits for its place go out at the end of its time', () => {
    const talk = tell(begun(), [{ type: 'message', text: '打死人了', signal: 'life' }])
    const expired = timer(talk, 3 * DAY)
    expect(expired.all).toContainEqual(expect.objectContaining({ request: 'file-urgent' }))
    expect(keys(expired.effects)).toEqual(['life.alarmed', 'expired'])
    expect(expired.session).toMatchObject({ status: 'ended', outcome: 'expired' })
  })
})

describe('G9 commands work in every wait', () => {
  const prefixes = PLAIN.map((_, index) => PLAIN.slice(0, index + 1))

  it('/cancel ends', () => {
    for (const said of prefixes) {
      const { session, effects } = tell(begun(), [...said, '/cancel'])
      expect(session).toMatchObject({ status: 'ended' })
      expect(keys(effects)).toEqual(['cancelled'])
    }
  })

  it('/start begins anew, with what the conversation was begun with', () => {
    for (const said of prefixes) {
      const { session } = tell(begun(), [...said, '/start'])
      expect(nodeOf(session)).toBe('report/what')
      expect(session.answers).toEqual({ opening: '', expired: 'no', areaName: '荣昌区' })
    }
  })

  it('/help says what can be said and asks again', () => {
    for (const said of prefixes) {
      const before = tell(begun(), said)
      const after = tell(before, ['/help'])
      expect(keys(after.effects)).toEqual(['help', keys(before.effects).at(-1)])
      expect(waitOf(after.session)).toBe(waitOf(before.session))
    }
  })
})

describe('R1 a timer of a wait that is over does nothing', () => {
  it('changes and says nothing', () => {
    const before = tell(begun(), ['你好'])
    const after = tell(before, ['1'])
    const { session, effects } = timer(after, 9 * DAY, waitOf(before.session))
    expect(effects).toEqual([])
    expect(session).toBe(after.session)
  })

  it('nor does the result of a request that is over', () => {
    const talk = tell(begun(), ['你好'])
    const event: Event = {
      id: 'r',
      at: NOON,
      type: 'result',
      wait: 'session-one/1',
      values: { offence: 'A1' },
    }
    expect(step(story, talk.session, event)).toEqual({
      session: talk.session,
      effects: [],
      trace: [],
    })
  })
})

describe('R2 whoever cannot be understood is let out', () => {
  it('hands over after three wrong answers', () => {
    const talk = tell(begun(), ['你好', '啊', '哦', '嗯'])
    expect(talk.session).toMatchObject({ status: 'handed-over', why: 'not-understood' })
    expect(keys(talk.all).filter((key) => key === 'retry')).toHaveLength(2)
  })

  it('counts stickers too', () => {
    const sticker = { type: 'unreadable' } as const
    expect(keys(tell(begun(), ['你好', sticker]).effects)).toEqual(['unreadable', 'ask.which'])
    const talk = tell(begun(), ['你好', sticker, sticker, sticker])
    expect(talk.session.status).toBe('handed-over')
  })
})

describe('R3 an expired conversation says so at the next message', () => {
  it('greets differently and does not take that message as a first answer', () => {
    const talk = tell(begun({ expired: 'yes' }), ['昌元街道菜市场'])
    expect(keys(talk.effects)).toEqual(['hello.again', 'ask.what'])
    expect(talk.session.answers).toMatchObject({ opening: '' })
  })

  it('says so after a keyword too, which is heard first', () => {
    const talk = tell(begun({ expired: 'yes' }), ['进度', '取消'])
    expect(keys(talk.effects)).toEqual(['progress.none', 'hello.again', 'ask.what'])
  })

  it('does nothing itself with a message to a conversation that has ended', () => {
    const ended = tell(begun(), ['你好', '取消'])
    const after = tell(ended, ['你好'])
    expect(after.session).toBe(ended.session)
    expect(after.effects).toEqual([])
  })
})

describe('R4 a turn visits a bounded number of nodes', () => {
  it('hands over to a person when a flow nobody inspected runs in a circle', () => {
    const round: Flow = {
      ...report,
      id: 'round',
      start: 'a',
      nodes: {
        a: { kind: 'say', text: 'hello', next: 'b' },
        b: { kind: 'set', field: 'name', value: 'x', next: 'a' },
      },
    }
    const of: Story = { ...story, flows: { round: [round] }, start: 'round' }
    const talk = tell(begun({}, of), ['你好'], { of })
    expect(talk.session).toMatchObject({ status: 'handed-over', why: 'loop' })
    expect(talk.effects.length).toBeLessThan(210)
  })

  it('and when flows call each other without end', () => {
    const self: Flow = {
      ...report,
      id: 'self',
      start: 'a',
      nodes: { a: { kind: 'call', flow: 'self', next: 'a' } },
    }
    const of: Story = { ...story, flows: { self: [self] }, start: 'self' }
    expect(tell(begun({}, of), ['你好'], { of }).session).toMatchObject({ why: 'loop' })
  })
})

describe('names that a language means something by', () => {
  it('are text like any other', () => {
    const said = ['__proto__', 'constructor', 'toString', '{opening}', '$&'] as const
    const words = tell(begun(), said.slice(0, 1))
    expect(words.session.answers).toMatchObject({ opening: '__proto__' })
    for (const text of said) {
      const talk = tell(begun(), ['你好', '1', text, '对', '跳过', '跳过', '跳过', '匿名'])
      expect(talk.session.answers).toMatchObject({ where: text })
      expect(talk.effects[0]).toMatchObject({
        rows: expect.arrayContaining([{ label: 'row.where', value: text }]),
      })
    }
  })

  it('a signal nobody has a flow for is no signal', () => {
    const talk = tell(begun(), [{ type: 'message', text: '你好', signal: 'constructor' }])
    expect(keys(talk.effects)).toEqual(['hello', 'ask.which'])
  })
})
