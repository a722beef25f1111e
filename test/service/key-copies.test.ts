import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSuite } from '#crypto/suite.ts'
import { changeKeys } from '#service/change-keys.ts'
import { destroyOwed } from '#service/destroy-keys.ts'
import { eraseCase } from '#service/erasure.ts'
import { caseByNumber } from '#store/cases.ts'
import { localMasterKey } from '#vault/master-key.ts'
import { here } from '../cli/yijian.ts'
import { aHouse, aPerson, reports, type TestHouse } from './house.ts'

const minute = 60_000
const order = { why: 'order', by: 'operator', words: '某区人民法院行政裁定' } as const
let root: string
let house: TestHouse
let number: string
let keyId: string
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'yijian-stale-'))
  house = await aHouse()
  number = (await reports(aPerson(house, '500153'))).number
  keyId = (await rowNow())?.keyId ?? ''
  await house.world.vault.backupKeys(copy())
})
afterEach(async () => {
  await house[Symbol.asyncDispose]()
  rmSync(root, { recursive: true })
})

/** Where a command finds the house. */
const envOf = ({ dir, databaseUrl }: TestHouse) => ({ STATE_DIR: dir, DATABASE_URL: databaseUrl })
const rowNow = async () => await house.world.db.read(async (tx) => await caseByNumber(tx, number))
const copy = (): string => join(root, 'copy-keys', 'keys.db')
const hasKey = (): boolean => {
  const keys = new DatabaseSync(copy(), { readOnly: true })
  const found = keys.prepare('select id from keys where id = ?').get(keyId)
  keys.close()
  return found !== undefined
}

/** As where the disk is away for the service alone: what lies there is nobody's to see, and not gone. */
function takeAway(): void {
  renameSync(join(root, 'copy-keys'), join(root, 'away'))
  writeFileSync(join(root, 'copy-keys'), '')
}

function bringBack(): void {
  rmSync(join(root, 'copy-keys'))
  renameSync(join(root, 'away'), join(root, 'copy-keys'))
}

async function isErased(): Promise<void> {
  const row = await rowNow()
  if (!row) throw new Error(`${number} is not there`)
  await house.world.db.transaction(async (tx) => await eraseCase(house.world, tx, row, order))
}

it('a copy of the keys that cannot be written stops nothing, and follows within a minute of when it can', async () => {
  takeAway()
  await isErased()
  expect(await destroyOwed(house.world)).toBe(1)
  await house.tick()
  house = await house.reopened()
  await house.tick()
  expect(await house.world.vault.staleKeyCopies()).toEqual([copy()])
  bringBack()
  expect(hasKey()).toBe(true)
  house.wait(minute)
  await house.tick()
  expect(hasKey()).toBe(false)
  expect(await house.world.vault.staleKeyCopies()).toEqual([])
})

it('a key that was only dropped stays in no copy longer than an hour, wherever that can be written', async () => {
  await house.tick()
  await house.world.vault.dropKey(keyId)
  await house.tick()
  expect(hasKey()).toBe(true)
  house.wait(60 * minute)
  takeAway()
  await house.tick()
  bringBack()
  expect(hasKey()).toBe(true)
  house.wait(60 * minute)
  await house.tick()
  expect(hasKey()).toBe(false)
})

it('doctor names such a copy with its cure, until it has followed', async () => {
  takeAway()
  await isErased()
  await house.tick()
  const said = await here(['doctor'], envOf(house))
  expect(said.code).toBe(1)
  expect(said.out).toMatch(/要处理 {2}keys {2}密钥副本 .+copy-keys.+现在写不进去/)
  bringBack()
  house.wait(minute)
  await house.tick()
  expect((await here(['doctor'], envOf(house))).out).not.toContain('密钥副本')
})

it('the command that erases says so, and has erased', async () => {
  await house.close()
  takeAway()
  const words = ['erase', '--number', number, '--confirm', number, '--reason', order.words]
  const said = await here(words, envOf(house))
  expect(said).toMatchObject({ code: 0, out: expect.stringContaining('密钥已销毁') })
  expect(said.complaint).toContain(`密钥副本 ${copy()}`)
})

it('keys are changed to the end although a copy cannot follow', async () => {
  takeAway()
  const key = readFileSync(join(house.dir, 'master.key'), 'utf8').trim()
  const master = localMasterKey(createSuite('international'), Buffer.from(key, 'hex'))
  const changed = await changeKeys(house.world, master, async () => {
    await house.world.vault.keepUp()
  })
  expect(changed).toMatchObject({ ok: true, value: { generation: 2 } })
  expect(await house.world.vault.staleKeyCopies()).toEqual([copy()])
})
