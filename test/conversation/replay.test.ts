import { describe, expect, it } from 'vitest'
import { compare, replay } from '#conversation/replay.ts'
import type { Recorded } from '#conversation/replay.ts'
import { begun, PLAIN, story, tell } from './story/story.ts'
import { zhCn } from './story/words.ts'

const talk = tell(begun(), [...PLAIN, '2', '东门', '提交'])
const recorded: Recorded = JSON.parse(
  JSON.stringify({
    begin: {
      id: 'session-one',
      channel: 'web',
      lang: 'zh-cn',
      given: { areaName: '荣昌区' },
    },
    events: talk.events,
    effects: talk.all,
    session: talk.session,
  }),
)

describe('G7 a recorded conversation', () => {
  it('comes out the same, to the last effect id', () => {
    expect(replay(story, recorded.begin, recorded.events)).toEqual({
      session: recorded.session,
      effects: recorded.effects,
    })
    expect(compare(story, recorded)).toBeUndefined()
  })

  it('is the same conversation after redeliveries at any place', () => {
    const events = recorded.events.flatMap((event) => [event, event])
    expect(replay(story, recorded.begin, events).effects).toEqual(recorded.effects)
  })

  it('shows the first difference of a release that says something else', () => {
    const words = { ...story.words, 'zh-cn': { ...zhCn, hello: '您好，{areaName}和{opening}。' } }
    expect(compare({ ...story, words }, recorded)).toMatchObject({
      at: 'effects/0',
      recorded: { facts: { areaName: '荣昌区' } },
      replayed: { facts: { areaName: '荣昌区', opening: '你好' } },
    })
  })

  it('shows an effect that is missing, and an answer that is another', () => {
    expect(compare(story, { ...recorded, effects: recorded.effects.slice(0, -1) })).toMatchObject({
      at: `effects/${recorded.effects.length - 1}`,
      recorded: undefined,
    })
    const session = { ...recorded.session, answers: { ...recorded.session.answers, where: '西门' } }
    expect(compare(story, { ...recorded, session })).toMatchObject({
      at: 'session/answers',
      recorded: { where: '西门' },
      replayed: { where: '东门' },
    })
  })
})
