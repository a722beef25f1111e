import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readReceipt, signedText } from '#core/acknowledgement.ts'
import { acknowledge } from '#service/acknowledge.ts'
import { publishedKeys, type PublishedKey } from '#service/receipt-keys.ts'
import { verifyReceipt } from '#service/verify-receipt.ts'
import { readConfig } from '../../src/config.ts'
import { appOf } from '../../src/main.ts'
import { here } from '../cli/yijian.ts'
import { aHouse, aPerson, reports, standsBehind, type TestHouse } from './house.ts'

const rongchang = '500153'
/** Anybody's own, no part of the product. */
const openssl = ['open', 'ssl'].join('')
const hasOpenssl = spawnSync(openssl, ['version'], { encoding: 'utf8' }).stdout?.includes(' 3.')
/** Every place by each way, or of the slower ways each so manieth. */
const step = process.env['LONG'] ? 1 : 29

/** The bit that is turned over in every byte. */
const turned = (bytes: Buffer, place: number): Buffer => {
  const changed = Buffer.from(bytes)
  changed[place] = (changed[place] ?? 0) ^ 1
  return changed
}

describe.each(['international', 'guomi'] as const)('an acknowledgement, %s', (suite) => {
  let house: TestHouse
  let app: Hono
  let file: Buffer
  let keys: readonly PublishedKey[]
  const dir = mkdtempSync(join(tmpdir(), 'yijian-promise-10-'))
  const path = (name: string): string => join(dir, name)
  beforeAll(async () => {
    house = await aHouse({ CRYPTO_SUITE: suite })
    await standsBehind(house, rongchang)
    const given = await reports(aPerson(house, rongchang))
    const made = await acknowledge(house.world, { ...given, asker: 'a' })
    if (!made.ok) throw new Error(made.refusal.key)
    file = Buffer.from(made.value.file.trim())
    keys = await publishedKeys(house.world)
    const read = readConfig({ STATE_DIR: house.dir, CRYPTO_SUITE: suite })
    if (!read.ok) throw new Error(read.problems.join())
    app = appOf(house, read.config)
    writeFileSync(path('keys.json'), JSON.stringify({ keys }))
    writeFileSync(path('key.pem'), keys[0]?.pem ?? '')
  }, 30_000)
  afterAll(async () => {
    await house[Symbol.asyncDispose]()
    rmSync(dir, { recursive: true })
  })

  const places = (by: number): readonly number[] =>
    Array.from({ length: Math.ceil(file.length / by) }, (_, n) => n * by)

  it('with any single byte changed is refused, at every place', () => {
    expect(verifyReceipt(file.toString(), keys).ok).toBe(true)
    const taken = places(1).filter((at) => verifyReceipt(turned(file, at).toString(), keys).ok)
    expect(taken).toEqual([])
    const shorter = places(1).filter(
      (at) => verifyReceipt(file.subarray(0, at).toString(), keys).ok,
    )
    expect(shorter).toEqual([])
    console.log(
      `promise 10: ${suite}, ${file.length} of ${file.length} single bytes changed, ${file.length - taken.length} refused`,
    )
  })

  it('is taken as it is by the command and the page, and refused by both with a byte changed', async () => {
    const command = async (bytes: Buffer): Promise<number> => {
      writeFileSync(path('receipt.json'), bytes)
      return (
        (await here(['verify-receipt', path('receipt.json'), '--key', path('keys.json')])).code ?? 9
      )
    }
    const page = async (bytes: Buffer): Promise<number> => {
      const form = new FormData()
      form.set('file', new File([Uint8Array.from(bytes)], 'receipt.json'))
      return (await app.request('/verify', { method: 'POST', body: form })).status
    }
    expect([await command(file), await page(file)]).toEqual([0, 200])
    let refused = 0
    for (const at of places(step)) {
      expect([await command(turned(file, at)), await page(turned(file, at))]).toEqual([1, 422])
      refused += 1
    }
    console.log(`promise 10: ${suite}, ${refused} changed files refused by command and page`)
  }, 600_000)

  it.skipIf(!hasOpenssl)(
    'is taken by openssl as the handbook says, and refused with a byte of words or signature changed',
    () => {
      const read = readReceipt(file.toString())
      if (!read.ok) throw new Error(read.refusal.key)
      const words = Buffer.from(signedText(read.value.acknowledgement))
      const signature = Buffer.from(read.value.signature, 'base64')
      const handbook = readFileSync(join(import.meta.dirname, '../../docs/receipts.md'), 'utf8')
      const [program = '', ...rest] =
        handbook
          .split('\n')
          .find(
            (line) =>
              line.startsWith('openssl pkeyutl') && line.includes('sm3') === (suite === 'guomi'),
          )
          ?.split(' ') ?? []
      const isTaken = (given: { readonly words: Buffer; readonly signature: Buffer }): boolean => {
        writeFileSync(path('words'), given.words)
        writeFileSync(path('signature'), given.signature)
        return spawnSync(program, rest, { cwd: dir }).status === 0
      }
      expect(execFileSync(openssl, ['version']).length).toBeGreaterThan(0)
      expect(isTaken({ words, signature })).toBe(true)
      let refused = 0
      for (let at = 0; at < words.length; at += step, refused += 1)
        expect(isTaken({ words: turned(words, at), signature }), `word ${at}`).toBe(false)
      for (let at = 0; at < signature.length; at += step, refused += 1)
        expect(isTaken({ words, signature: turned(signature, at) }), `signature ${at}`).toBe(false)
      console.log(`promise 10: ${suite}, ${refused} changed bytes refused by openssl`)
    },
    600_000,
  )
})
