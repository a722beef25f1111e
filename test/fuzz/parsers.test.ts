import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { readUpdate } from '#bots/telegram/reading.ts'
import { fromJson } from '#bots/web-chat/delivery.ts'
import { loadPacks } from '#packs/load.ts'
import { readModel } from '#packs/model-file.ts'
import { decodeModel } from '#understanding/model.ts'
import { createUnderstanding } from '#understanding/understand.ts'
import { verifyReceipt } from '#service/verify-receipt.ts'
import { liveThrough } from './life.ts'
import { createRandom, type Random } from './random.ts'
import { aText } from './texts.ts'
import { anUpdate } from './updates.ts'
import { aValue, deepJson, mutated } from './values.ts'

vi.setConfig({ testTimeout: 1_800_000 })

/** A million under LONG, a fiftieth of it every day. */
const share = process.env['LONG'] ? 1 : 50
const seed = 20261122

/** Runs so many times; what breaks is told with the number that breaks it again. */
function many(times: number, work: (random: Random, n: number) => number | void): number {
  let done = 0
  for (let n = 0; done < times / share; n += 1) {
    const random = createRandom(seed * 31 + n)
    try {
      done += work(random, n) ?? 1
    } catch (cause) {
      throw new Error(`run ${n} of seed ${seed} breaks it`, { cause })
    }
  }
  return done
}

describe('whatever comes in', () => {
  it('an update of a platform, whole or damaged, is read or left, and never thrown', () => {
    const done = many(300_000, (random, n) => {
      const reading = readUpdate(anUpdate(random, n))
      if ('address' in reading && reading.address !== undefined)
        expect(reading.address).toMatch(/^-?\d+$/)
      if (reading.type === 'deed' && reading.what.type === 'text')
        expect(typeof reading.what.text).toBe('string')
    })
    expect(done).toBeGreaterThan(1000)
    console.log(`promise 17: ${done} updates`)
  })

  it('a body of the chat is read or refused, and never thrown', () => {
    const whole = { once: 'once-0123456789', text: '您好', after: 'line-1' }
    const done = many(250_000, (random) => {
      const body = random.once(2) ? mutated(random, whole) : aValue(random)
      const read = fromJson(body)
      if (typeof read !== 'string') expect(typeof read.once).toBe('string')
    })
    expect(done).toBeGreaterThan(1000)
    console.log(`promise 17: ${done} bodies`)
  })

  it('a receipt that is none is refused, however deep it is', () => {
    const done = many(20_000, (random) => {
      const text = random.once(40)
        ? deepJson(random)
        : random.once(2)
          ? aText(random)
          : JSON.stringify(aValue(random, 5))
      expect(verifyReceipt(text, []).ok).toBe(false)
    })
    console.log(`promise 17: ${done} receipts`)
  })

  it('a text is understood, or not, and never thrown', () => {
    const packs = loadPacks(join(import.meta.dirname, '../../data'))
    const model = decodeModel(readModel(join(import.meta.dirname, '../../data')))
    const understanding = createUnderstanding({ ...packs, model })
    const done = many(20_000, (random) => {
      const text = aText(random)
      expect(understanding.understand(text, '500153').intent).toBeTypeOf('string')
      understanding.danger(text)
    })
    console.log(`promise 17: ${done} texts understood`)
  })

  it('a conversation stays whole, says what can be read, and answers whoever asks for help', () => {
    const done = many(400_000, (random) => liveThrough(random, 40))
    expect(done).toBeGreaterThan(1000)
    console.log(`promise 17: ${done} events of conversations`)
  })
})
