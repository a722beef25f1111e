import { describe, expect, it } from 'vitest'
import { comparable, differences } from '#packs/differences.ts'
import { contentOf, corrected, digestOf, digestOfPack, packed, readKept } from '#packs/kept-pack.ts'
import { nationContent, readNation } from '#packs/kept-nation.ts'
import { readPacks } from '#packs/read-packs.ts'
import { areaPack, dataDir } from './published.ts'

const rongchang = areaPack('500153')
const entry = { offence: 'A1', basis: 'plan', clauses: ['三(二)'], reason: '更正' } as const

describe('a published version', () => {
  it('is read back as it was published, with plan, reading and places', () => {
    const kept = { pack: rongchang, own: ['A1'] }
    const content = contentOf(kept)
    expect(readKept(packed(content), digestOf(content))).toEqual({ ok: true, kept })
  })

  it('of which a byte was changed is refused', () => {
    const content = contentOf({ pack: rongchang, own: [] })
    const read = readKept(packed(content.replace('卫生健康委', '公安局')), digestOf(content))
    expect(read).toMatchObject({ ok: false, why: expect.stringContaining('被改动过') })
  })

  it('that another release wrote in its own way is refused with the field', () => {
    const content = JSON.stringify({ pack: { ...rongchang, plan: {} }, own: [] })
    const read = readKept(packed(content), digestOf(content))
    expect(read).toMatchObject({ ok: false, why: expect.stringContaining('pack.plan') })
  })
})

describe('the nation’s files', () => {
  const { packs } = readPacks(dataDir)

  it('are read back as they were kept', () => {
    const content = nationContent(packs)
    const { areas: _areas, ...nation } = packs
    expect(readNation(packed(content), digestOf(content))).toEqual(nation)
    expect(readNation(packed(content), digestOf(`${content} `))).toBeUndefined()
    expect(readNation(new Uint8Array([1, 2]), digestOf(content))).toBeUndefined()
  })

  it('as they are kept show no phrase that a citizen may have written', () => {
    const kept = Buffer.from(packed(nationContent(packs)))
    expect(kept.includes(Buffer.from('打针'))).toBe(false)
  })
})

describe('a correction', () => {
  it('takes the place of that offence’s reading alone; the pack it began from is untouched', () => {
    const before = digestOfPack(rongchang)
    const after = corrected(rongchang, [entry])
    expect(differences(comparable(rongchang), comparable(after))).toMatchObject([
      { in: 'offence', id: 'A1', change: 'changed', fields: { clauses: { new: ['三(二)'] } } },
    ])
    expect(digestOfPack(rongchang)).toBe(before)
  })

  it('of an offence that nobody had read is added', () => {
    const entries = rongchang.reading.entries.filter(({ offence }) => offence !== 'A1')
    const unread = { ...rongchang, reading: { ...rongchang.reading, entries } }
    expect(corrected(unread, [entry]).reading.entries.at(-1)).toEqual(entry)
  })
})
