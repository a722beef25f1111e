import { describe, expect, it } from 'vitest'
import type { Channel } from '#conversation/channel.ts'
import { parseButton, render } from '#conversation/render.ts'
import type { Effect } from '#conversation/session.ts'
import { bytesOf, split } from '#conversation/split.ts'
import { compile, fill, placeholders } from '#conversation/template.ts'
import { begun, heardOn, PLAIN, telegram, tell, wechat } from './story/story.ts'
import { zhCn } from './story/words.ts'

const words = { ...zhCn, 'long.text': '{what}', pair: '{a}{b}' }
const say = (key: string, facts: Record<string, string | number> = {}, n = 0): Effect => ({
  id: `session-one/4/${n}`,
  type: 'say',
  key,
  facts,
})
const options = [
  { value: 'a', label: '行' },
  { value: 'b', label: '不对，换一类' },
]
const asked = (labels: readonly string[]): Effect => ({
  ...say('ask.which'),
  type: 'say',
  key: 'ask.which',
  facts: {},
  options: labels.map((label, index) => ({ value: `${index}`, label })),
  wait: 'session-one/3',
})

describe('W10 a channel without buttons gets a numbered list', () => {
  it('on one line where it is short, else one option a line', () => {
    const [short] = render(
      [{ ...say('ask.which'), options, wait: 'session-one/3' } as Effect],
      wechat,
      words,
    )
    expect(short?.text).toBe('是哪一类？\n1 行  2 不对，换一类')
    const [long] = render(
      [asked(['甲'.repeat(14), '乙'.repeat(14), '丙'.repeat(14)])],
      wechat,
      words,
    )
    expect(long?.text.split('\n').slice(1)).toEqual([
      `1 ${'甲'.repeat(14)}`,
      `2 ${'乙'.repeat(14)}`,
      `3 ${'丙'.repeat(14)}`,
    ])
  })

  it('with no more than nine numbers, and the word for more', () => {
    const [text = ''] = heardOn(tell(begun(), ['你好']))
    expect(text.match(/^\d /gm)).toHaveLength(9)
    expect(text.endsWith('9 第9类违法\n更多')).toBe(true)
  })

  it('but a yes-no question needs none, nor does a command', () => {
    expect(heardOn(tell(begun(), ['你好', '1', '菜市场']))).toEqual(['现在还在吗？'])
  })

  it('also where there are more options than buttons or a label is too long for one', () => {
    const narrow: Channel = { ...telegram, buttons: { max: 2, titleBytes: 9, dataBytes: 64 } }
    expect(render([asked(['甲', '乙'])], narrow, words)[0]?.buttons).toHaveLength(2)
    expect(render([asked(['甲', '乙', '丙'])], narrow, words)[0]).toMatchObject({
      text: '是哪一类？\n1 甲  2 乙  3 丙',
    })
    expect(render([asked(['甲', '一二三四'])], narrow, words)[0]).not.toHaveProperty('buttons')
  })
})

describe('T1 the data of a button', () => {
  const [message] = render([asked(['甲', '乙'])], telegram, words)

  it('is session, turn and index, at most 64 bytes', () => {
    expect(message?.buttons).toEqual([
      { label: '甲', data: 'session-.3.0' },
      { label: '乙', data: 'session-.3.1' },
    ])
  })

  it('leads back to the wait and the option', () => {
    expect(parseButton({ id: 'session-one' }, 'session-.3.1')).toEqual({
      wait: 'session-one/3',
      option: 1,
    })
  })

  it('of another conversation, or none of ours, is none', () => {
    for (const data of [
      'other-id.3.1',
      'session-.3',
      '',
      'session-.3.1.1',
      'session-.x.1',
      '__proto__',
      'session-.3.1\n',
    ])
      expect(parseButton({ id: 'session-one' }, data)).toBeUndefined()
  })
})

describe('W3 a channel that takes one message a turn', () => {
  it('gets all that is said as one text', () => {
    expect(heardOn(tell(begun(), [{ type: 'start' }]))).toEqual([
      '您好，这里是荣昌区举报通道。\n发生了什么事？直接说就行。',
    ])
  })

  it('others get no more than they take, the first ones joined', () => {
    const three = [say('retry', {}, 0), say('help', {}, 1), say('reminder', {}, 2)]
    expect(
      render(three, { ...telegram, perTurn: 2 }, words).map(({ id, text }) => [id, text]),
    ).toEqual([
      ['session-one/4/0', `${zhCn.retry}\n${zhCn.help}`],
      ['session-one/4/2', zhCn.reminder],
    ])
  })
})

