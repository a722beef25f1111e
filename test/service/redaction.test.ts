import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { acknowledge } from '#service/acknowledge.ts'
import { blockSender, listBlocks } from '#service/block.ts'
import { readCase } from '#service/desk.ts'
import { erasureProof } from '#service/erasure-list.ts'
import { endHold, holdsOn, placeHold } from '#service/holds.ts'
import { requestIdentity } from '#service/identity.ts'
import { changeMasks } from '#service/masking.ts'
import { publishedKeys } from '#service/receipt-keys.ts'
import { trackReceipt } from '#service/receipt.ts'
import { compareFiled, verifyReceipt } from '#service/verify-receipt.ts'
import { verifyAudit } from '#store/audit.ts'
import { readConfig } from '../../src/config.ts'
import { openHouse } from '../../src/house.ts'
import { chatOf, does, filed, named, rowOf, unfounded, type Filed } from './filed.ts'
import { aHouse, officerOf, type TestHouse } from './house.ts'

const [marker, other] = ['欧阳翠花', '13677008899']
/** Part of the year of the number, of dates and of a code: what the house gave stays whole. */
const partOfCodes = '2026'
const words = [marker, other, partOfCodes]

let house: TestHouse
let mine: Filed
let supervisor: Officer
let receipt: string
let root: string
let readBefore: string
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'yijian-redaction-'))
  house = await aHouse()
  mine = await filed(house, [
    `${named[0]}。${marker}说的，电话${other}，${partOfCodes}年起`,
    ...named.slice(1),
  ])
  const { number } = mine
  supervisor = { ...(await officerOf(house, number)), id: 'boss', role: 'supervisor' }
  await does(house, number, { type: 'accept' })
  await does(house, number, { type: 'note', text: `问过${marker}` })
  await does(house, number, { type: 'ask', text: `${marker}的电话是${other}吗` })
  await mine.person.says('查看')
  await mine.person.says(`是，${other}就是${marker}`)
  await placeHold(house.world, supervisor, { number, reason: `${marker}起诉了` })
  const handler = await officerOf(house, number)
  await requestIdentity(house.world, handler, {
    number,
    purpose: 'verify-facts',
    reason: `核对${marker}`,
  })
  const intake = { ...supervisor, id: 'intake', role: 'intake' } as const
  await blockSender(house.world, intake, { number, reason: `${marker}一再举报`, days: 7 })
  await does(house, number, { ...unfounded, text: `${marker}那里查了，没有发现违法。` })
  const made = await acknowledge(house.world, { ...mine, asker: 'a' })
  receipt = made.ok ? made.value.file : ''
  cpSync(house.dir, join(root, 'before'), { recursive: true })
  readBefore = await readsAll()
  await removes()
  await house.tick()
}, 60_000)
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  rmSync(root, { recursive: true, force: true })
})

async function removes(): Promise<void> {
  const { number } = mine
  const read = await readCase(house.world, supervisor, number)
  const version = read.ok ? read.value.file.version : 0
  const deed = { type: 'redact', words, reason: '与案件无关的人' } as const
  expect(await changeMasks(house.world, supervisor, { number, version }, deed)).toEqual({
    ok: true,
    value: true,
  })
}

/** Everything that the officers, the reporter, and whoever has number and passcode can read. */
async function readsAll(): Promise<string> {
  const { number } = mine
  const seen = [
    await readCase(house.world, supervisor, number),
    await holdsOn(house.world, supervisor, number),
    await listBlocks(house.world, { ...supervisor, role: 'intake' }),
    await trackReceipt(house.world, { ...mine, asker: 'b' }),
    await chatOf(mine.person),
  ]
  return JSON.stringify(seen)
}

const verified = async () => {
  const result = verifyReceipt(receipt, await publishedKeys(house.world))
  if (!result.ok) throw new Error(result.refusal.key)
  return result.value
}

