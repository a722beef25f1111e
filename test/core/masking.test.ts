import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Case } from '#core/case.ts'
import { discloseToReporter } from '#core/disclose-to-reporter.ts'
import { discloseToOfficer } from '#core/disclosure.ts'
import { eventWithout, hidden, masked } from '#core/masking.ts'
import { tellingWords } from '#core/telling-words.ts'
import {
  aCase,
  after,
  anOfficer,
  officerOf,
  refusalOf,
  someFacts,
  theReporter,
} from './builders.ts'

const intake = officerOf('intake')
const name = '王小花'
const phone = '13812345678'
const what = `我叫${name}，电话${phone}。菜市场后头有人给人打针输液，没有证。${name}说的。`
const told = aCase({ facts: { ...someFacts, what } })
const hide = (about: Case, words: readonly string[]) =>
  after(about, intake, { type: 'mask', words, reason: '举报人自己的姓名' })

describe('words that tell who somebody is', () => {
  it('are hidden from every officer wherever they stand, and the rest stays', () => {
    const about = hide(told, [name])
    for (const role of ['intake', 'supervisor'] as const) {
      const shown = discloseToOfficer(about, anOfficer(role))
      expect(JSON.stringify(shown)).not.toContain(name)
      expect(shown?.facts.what).toBe(what.replaceAll(name, '▇▇▇'))
    }
  })

  it('are hidden too where the reporter repeats them later', () => {
    const about = after(hide(told, [phone]), theReporter, {
      type: 'supplement',
      text: `打我电话 ${phone}`,
      evidence: [],
    })
    expect(masked(about).supplements[0]?.text).toBe('打我电话 ▇▇▇▇▇▇▇▇▇▇▇')
  })

  it('are read again once it is lifted, and what was done stays on record', () => {
    const about = hide(told, [name])
    const [mask] = about.masks
    const lifted = after(about, intake, { type: 'unmask', mask: mask?.id ?? '', reason: '弄错了' })
    expect(discloseToOfficer(lifted, anOfficer('intake'))?.facts.what).toBe(what)
    expect(lifted.version).toBe(told.version + 2)
  })

  it('are not repeated by the event that hides them, nor by its reason', () => {
    const about = after(told, intake, { type: 'redact', words: [name], reason: `${name}是举报人` })
    expect(JSON.stringify(about.masks)).toBe('[]')
    const event = eventWithout(
      {
        id: 'e',
        at: 1,
        by: theReporter,
        type: 'supplemented',
        text: `我是${name}`,
        evidence: [name],
      },
      [name],
    )
    expect(event).toMatchObject({ text: '我是▇▇▇', evidence: [name] })
  })

  it('are taken out of no number, day or id that binds cases, letters and offices together', () => {
    const due = { on: '2026-11-20', limit: 'accept-15', provisional: false }
    const base = { id: 'e', at: 1, by: theReporter } as const
    const merged = { ...base, type: 'merged', into: 'RC-2026-00001', reason: '2026年的' } as const
    expect(eventWithout(merged, ['2026'])).toEqual({ ...merged, reason: '▇▇▇▇年的' })
    const joined = {
      ...base,
      type: 'joined',
      number: 'RC-2026-00002',
      reason: '同',
      urgent: null,
      dues: [{ offence: 'A1', stage: 'accept', due }],
    } as const
    expect(eventWithout(joined, ['2026', 'A1', 'accept'])).toEqual(joined)
    const received = {
      ...base,
      type: 'transfer-received',
      transfer: 't-2026',
      on: '2026-11-20',
    } as const
    expect(eventWithout(received, ['2026'])).toEqual(received)
  })

  it('change nothing of what the reporter may know', () => {
    expect(discloseToReporter(hide(told, [name]))).toEqual(discloseToReporter(told))
  })

  it('must stand in what was written, with a reason', () => {
    const command = { type: 'mask', words: [name], reason: '姓名' } as const
    expect(refusalOf(told, intake, { ...command, words: ['李四'] })).toBe('mask-words-not-found')
    expect(refusalOf(told, intake, { ...command, words: [' '] })).toBe('mask-words-missing')
    expect(refusalOf(told, intake, { ...command, words: ['王'] })).toBe('text-too-short')
    expect(refusalOf(told, intake, { ...command, reason: ' ' })).toBe('reason-missing')
  })

  it('keep the length of the text, whatever they are', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ minLength: 2 })), (text, words) => {
        const shown = hidden(text, words)
        expect(shown.length).toBe(text.length)
        for (const one of words) if (!one.includes('▇')) expect(shown).not.toContain(one)
      }),
      { seed: 3 },
    )
  })
})

describe('what looks as if it told who somebody is', () => {
  it.each([
    ['phone', '打我电话13812345678', '13812345678'],
    ['phone', '座机 023-46789012 找我', '023-46789012'],
    ['id-number', '身份证50022619800101123X', '50022619800101123X'],
    ['email', '发 wang.xh@example.cn 吧', 'wang.xh@example.cn'],
    ['account', '加我微信：wxh_1980', 'wxh_1980'],
    ['name', '我叫王小花，住在昌元', '王小花'],
  ])('a %s is proposed', (why, text, words) => {
    const about = aCase({ facts: { ...someFacts, what: text } })
    expect(tellingWords(about)).toEqual([{ words, why }])
  })

  it('is proposed once, and not when it is hidden already', () => {
    expect(tellingWords(told).map(({ words }) => words)).toEqual([phone, name])
    expect(tellingWords(hide(told, [phone])).map(({ words }) => words)).toEqual([name])
  })

  it('is nothing of an ordinary report', () => {
    const text = '2026年3月4日在昌元街道128号，收了 13800 元，批号 20260304，打了 3 针。'
    expect(tellingWords(aCase({ facts: { ...someFacts, what: text } }))).toEqual([])
  })
})
