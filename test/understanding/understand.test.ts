import { describe, expect, it } from 'vitest'
import { CONFIDENT } from '#understanding/figures.ts'
import { createUnderstanding } from '#understanding/understand.ts'
import { anArea, aPlace, nationalOffences, nationalModel } from './known.ts'
import { sentences } from './sentences.ts'

const offences = nationalOffences()
const areas = new Map([
  [
    '500153',
    anArea('500153', '荣昌区', [
      aPlace('500153001', '昌元街道', '500153'),
      aPlace('500153101', '仁义镇', '500153'),
    ]),
  ],
  [
    '370300',
    anArea('370300', '淄博市', [
      aPlace('370303', '张店区', '370300', '张店'),
      aPlace('370303001', '车站街道', '370303'),
    ]),
  ],
])
const { understand } = createUnderstanding({ offences, areas, model: nationalModel() })

const told = Object.entries(sentences).flatMap(([code, texts]) =>
  texts.map((text) => ({ code, text })),
)
const isSure = (text: string): boolean => {
  const [one, two] = understand(text).offences
  return (one?.score ?? 0) >= 0.6 && (one?.score ?? 0) - (two?.score ?? 0) >= 0.12
}

describe('what a text is about', () => {
  it('is tested on every offence and at least 150 sentences', () => {
    expect(told.length).toBeGreaterThanOrEqual(150)
    expect(new Set(told.map(({ code }) => code))).toEqual(new Set(offences.keys()))
  })

  it('names the right offence first in nineteen of twenty sentences', () => {
    const wrong = told.filter(({ code, text }) => understand(text).offences[0]?.code !== code)
    expect(wrong.length / told.length, JSON.stringify(wrong)).toBeLessThan(0.05)
  })

  it('has the right offence among the first three, always', () => {
    for (const { code, text } of told)
      expect(
        understand(text)
          .offences.slice(0, 3)
          .map((offence) => offence.code),
        text,
      ).toContain(code)
  })

  it('is sure of most, and right where it is sure', () => {
    const sure = told.filter(({ text }) => isSure(text))
    expect(sure.length / told.length).toBeGreaterThan(0.8)
    const wrong = sure.filter(({ code, text }) => understand(text).offences[0]?.code !== code)
    expect(wrong).toEqual([])
  })

  it('asks where a hospital gave telephones away and the calls do not end: that is either of two', () => {
    const { offences: found, matters } = understand('刚生完孩子就有奶粉推销电话，医院泄露了信息')
    expect(new Set(found.slice(0, 2).map(({ code }) => code))).toEqual(new Set(['H5', 'K4']))
    expect(matters[0]?.confidence).toBeLessThan(CONFIDENT)
  })

  it('keeps a report and hands over what others must do', () => {
    const wrong = told.filter(
      ({ code, text }) => understand(text).inScope !== (offences.get(code)?.handOver === undefined),
    )
    expect(wrong.length / told.length, JSON.stringify(wrong)).toBeLessThan(0.03)
  })

  it('says by which words', () => {
    const { because } = understand('昌元街道菜市场后头有个老太婆给人打针输液，没得证')
    expect(because('A1')).toContain('打针…没得证')
  })

  it('says whose a foreign matter is', () => {
    expect(understand('我妈的医保卡怎么异地备案')).toMatchObject({
      inScope: false,
      handOver: { to: '医保局' },
    })
  })

  it('reads traditional, spaced-out and full-width writing alike', () => {
    for (const text of ['黑診所給人打針', '黑 诊 所 给 人 打 针', '黑\u200b诊\u202e所给人打针'])
      expect(understand(text).offences[0]?.code, text).toBe('A1')
  })

  it('has nothing to say of a text without content', () => {
    for (const text of ['', '   ', '！！！', '\u200b', '😀😀'])
      expect(understand(text), text).toMatchObject({ intent: 'empty', offences: [], matters: [] })
  })

  it('sees several matters where each is told clearly, the main one first', () => {
    const text =
      '举报康泰诊所，没有证就给人打针输液。还有，卖的都是过期药。用过的针头直接扔在路边垃圾桶，医疗垃圾乱扔。'
    const codes = understand(text).matters.map(({ offences: [first] }) => first?.code)
    expect(new Set(codes)).toEqual(new Set(['A1', 'G1', 'J7']))
  })

  it('takes one matter told twice as one', () => {
    expect(understand('黑诊所打针。那个黑诊所天天打针。').matters).toHaveLength(1)
  })
})