/** All that can be opened of a copy of the data with the key store of now. */
async function openedWithKeysOfNow(): Promise<readonly string[]> {
  const dir = join(root, 'before')
  for (const file of ['keys.db', 'keys.db-wal', 'keys.db-shm'])
    rmSync(join(dir, file), { force: true })
  for (const file of readdirSync(house.dir).filter((name) => name.startsWith('keys.db')))
    cpSync(join(house.dir, file), join(dir, file))
  const db = new DatabaseSync(join(dir, 'yijian.db'), { readOnly: true })
  const keys = ['cases', 'sessions', 'heard', 'outbox', 'holds', 'identityRequests', 'blocks']
    .flatMap((table) => db.prepare(`select distinct "keyId" from "${table}"`).all())
    .map(({ keyId }) => String(keyId))
  db.close()
  const left: string[] = []
  for (const key of new Set(keys)) if (await house.world.vault.hasKey(key)) left.push(key)
  return left
}

/** What a copied folder holds and the next house opens are files. */
const isFile = !process.env['TEST_POSTGRES_URL']

describe('words removed for good', () => {
  it('are read by nobody any more, wherever they were repeated; the rest of the case stays', async () => {
    expect(readBefore).toContain(marker)
    const seen = await readsAll()
    for (const one of [marker, other]) expect(seen).not.toContain(one)
    expect(seen).toContain('▇▇▇▇起诉了')
    expect(seen).toContain('▇▇▇▇那里查了')
    expect(seen).toContain('打针输液')
    expect(seen).toContain(mine.number)
    expect(await mine.person.says('进度')).toContain(mine.number)
    await endHold(house.world, supervisor, { number: mine.number, reason: '已经撤诉' })
    expect(JSON.stringify(await holdsOn(house.world, supervisor, mine.number))).toContain(
      '已经撤诉',
    )
  })

  it.runIf(isFile)(
    'open no more from a copy of the data from before, whose keys are destroyed',
    async () => {
      expect(await openedWithKeysOfNow()).toEqual([])
      const proof = await erasureProof(house.world)
      expect(proof.erasures.map(({ kind, why }) => [kind, why])).toEqual([
        ['conversation', 'order'],
        ['words', 'order'],
      ])
      expect(proof.erasures.flatMap(({ faults }) => faults)).toEqual([])
      const chain = await house.world.db.read(async (tx) => await verifyAudit(tx, house.world.mac))
      expect(chain.ok).toBe(true)
    },
  )

  it.runIf(isFile)(
    'stand in no file; a restored copy from before shows the number and the days',
    async () => {
      const dirs = [house.dir, root]
      const files = dirs
        .flatMap((dir) =>
          readdirSync(dir, { recursive: true }).map((name) => join(dir, String(name))),
        )
        .filter((path) => statSync(path).isFile())
      const found = files.filter((path) => {
        const bytes = readFileSync(path)
        return [marker, other].some(
          (one) => bytes.includes(one) || bytes.includes(Buffer.from(one, 'utf16le')),
        )
      })
      expect(found).toEqual([])
      const read = readConfig({ STATE_DIR: join(root, 'before') })
      if (!read.ok) throw new Error(read.problems.join())
      const log = { info: () => {}, warn: () => {}, error: () => {} }
      const again = await openHouse({ config: read.config, log, clock: () => house.now() })
      const shown = await readCase(again.world, supervisor, mine.number)
      expect(shown).toMatchObject({
        refusal: { key: 'case-erased', facts: { number: mine.number } },
      })
      await again.close()
      console.log(`promise 12: words removed: ${files.length} files scanned, ${found.length} found`)
    },
  )

  it('leave the receipt good: it is said that and when words were removed, not that it is forged', async () => {
    expect(await compareFiled(house.world, await verified())).toEqual({
      as: 'redacted',
      on: '2026-11-21',
    })
    expect((await rowOf(house, mine.number)).state).toBe('concluded')
  })
})
