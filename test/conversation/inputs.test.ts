import { describe, expect, it } from 'vitest'
import { readDay } from '#conversation/dates.ts'
import type { Input, Option } from '#conversation/flow.ts'
import { read, readIdCard } from '#conversation/inputs.ts'
import type { Reading } from '#conversation/inputs.ts'
import { lexiconFor } from '#conversation/lexicon.ts'
import { clean, clip, fold } from '#conversation/plain-text.ts'
import type { Event } from '#conversation/session.ts'
import { NOON, story } from './story/story.ts'

const words = lexiconFor(story, 'zh-cn')
const said = (text: string): Event => ({ id: 'x', at: NOON, type: 'message', text })
const answer = (input: Input, text: string, options: readonly Option[] = []): Reading =>
  read(input, said(text), words, options)

const options: readonly Option[] = [
  { value: 'a', label: '无证行医' },
  { value: 'b', label: '超范围执业（含美容）' },
  { value: 'c', key: 'standing.named' },
]
const one: Input = { type: 'choice', options }
const many: Input = { type: 'multi-choice', options, min: 1 }

describe('W10 a choice is taken by number, in whatever form, by label and by its beginning', () => {
  it.each([
    '2',
    '２',
    '2.',
    '2、',
    '2。',
    '②',
    '2️⃣',
    '第二个',
    '第2个',
    '二',
    '选2',
    '我选二',
    '2号',
    '超范围执业',
    '超范围执业（含美容）',
    '超范围',
    '“2”',
    ' 2 ',
  ])('%s', (text) => expect(answer(one, text, options)).toEqual({ ok: true, value: 'b' }))

  it.each(['0', '4', '12', '二十', '无', '', '2 3', '不是', '__proto__', 'constructor'])(
    'but not %s',
    (text) => expect(answer(one, text, options)).toEqual({ ok: false, why: 'unclear' }),
  )

  it.each([
    ['1 3', ['a', 'c']],
    ['1,3', ['a', 'c']],
    ['1、3', ['a', 'c']],
    ['3，1', ['a', 'c']],
    ['13', ['a', 'c']],
    ['一和三', ['a', 'c']],
    ['无证行医、实名', ['a', 'c']],
    ['2', ['b']],
    ['1 1 1', ['a']],
  ])('several at once: %s', (text, value) =>
    expect(answer(many, text, options)).toEqual({ ok: true, value }),
  )

  it('takes none of several where one of them is unclear', () => {
    expect(answer(many, '1 9', options)).toEqual({ ok: false, why: 'unclear' })
    expect(answer({ ...many, min: 2 }, '1', options)).toEqual({ ok: false, why: 'too-few' })
  })
})

describe('a yes-no question', () => {
  it.each([
    ['是', true],
    ['是的', true],
    ['还在呢', true],
    ['1', true],
    ['不是', false],
    ['没有了', false],
    ['2', false],
  ])('%s', (text, value) => expect(answer({ type: 'yes-no' }, text)).toEqual({ ok: true, value }))

  it('does not guess', () => {
    expect(answer({ type: 'yes-no' }, '不知道')).toEqual({ ok: false, why: 'unclear' })
  })
})

describe('a text', () => {
  const short: Input = { type: 'text', min: 2, max: 30 }
  const long: Input = { type: 'text', min: 2, max: 2000 }

  it('keeps emoji and line breaks and drops what cannot be seen', () => {
    expect(answer(short, '  一\u202e二\u0000\r\n👩‍⚕️\u200b ')).toEqual({
      ok: true,
      value: '一二\n👩‍⚕️',
    })
  })

  it('is refused where it is too short or too long for a name, with the reason', () => {
    expect(answer(short, '一')).toEqual({ ok: false, why: 'too-short' })
    expect(answer(short, '一'.repeat(31))).toEqual({ ok: false, why: 'too-long' })
    expect(answer(short, ' \u200b ')).toEqual({ ok: false, why: 'unclear' })
  })

  it('is kept up to its limit where it is a story', () => {
    expect(answer(long, '一'.repeat(3000))).toEqual({
      ok: true,
      value: '一'.repeat(2000),
      clipped: true,
    })
  })

  it('of 100,000 characters is looked at no further than its limit and a margin', () => {
    const huge = '一二三\n'.repeat(25_000)
    expect(clean(huge, 2000).length).toBeLessThan(3001)
    expect(answer(long, huge)).toMatchObject({ ok: true, clipped: true })
    expect(answer(one, huge, options)).toEqual({ ok: false, why: 'unclear' })
  })

  it('is never cut inside a character', () => {
    expect(clip('一😀', 2)).toBe('一')
    expect(clip('一👩‍⚕️二', 4)).toBe('一')
    expect(clip('e\u0301e\u0301', 3)).toBe('e\u0301')
    expect(clean('\ud83d一', 10)).toBe('\ufffd一')
  })

  const spoken: Input = { type: 'text', min: 2, max: 2000, voice: true }

  it('may be answered by voice where the question says so', () => {
    const voice: Event = {
      id: 'v',
      at: NOON,
      type: 'media',
      media: [{ id: 'm', kind: 'voice', state: 'kept' }],
    }
    expect(read(spoken, voice, words, [])).toEqual({
      ok: true,
      value: '（语音）',
    })
    expect(read(spoken, { ...voice, caption: '打针' }, words, [])).toEqual({
      ok: true,
      value: '打针',
    })
    expect(read(long, voice, words, [])).toEqual({ ok: false, why: 'unclear' })
  })
})

