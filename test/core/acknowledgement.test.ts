import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  readReceipt,
  receiptFile,
  wholeInstant,
  type SignedAcknowledgement,
} from '#core/acknowledgement.ts'
import { canonical } from '#core/canonical.ts'

const signed: SignedAcknowledgement = {
  acknowledgement: {
    product: 'Yijian 医监',
    version: '1',
    number: 'RC-2026-00017',
    area: '500153',
    areaName: '荣昌区',
    sponsor: '',
    receivedAt: '2026-11-21T10:00:00+08:00',
    filed: `sha256:${'0'.repeat(64)}`,
    algorithm: 'Ed25519',
    key: '0123456789abcdef0123',
  },
  signature: `${'A'.repeat(86)}==`,
}

describe('one spelling of a value', () => {
  it('does not depend on the order in which it was made', () => {
    const shuffled = { b: [1, { d: '医', c: null }], a: 'x' }
    expect(canonical(shuffled)).toBe('{"a":"x","b":[1,{"c":null,"d":"医"}]}')
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(canonical(turned)).toBe(canonical(value))
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { seed: 11, numRuns: 60 },
    )
  })
})

describe('a receipt’s file', () => {
  it('is read as it was written, and holds nothing but what it says', () => {
    const file = receiptFile(signed)
    expect(readReceipt(file)).toEqual({ ok: true, value: signed })
    expect(file.endsWith('}\n')).toBe(true)
    expect(Object.keys(JSON.parse(file) as object)).toEqual(['acknowledgement', 'signature'])
  })

  it('in another spelling, with a field more or less, or of another form is none', () => {
    const file = receiptFile(signed)
    const { acknowledgement, signature } = signed
    const { sponsor: _sponsor, ...less } = acknowledgement
    for (const text of [
      '',
      'null',
      '[]',
      file.slice(0, -3),
      file.replace('{', '{ '),
      JSON.stringify({ signature, acknowledgement }),
      canonical({ ...signed, more: 'x' }),
      canonical({ signature, acknowledgement: { ...acknowledgement, more: 'x' } }),
      canonical({ signature, acknowledgement: less }),
      canonical({ signature, acknowledgement: { ...acknowledgement, product: 'Other' } }),
      canonical({ signature, acknowledgement: { ...acknowledgement, number: 17 } }),
      canonical({ signature: ['A'], acknowledgement }),
    ])
      expect(readReceipt(text), text).toEqual({ ok: false, refusal: { key: 'receipt-unreadable' } })
  })

  it('tells the time of the office, to the second', () => {
    expect(wholeInstant(Date.UTC(2026, 10, 21, 2, 3, 4, 999))).toBe('2026-11-21T10:03:04+08:00')
    expect(wholeInstant(Date.UTC(2026, 11, 31, 16))).toBe('2027-01-01T00:00:00+08:00')
  })
})
