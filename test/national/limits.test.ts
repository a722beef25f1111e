import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Stream } from '#core/case.ts'
import { limitFor } from '#core/due.ts'
import { limitsSchema } from '#packs/schema.ts'

const file = new URL('../../data/national/limits.json', import.meta.url)
const limits = limitsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
const streams: readonly Stream[] = [
  'tip-off',
  'complaint',
  'petition',
  'accusation',
  'consultation',
]

describe('time limits', () => {
  it.each(streams)('a %s always has a limit to be assigned, accepted and concluded', (stream) => {
    for (const step of ['assign', 'accept', 'conclude'] as const)
      expect(limitFor(limits, { step, stream }), step).toBeDefined()
  })

  it('a health department answers a tip-off within 15 working days by custom, not by law', () => {
    const limit = limitFor(limits, {
      step: 'accept',
      stream: 'tip-off',
      department: 'health-commission',
    })
    expect(limit).toMatchObject({ amount: 15, unit: 'WD', practice: true })
  })

  it('a petition is answered in 15 natural days and concluded in 60', () => {
    expect(limitFor(limits, { step: 'accept', stream: 'petition' })).toMatchObject({
      amount: 15,
      unit: 'ND',
    })
    expect(limitFor(limits, { step: 'conclude', stream: 'petition' })).toMatchObject({
      amount: 60,
      unit: 'ND',
    })
  })

  it('a medical advertisement is handled and answered within 7 working days by law', () => {
    const limit = limitFor(limits, {
      step: 'conclude',
      stream: 'tip-off',
      offence: 'H1',
      department: 'market-regulation',
    })
    expect(limit).toMatchObject({ amount: 7, unit: 'WD' })
    expect(limit?.practice).toBeUndefined()
  })

  it('the market regulator says within 7 working days whether it accepts a complaint', () => {
    const limit = limitFor(limits, {
      step: 'accept',
      stream: 'complaint',
      department: 'market-regulation',
    })
    expect(limit).toMatchObject({ amount: 7, unit: 'WD' })
  })

  it('what is unsure or only custom says so', () => {
    for (const limit of limits.filter(({ source }) => source.includes('未核实')))
      expect(limit.confidence === 'U' || limit.practice, limit.id).toBe(true)
  })

  it('every limit has an id of its own and names its source', () => {
    expect(new Set(limits.map(({ id }) => id)).size).toBe(limits.length)
    for (const { id, source } of limits) expect(source.length, id).toBeGreaterThan(10)
  })
})