describe('words are compared', () => {
  it('in one width, without quotes around them and marks behind', () => {
    expect(fold('“提交”。')).toBe('提交')
    expect(fold('ＣＡＮＣＥＬ!')).toBe('cancel')
    expect(fold('?')).toBe('?')
    expect(fold('很'.repeat(100))).toBe('')
  })
})

/** NOON is a Saturday, 21 November 2026. */
describe('a date is a day in Shanghai, seen from when it was written', () => {
  it.each([
    ['2026-03-15', '2026-03-15'],
    ['2026/3/5', '2026-03-05'],
    ['2026年3月15日', '2026-03-15'],
    ['20260315', '2026-03-15'],
    ['今天', '2026-11-21'],
    ['今天下午', '2026-11-21'],
    ['昨天', '2026-11-20'],
    ['昨晚', '2026-11-20'],
    ['前天', '2026-11-19'],
    ['大前天', '2026-11-18'],
    ['3月15日', '2026-03-15'],
    ['3.15', '2026-03-15'],
    ['三月十五', '2026-03-15'],
    ['12月1日', '2025-12-01'],
    ['去年3月15号', '2025-03-15'],
    ['15号', '2026-11-15'],
    ['30号', '2026-10-30'],
    ['周三', '2026-11-18'],
    ['星期天', '2026-11-15'],
    ['上周三', '2026-11-11'],
    ['上周日', '2026-11-15'],
    ['上上周三', '2026-11-04'],
    ['这周三上午', '2026-11-18'],
    ['三天前', '2026-11-18'],
    ['两周前', '2026-11-07'],
    ['2024-02-29', '2024-02-29'],
  ])('%s is %s', (text, day) => expect(readDay(fold(text), NOON)).toEqual({ day }))

  it.each([
    ['2026-12-01', 'in-future'],
    ['这周日', 'in-future'],
    ['2027年1月1日', 'in-future'],
    ['2026-02-29', 'no-such-day'],
    ['2026-13-01', 'no-such-day'],
    ['13月1日', 'no-such-day'],
    ['经常', 'unclear'],
    ['上个月', 'unclear'],
    ['2026', 'unclear'],
  ])('%s: %s', (text, why) => expect(readDay(fold(text), NOON)).toEqual({ why }))

  it('turns at midnight in Shanghai, not in Greenwich', () => {
    const midnight = Date.UTC(2026, 10, 21, 16)
    expect(readDay('今天', midnight - 1)).toEqual({ day: '2026-11-21' })
    expect(readDay('今天', midnight)).toEqual({ day: '2026-11-22' })
  })
})

describe('a telephone number', () => {
  it.each([
    ['13812345678', '13812345678'],
    ['138 1234 5678', '13812345678'],
    ['+86-138-1234-5678', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['023-46667777', '02346667777'],
    ['（0471）6661234', '04716661234'],
  ])('%s', (text, value) => expect(answer({ type: 'phone' }, text)).toEqual({ ok: true, value }))

  it.each([
    ['1381234567', 'not-a-phone'],
    ['46667777', 'not-a-phone'],
    ['138123456789', 'not-a-phone'],
    ['没有电话', 'unclear'],
  ])('%s: %s', (text, why) => expect(answer({ type: 'phone' }, text)).toEqual({ ok: false, why }))

  it('is taken from a contact card', () => {
    const card: Event = { id: 'c', at: NOON, type: 'contact', phone: '+8613812345678' }
    expect(read({ type: 'contact' }, card, words, [])).toEqual({ ok: true, value: '13812345678' })
  })
})

describe('an identity card number', () => {
  it('has the right check character and a day of birth that exists', () => {
    expect(readIdCard('11010519491231002X')).toEqual({ ok: true, value: '11010519491231002X' })
    expect(readIdCard('11010519491231002x ')).toEqual({ ok: true, value: '11010519491231002X' })
    for (const wrong of [
      '110105194912310021',
      '11010519490231002X',
      '1101051949123100',
      '99999999999999999999',
    ])
      expect(readIdCard(wrong)).toEqual({ ok: false, why: 'not-an-id-card' })
    expect(readIdCard('不给')).toEqual({ ok: false, why: 'unclear' })
  })
})

describe('a place', () => {
  const place: Input = { type: 'location', min: 2, max: 20 }
  const shared = (label?: string): Event => ({
    id: 'l',
    at: NOON,
    type: 'location',
    latitude: 29.405123,
    longitude: 105.594,
    ...(label ? { label } : {}),
  })

  it('is taken in words, as a shared place, and as a point', () => {
    expect(answer(place, '菜市场')).toEqual({ ok: true, value: '菜市场' })
    expect(read(place, shared('人民医院'), words, [])).toEqual({ ok: true, value: '人民医院' })
    expect(read(place, shared(), words, [])).toEqual({ ok: true, value: '位置 29.4051，105.5940' })
  })
})