describe('W5 W14 T3 long texts are split', () => {
  const limit = { max: 2048, unit: 'bytes' } as const

  it('so that every part fits in bytes and nothing is lost', () => {
    const text = '有人在菜市场后门给人打针。\n他没有证，大家都知道！'.repeat(200)
    const parts = split(text, limit)
    for (const part of parts) expect(bytesOf(part)).toBeLessThanOrEqual(2048)
    expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    expect(parts.length).toBe(Math.ceil(bytesOf(text) / 2048))
  })

  it('at the end of a line, else of a sentence, else of a clause', () => {
    expect(split('一二三。四五\n六七八九', { max: 8, unit: 'utf16' })).toEqual([
      '一二三。四五',
      '六七八九',
    ])
    expect(split('一二三四。五六七八九', { max: 8, unit: 'utf16' })).toEqual([
      '一二三四。',
      '五六七八九',
    ])
    expect(split('一二三四，五六七八九', { max: 8, unit: 'utf16' })).toEqual([
      '一二三四，',
      '五六七八九',
    ])
    expect(split('一二三四五六七八九', { max: 8, unit: 'utf16' })).toEqual([
      '一二三四五六七八',
      '九',
    ])
  })

  it('never inside a character', () => {
    for (const unit of ['bytes', 'utf16'] as const)
      for (const text of ['👩‍⚕️', '😀', 'e\u0301', '汉'].map((one) => one.repeat(300)))
        for (const part of split(text, { max: 97, unit })) {
          expect(part.isWellFormed()).toBe(true)
          expect(part.startsWith('\u200d') || part.startsWith('\u0301')).toBe(false)
        }
  })

  it('with stable ids, the buttons under the last part', () => {
    const effect: Effect = {
      ...say('long.text', { what: '长'.repeat(5000) }),
      options,
      wait: 'session-one/3',
    } as Effect
    const parts = render([effect], telegram, words)
    expect(parts.map(({ id, buttons }) => [id, buttons?.length])).toEqual([
      ['session-one/4/0', undefined],
      ['session-one/4/0#2', 2],
    ])
    expect(parts).toEqual(render([effect], telegram, words))
  })

  it('a text of 100,000 characters too', () => {
    expect(split('长'.repeat(100_000), limit).length).toBe(147)
  })
})

describe('T4 what a person wrote is never markup', () => {
  it('and is escaped last, where the channel has markup', () => {
    const effect = say('operator.says', { text: '<b>&_*</b> {place}' })
    expect(render([effect], telegram, words)[0]?.text).toBe(
      '工作人员：&lt;b&gt;&amp;_*&lt;/b&gt; {place}',
    )
    expect(render([effect], wechat, words)[0]?.text).toBe('工作人员：<b>&_*</b> {place}')
  })
})

describe('placeholders', () => {
  it('are filled once and never looked at again', () => {
    const effect = say('pair', { a: '{b}', b: '{a}$&' })
    expect(render([effect], wechat, words)[0]?.text).toBe('{b}{a}$&')
  })

  it('without a fact stay empty; names of the language mean nothing', () => {
    expect(fill(compile('[{constructor}{what}]'), {}, 'zh-cn')).toBe('[]')
  })

  it('know plurals', () => {
    const template = compile('{n, plural, =0 {no file} one {# file} other {{n} files}} left')
    const told = [0, 1, 2].map((n) => fill(template, { n }, 'en'))
    expect(told).toEqual(['no file left', '1 file left', '2 files left'])
    expect(placeholders(template)).toEqual(['n'])
    expect(fill(compile('{n, plural, one {一} other {# 份}}'), { n: 1 }, 'zh-cn')).toBe('1 份')
  })

  it('braces that are none stay as they are', () => {
    for (const text of ['{', '}', '{}', '{ a }', 'a{b c}d'])
      expect(fill(compile(text), {}, 'en')).toBe(text)
  })
})

describe('a review', () => {
  const talk = tell(begun(), PLAIN)

  it('is a numbered list where its text wants it', () => {
    expect(heardOn(talk)).toEqual([
      [
        '请核对：',
        '1 事项 第1类违法',
        '2 地点 菜市场后门',
        '3 时间 2026-11-20',
        '4 经过 你好',
        '5 身份 匿名（仍能回复您）',
        '对就回"提交"，要改回序号。',
      ].join('\n'),
    ])
  })

  it('has the button that confirms first, then one for each row', () => {
    const [message] = render(talk.effects, telegram, words)
    expect(message?.buttons?.map(({ label }) => label)).toEqual([
      '提交',
      '1 事项',
      '2 地点',
      '3 时间',
      '4 经过',
      '5 身份',
    ])
    expect(message?.buttons?.[0]?.data).toMatch(/\.5$/)
  })

  it('keeps the button that confirms where there is room for no more', () => {
    const narrow: Channel = { ...telegram, buttons: { max: 3, titleBytes: 20, dataBytes: 64 } }
    expect(render(talk.effects, narrow, words)[0]?.buttons?.map(({ label }) => label)).toEqual([
      '提交',
    ])
  })
})
