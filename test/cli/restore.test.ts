import fs, { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { migrations } from '#store/migrations.ts'
import { here } from './yijian.ts'
import { aHouseWithCases, type HouseWithCases } from './house-with-cases.ts'

let first: HouseWithCases
let house: HouseWithCases
beforeAll(async () => {
  first = await aHouseWithCases()
})
afterAll(() => first[Symbol.dispose]())
beforeEach(() => {
  house = first.again()
})
afterEach(() => {
  vi.restoreAllMocks()
  house[Symbol.dispose]()
})

const backup = async (): Promise<Record<string, unknown>> => {
  const done = await here(['backup', house.path('copy'), '--json'], house.env)
  expect(done.complaint).toBe('')
  return JSON.parse(done.out) as Record<string, unknown>
}

const restoreTo = async (name: string) => {
  house.bringMasterKey(name)
  return await here(['restore', house.path('copy'), '--json'], {
    ...house.env,
    STATE_DIR: house.path(name),
  })
}

describe('a copy that is to be put back', () => {
  it('whose keys are damaged says so, and does not blame the master key', async () => {
    await backup()
    const keys = house.path('copy-keys', 'keys.db')
    const whole = readFileSync(keys)
    const db = new DatabaseSync(keys, { readOnly: true })
    const one = db.prepare('select wrapped from keys order by id desc limit 1').get()
    db.close()
    const wrapped = whole.indexOf(Buffer.from(one?.['wrapped'] as Uint8Array))
    expect(wrapped).toBeGreaterThan(0)
    for (const at of [3, wrapped + 20]) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      writeFileSync(keys, bytes)
      expect((await restoreTo('anew')).complaint).toContain('keys.db 坏了')
    }
    writeFileSync(keys, whole)
    expect((await restoreTo('anew')).complaint).toBe('')
  })

  it('with keys of an earlier day says how many reports and files they do not open', async () => {
    await backup()
    const keys = house.path('copy-keys', 'keys.db')
    const db = new DatabaseSync(keys)
    const data = new DatabaseSync(house.path('var', 'yijian.db'), { readOnly: true })
    const row = data.prepare('select "keyId" from "cases" order by "number" desc limit 1').get()
    data.close()
    db.prepare('delete from keys where id = ?').run(String(row?.['keyId']))
    db.close()
    expect(JSON.parse((await restoreTo('anew')).out)).toMatchObject({ cases: 3, keyless: 1 })
    house.bringMasterKey('told')
    const told = { ...house.env, STATE_DIR: house.path('told') }
    const { out } = await here(['restore', house.path('copy')], told)
    expect(out).toContain('其中 1 件举报和文件在这份密钥副本里没有密钥')
  })

  it('of a later release is refused before anything is written', async () => {
    await backup()
    const known = migrations as string[]
    const last = known.pop() ?? ''
    const refused = await restoreTo('anew').finally(() => known.push(last))
    expect(refused.complaint).toContain('更新的版本')
    expect(readdirSync(house.path('anew')).toSorted()).toEqual(['master.key', 'serve.lock'])
  })

  it('is never put over the settings of a house that works with another database', async () => {
    await backup()
    house.bringMasterKey('anew')
    const settings = house.path('anew', 'operator.json')
    writeFileSync(settings, '{"areas":{}}')
    expect((await restoreTo('anew')).complaint).toContain('已经在，和备份里的不一样')
    expect(readFileSync(settings, 'utf8')).toBe('{"areas":{}}')
    rmSync(settings)
    writeFileSync(house.path('anew', 'moved.json'), '{"at":"2026-11-23","stateHash":"x"}')
    expect((await restoreTo('anew')).complaint).toContain('已经搬到 PostgreSQL')
  })

  it('says of a disk that is full that it is full, and not that the copy is bad', async () => {
    await backup()
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    const write = vi.spyOn(fs, 'writeFileSync').mockImplementation(() => {
      throw full
    })
    syncBuiltinESMExports()
    house.bringMasterKey('anew')
    const refused = await here(['restore', house.path('copy')], {
      ...house.env,
      STATE_DIR: house.path('anew'),
    }).finally(() => {
      write.mockRestore()
      syncBuiltinESMExports()
    })
    expect(refused.complaint).toContain('磁盘满了')
    expect(refused.complaint).not.toContain('备份坏在')
  })

  it('is never put over what is there', async () => {
    await backup()
    expect((await restoreTo('var')).complaint).toContain('不会覆盖')
  })
})
