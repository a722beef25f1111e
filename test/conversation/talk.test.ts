import { describe, expect, it } from 'vitest'
import { begin, step } from '#conversation/step.ts'
import {
  begun,
  hear,
  image,
  keys,
  nodeOf,
  NOON,
  PLAIN,
  pressed,
  story,
  tell,
} from './story/story.ts'

describe('a plain report', () => {
  const talk = tell(begun(), [...PLAIN, '提交'])

  it('gets through and files once, from a yes at the review', () => {
    const filed = talk.all.filter(
      (effect) => effect.type === 'request' && effect.request === 'file',
    )
    expect(filed).toEqual([
      expect.objectContaining({
        given: {
          opening: '你好',
          offence: 'A1',
          where: '菜市场后门',
          when: '2026-11-20',
          kinds: null,
          evidence: null,
          standing: 'anonymous',
          name: null,
          phone: null,
        },
      }),
    ])
    expect(talk.session).toMatchObject({ status: 'ended', outcome: 'filed' })
  })

  it('has effect ids that never repeat', () => {
    const ids = talk.all.map((effect) => effect.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids[0]).toBe('session-one/1/0')
  })

  it('traces every way it went, without answers', () => {
    const { trace } = step(story, tell(begun(), ['你好']).session, {
      id: 'n',
      at: NOON + 3_600_000,
      type: 'message',
      text: '1',
    })
    expect(trace).toEqual([
      { from: 'report/which', to: 'report/where', reason: 'answered', ms: 3_540_000 },
      { from: 'report/where', to: 'place/where', reason: 'call', ms: 0 },
    ])
  })
})

describe('a conversation', () => {
  const langOf = (lang: string): string =>
    begin(story, { id: 's', channel: 'web', lang, given: {} }).lang

  it('begins in the nearest language there are words in', () => {
    expect(['zh-cn', 'zh-hans', 'zh', 'en', 'en-US', 'mn', ''].map(langOf)).toEqual([
      'zh-cn',
      'zh-cn',
      'zh-cn',
      'en',
      'en',
      'zh-cn',
      'zh-cn',
    ])
  })

  it('takes command and keyword words of the source language in every other', () => {
    const talk = tell(begun(), ['你好', '1', 'English', '进度', '取消', '帮助'])
    expect(talk.session.lang).toBe('en')
    expect(keys(talk.effects)).toEqual(['help', 'ask.where'])
  })
})

describe('the first message', () => {
  it('is the opening, whole up to 100,000 characters; of more the person is told how much', () => {
    expect(tell(begun(), ['有人无证打针']).session.answers).toMatchObject({
      opening: '有人无证打针',
    })
    const whole = tell(begun(), ['长'.repeat(50_000)])
    expect(whole.session.answers['opening']).toBe('长'.repeat(50_000))
    const cut = step(story, begun().session, {
      id: 'too-long',
      at: 0,
      type: 'message',
      text: '长'.repeat(100_001),
    })
    expect(cut.session.answers['opening']).toBe('长'.repeat(100_000))
    expect(cut.effects).toContainEqual(
      expect.objectContaining({ key: 'text.clipped', facts: { max: 100_000 } }),
    )
  })

  it('is no opening where it is a start, a command or the name of a language', () => {
    for (const deed of [{ type: 'start' } as const, '帮助', '取消', '中文'])
      expect(nodeOf(tell(begun(), [deed]).session)).toBe('report/what')
  })

  it('may be a photo: it is kept', () => {
    const talk = tell(begun(), [{ ...image('m1'), caption: '看' }])
    expect(keys(talk.effects)).toEqual(['media.kept', 'hello', 'ask.which'])
    expect(talk.session.answers).toMatchObject({ opening: '看', evidence: [{ id: 'm1' }] })
  })

  it('may be a keyword: only its flow runs', () => {
    const talk = tell(begun(), ['进度'], { results: { 'look-up': { state: 'received' } } })
    expect(keys(talk.effects)).toEqual(['progress'])
    expect(talk.session).toMatchObject({ status: 'ended', outcome: 'told' })
  })

  it('may ask for a person', () => {
    expect(tell(begun(), ['转人工']).session).toMatchObject({ status: 'handed-over', why: 'asked' })
  })

  it('may be danger: the way to help comes before the greeting, which follows', () => {
    const talk = tell(begun(), [{ type: 'message', text: '打针打死人了', signal: 'life' }])
    expect(keys(talk.effects)).toEqual(['life.first', 'life.where'])
    const next = tell(talk, ['菜市场'])
    expect(keys(next.effects)).toEqual(['life.alarmed', 'hello', 'ask.which'])
    expect(next.session.answers).toMatchObject({ opening: '打针打死人了', told: '打针打死人了' })
  })
})

