import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readReceipt, signedText } from '#core/acknowledgement.ts'
import { acknowledge, rotateReceiptKey } from '#service/acknowledge.ts'
import { publishedKeys } from '#service/receipt-keys.ts'
import { tryReceipt } from '#service/receipt.ts'
import { compareFiled, verifyReceipt } from '#service/verify-receipt.ts'
import { verifyAudit } from '#store/audit.ts'
import { receiptKeys } from '#store/receipt-keys.ts'
import { verifyReceiptCommand } from '../../src/cli/receipts.ts'
import { aHouse, aPerson, reports, standsBehind, type TestHouse } from './house.ts'

const rongchang = '500153'

/** Anybody's own, no part of the product. */
const openssl = ['open', 'ssl'].join('')

const hasOpenssl = ((): boolean => {
  try {
    return execFileSync(openssl, ['version'], { encoding: 'utf8' }).startsWith('OpenSSL 3')
  } catch {
    return false
  }
})()

describe.each(['international', 'guomi'] as const)('an acknowledgement, %s', (suite) => {
  let house: TestHouse
  let given: { readonly number: string; readonly passcode: string }
  let file: string
  const tmp = mkdtempSync(join(tmpdir(), 'yijian-receipt-'))
  beforeAll(async () => {
    house = await aHouse({ CRYPTO_SUITE: suite })
    await standsBehind(house, rongchang)
    given = await reports(aPerson(house, rongchang))
    file = await fetched()
  })
  afterAll(async () => {
    await house[Symbol.asyncDispose]()
    rmSync(tmp, { recursive: true })
  })

  const fetched = async (): Promise<string> => {
    const made = await acknowledge(house.world, { ...given, asker: 'a' })
    return made.ok ? made.value.file : made.refusal.key
  }
  const verified = async (text: string) => verifyReceipt(text, await publishedKeys(house.world))

  it('says who received what when, and nothing of what was said or how to look it up', async () => {
    const result = await verified(file)
    expect(result).toMatchObject({
      ok: true,
      value: {
        product: 'Yijian 医监',
        number: given.number,
        area: rongchang,
        areaName: '荣昌区',
        sponsor: '区卫生健康委',
        receivedAt: expect.stringMatching(/^2026-11-21T10:00:0\d\+08:00$/) as string,
        filed: expect.stringMatching(suite === 'guomi' ? /^sm3:/ : /^sha256:/) as string,
      },
    })
    expect(file).not.toContain(given.passcode)
    expect(file).not.toMatch(/打针|菜市场|昌元/)
  })

  it('of another house is not ours', async () => {
    await using other = await aHouse({ CRYPTO_SUITE: suite })
    const theirs = await reports(aPerson(other, rongchang))
    const made = await acknowledge(other.world, { ...theirs, asker: 'a' })
    const text = made.ok ? made.value.file : ''
    expect(await verified(text)).toEqual({ ok: false, refusal: { key: 'receipt-key-unknown' } })
    const forged = text.replace(/"key":"\w+"/, () => `"key":"${keyOf(file)}"`)
    expect(await verified(forged)).toEqual({ ok: false, refusal: { key: 'receipt-forged' } })
  })

  it('stays good when the key changes, and the next one bears the new key', async () => {
    await rotateReceiptKey(house.world, 'operator')
    const next = await fetched()
    expect(keyOf(next)).not.toBe(keyOf(file))
    for (const text of [file, next]) expect((await verified(text)).ok).toBe(true)
    const keys = await publishedKeys(house.world)
    expect(keys.map(({ id, retiredAt }) => [id, retiredAt === undefined])).toEqual([
      [keyOf(next), true],
      [keyOf(file), false],
    ])
    const audit = await house.world.db.read(async (tx) => await verifyAudit(tx, house.world.mac))
    expect(audit.ok).toBe(true)
  })

  it('is signed by one key however many ask for it first at once', async () => {
    await using fresh = await aHouse({ CRYPTO_SUITE: suite })
    const mine = await reports(aPerson(fresh, rongchang))
    const asks = Array.from(
      { length: 8 },
      async (_, n) => await acknowledge(fresh.world, { ...mine, asker: `${n}` }),
    )
    expect((await Promise.all(asks)).every(({ ok }) => ok)).toBe(true)
    expect(await fresh.world.db.read(async (tx) => await receiptKeys(tx))).toHaveLength(1)
  })

  it('is checked offline by the command, with the key as PEM, as published JSON, or in base 64', async () => {
    const keys = await publishedKeys(house.world)
    const [pem = ''] = keys.filter(({ id }) => id === keyOf(file)).map((key) => key.pem)
    const path = (name: string, text: string): string => {
      writeFileSync(join(tmp, name), text)
      return join(tmp, name)
    }
    const plain = pem.replace(/-----[A-Z ]+-----|\s/g, '')
    const receipt = path('r.json', file)
    for (const key of [path('k.pem', pem), path('k.json', JSON.stringify({ keys })), plain])
      expect(await quietly(() => verifyReceiptCommand(receipt, { key }))).toBe(0)
    const changed = path('c.json', file.replace('00001', '00002'))
    expect(await quietly(() => verifyReceiptCommand(changed, { key: plain }))).toBe(1)
    expect(await quietly(() => verifyReceiptCommand(receipt, { key: 'no key' }))).toBe(2)
    expect(await quietly(() => verifyReceiptCommand(join(tmp, 'none'), { key: plain }))).toBe(2)
  })

  it.skipIf(!hasOpenssl)('is checked by openssl as the handbook says', async () => {
    const read = readReceipt(file)
    if (!read.ok) throw new Error('the receipt cannot be read')
    const { acknowledgement, signature } = read.value
    const [key] = (await publishedKeys(house.world)).filter(({ id }) => id === acknowledgement.key)
    writeFileSync(join(tmp, 'key.pem'), key?.pem ?? '')
    writeFileSync(join(tmp, 'words'), signedText(acknowledgement))
    writeFileSync(join(tmp, 'signature'), Buffer.from(signature, 'base64'))
    const handbook = readFileSync(join(import.meta.dirname, '../../docs/receipts.md'), 'utf8')
    const [command = ''] = handbook
      .split('\n')
      .filter(
        (line) =>
          line.startsWith('openssl pkeyutl') && line.includes('sm3') === (suite === 'guomi'),
      )
    const [program = '', ...words] = command.split(' ')
    const said = execFileSync(program, words, { cwd: tmp, encoding: 'utf8' })
    expect(said).toContain('Signature Verified Successfully')
    writeFileSync(join(tmp, 'words'), signedText({ ...acknowledgement, area: '370300' }))
    expect(() => execFileSync(program, words, { cwd: tmp, stdio: 'pipe' })).toThrow('pkeyutl')
  })

  it('shows whether what is kept is still what was acknowledged', async () => {
    const result = await verified(file)
    if (!result.ok) throw new Error(result.refusal.key)
    expect(await compareFiled(house.world, result.value)).toEqual({ as: 'same' })
    const changed = { ...result.value, filed: result.value.filed.replace(/.$/, '') }
    expect(await compareFiled(house.world, changed)).toEqual({ as: 'changed' })
    const elsewhere = { ...result.value, number: 'RC-2026-99999' }
    expect(await compareFiled(house.world, elsewhere)).toEqual({ as: 'gone' })
  })
})

