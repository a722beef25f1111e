import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { offencesSchema } from '#packs/schema.ts'

const file = new URL('../../data/national/offences.json', import.meta.url)
const offences = offencesSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
const handedOver = offences.filter(({ handOver }) => handOver).map(({ code }) => code)

describe('the taxonomy', () => {
  it('has every code of each group, in order and once', () => {
    const counts = { A: 7, B: 13, C: 4, D: 5, E: 5, F: 3, G: 7, H: 5, I: 6, J: 10, K: 4, L: 4 }
    const all = Object.entries({ ...counts, M: 5, N: 5 }).flatMap(([group, count]) =>
      Array.from({ length: count }, (_, index) => `${group}${index + 1}`),
    )
    expect(offences.map(({ code }) => code)).toEqual(all)
  })

  it('consultations, praise, staff matters and foreign matters are handed over, all else is not', () => {
    const expected = ['I5', 'M1', 'M2', 'M3', 'M4', 'M5', 'N1', 'N2', 'N3', 'N4', 'N5']
    expect(handedOver).toEqual(expected)
  })

  it('only a report about officials is an accusation whatever its words', () => {
    const accusations = offences.filter(({ stream }) => stream === 'accusation')
    expect(accusations.map(({ code }) => code)).toEqual(['I4'])
  })

  it('every report concerns somebody: insurance fraud the insurance bureau, a pharmacy the drug regulator', () => {
    const concerns = (code: string) => offences.find((one) => one.code === code)?.concerns
    expect(concerns('E1')).toEqual(['medical-insurance', 'health-commission', 'public-security'])
    expect(concerns('G3')).toEqual(['drug-administration', 'market-regulation', 'human-resources'])
    expect(concerns('N1')).toBeUndefined()
  })

  it('a hand-over is one kind sentence, said to whom and short enough to read aloud', () => {
    for (const { code, handOver } of offences.filter((offence) => offence.handOver)) {
      expect(handOver?.why.length, code).toBeLessThanOrEqual(80)
      expect(handOver?.why, code).toMatch(/^[^。！!]+。$/)
      expect(handOver?.to.length, code).toBeLessThanOrEqual(30)
    }
  })

  it('no two offences are named alike to the reporter', () => {
    expect(new Set(offences.map(({ plain }) => plain)).size).toBe(offences.length)
  })

  it('every offence is known by enough words, none said twice', () => {
    for (const { code, signals } of offences) {
      const phrases = signals.map(({ phrase }) => phrase)
      expect(phrases.length, code).toBeGreaterThanOrEqual(15)
      expect(new Set(phrases).size, code).toBe(phrases.length)
    }
  })

  it('what can be reported asks one to three things more, each a question', () => {
    for (const { code, asks } of offences.filter((offence) => !offence.handOver)) {
      expect(asks.length, code).toBeGreaterThanOrEqual(1)
      for (const ask of asks) expect(ask, code).toMatch(/？$/)
    }
  })
})