describe('跳过', () => {
  it('goes on where the question may be skipped, by word and by button', () => {
    const talk = tell(begun(), ['你好'])
    expect(tell(talk, ['跳过']).session.answers).toMatchObject({ offence: null })
    const page = tell(talk, [pressed(talk.session, 10)])
    expect(page.session.answers).toMatchObject({ offence: null })
  })

  it('is refused with its own words where it may not, and counts', () => {
    const talk = tell(begun(), ['你好', '1', '不知道'])
    expect(keys(talk.effects)).toEqual(['skip.required'])
    expect(tell(talk, ['不知道', '不知道']).session.answers).toMatchObject({ where: '?' })
  })

  it('keeps the photos that were sent before', () => {
    const talk = tell(begun(), ['你好', image('m1'), '1', '菜市场', '对', '跳过', '跳过', '跳过'])
    expect(talk.session.answers).toMatchObject({
      evidence: [{ id: 'm1', kind: 'image', state: 'kept' }],
    })
  })
})

describe('commands', () => {
  it('are taken as an answer where the question offers that very word', () => {
    const talk = tell(begun(), ['你好', '1', '菜市场', '没有'])
    expect(talk.session.answers).toMatchObject({ ongoing: false })
  })

  it('win over the mere beginning of an option', () => {
    const choices = [{ value: 'x', label: '人工授精' }]
    const results = { classify: { offence: null, choices } }
    const talk = tell(begun(), ['你好'], { results })
    expect(tell(talk, ['人工']).session.status).toBe('handed-over')
    expect(tell(talk, ['人工授']).session.answers).toMatchObject({ offence: 'x' })
  })

  it('取消 in a flow that broke in leads back to the open question', () => {
    const talk = tell(begun(), ['你好', '1', '进度', '取消'])
    expect(keys(talk.effects)).toEqual(['progress.none', 'ask.where'])
    expect(tell(talk, ['取消']).session).toMatchObject({ status: 'ended', outcome: 'cancelled' })
  })

  it('a language is changed by its name and asks again in it', () => {
    const talk = tell(begun(), ['你好', '1', 'English'])
    expect(talk.effects[0]).toMatchObject({ type: 'language', lang: 'en' })
    expect(talk.session.lang).toBe('en')
    expect(tell(talk, ['换语言']).session.lang).toBe('zh-cn')
    expect(tell(talk, ['取消']).session.status).toBe('ended')
    expect(tell(talk, ['cancel']).session.status).toBe('ended')
  })

  it('更多 shows the next nine, whose numbers count from one', () => {
    const talk = tell(begun(), ['你好', '更多'])
    expect(talk.effects[0]).toMatchObject({ options: [{ value: 'A10' }, {}, {}, {}, {}] })
    expect(tell(talk, ['2']).session.answers).toMatchObject({ offence: 'A11' })
    expect(tell(talk, ['4']).session.answers).not.toHaveProperty('offence', 'A4')
    expect(tell(talk, ['更多', '2']).session.answers).toMatchObject({ offence: 'A2' })
  })
})

describe('a signal or a keyword', () => {
  it('breaks in, then asks the open question again', () => {
    const talk = tell(begun(), [
      '你好',
      '1',
      { type: 'message', text: '不想活了', signal: 'despair' },
    ])
    expect(keys(talk.effects)).toEqual(['despair', 'ask.where'])
    expect(talk.session.answers).toMatchObject({ told: '不想活了' })
    expect(talk.session.answers).not.toHaveProperty('where')
  })

  it('does not re-enter while its flow is running', () => {
    const danger = { type: 'message', text: '菜市场打死人了', signal: 'life' } as const
    const talk = tell(begun(), ['你好', '1', danger, danger])
    expect(talk.session.answers).toMatchObject({ where: '菜市场打死人了' })
    expect(keys(talk.effects)).toEqual(['life.alarmed', 'ask.where'])
  })

  it('does not lose what the review was about', () => {
    const talk = tell(begun(), [...PLAIN, '2', '进度', '取消', '东门'])
    expect(nodeOf(talk.session)).toBe('report/check')
    expect(talk.session.answers).toMatchObject({ where: '东门' })
  })
})

describe('the result of a request', () => {
  it('writes only the fields it gives, cut to their shape', () => {
    const results = {
      classify: {
        offence: 'A12345',
        choices: [{ value: 'x', label: '长'.repeat(50) }],
        number: 'forged',
      },
    }
    const { answers } = tell(begun(), ['你好'], { results }).session
    expect(answers).toMatchObject({
      offence: 'A123',
      choices: [{ value: 'x', label: '长'.repeat(14) }],
    })
    expect(answers).not.toHaveProperty('number')
  })
})

describe('a message while a result is awaited', () => {
  it('asks the service again and loses nothing else', () => {
    const first = step(story, begun().session, { id: 'a', at: NOON, type: 'message', text: '你好' })
    expect(first.session).toMatchObject({ status: 'waiting', wait: { for: 'result' } })
    const again = hear(
      { ...begun(), session: first.session },
      { id: 'b', at: NOON, type: 'message', text: '在吗' },
    )
    expect(nodeOf(again.session)).toBe('report/which')
  })
})