describe('wrong passcodes', () => {
  it('ten thousand from one conversation slow that one alone; the right one opens at once, from anywhere', async () => {
    await using house = await aHouse()
    const { number, passcode } = await reports(aPerson(house, rongchang))
    const { world } = house
    const at = world.clock()
    const wrong = Array.from({ length: 100 }, () => world.vault.newPasscode().passcode)
    await world.db.transaction(async (tx) => {
      const tries = async (asker: string, typed: string) =>
        await tryReceipt(world, tx, { number, passcode: typed, asker, at })
      let slowed = 0
      for (let n = 0; n < 10_000; n += 1) {
        const tried = await tries('flooder', wrong[n % 100] ?? '')
        if (tried.ok) throw new Error('a wrong passcode opened')
        if (tried.refusal.key === 'receipt-slow') slowed += 1
      }
      expect(slowed).toBe(9_997)
      expect(await tries('honest', wrong[0] ?? '')).toMatchObject({
        refusal: { key: 'receipt-wrong' },
      })
      expect((await tries('honest', passcode)).ok).toBe(true)
      expect((await tries('flooder', passcode)).ok).toBe(true)
    })
  })
})

const keyOf = (text: string): string => /"key":"(\w+)"/.exec(text)?.[1] ?? ''

/** What a command prints is no part of the test's own words. */
async function quietly(work: () => Promise<number>): Promise<number> {
  const streams = [process.stdout, process.stderr]
  const silenced = streams.map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true))
  try {
    return await work()
  } finally {
    for (const one of silenced) one.mockRestore()
  }
}
