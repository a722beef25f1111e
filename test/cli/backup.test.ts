import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
afterEach(() => house[Symbol.dispose]())

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

const damage = (name: string, at: number): void => {
  const path = house.path('copy', name)
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

describe('a backup', () => {
  it('restores to the same state, number for number', async () => {
    const made = await backup()
    expect(made['cases']).toBe(3)
    const restored = await restoreTo('anew')
    expect(restored.complaint).toBe('')
    expect(JSON.parse(restored.out)).toMatchObject({ cases: 3, stateHash: made['stateHash'] })
    const again = await here(['backup', house.path('second'), '--json'], {
      ...house.env,
      STATE_DIR: house.path('anew'),
    })
    expect(JSON.parse(again.out)).toMatchObject({ cases: 3 })
    expect(readdirSync(house.path('anew', 'evidence'))).toEqual(
      readdirSync(house.path('var', 'evidence')),
    )
  })

  it('lies sealed: nothing of the database or the settings can be read in it', async () => {
    await backup()
    const files = readdirSync(house.path('copy'))
    expect(files).toEqual(
      expect.arrayContaining(['copy.json', 'yijian.db.sealed', 'operator.json.sealed']),
    )
    for (const name of files.filter((one) => one.endsWith('.sealed'))) {
      const bytes = readFileSync(house.path('copy', name))
      for (const word of ['SQLite format', 'sessions', '500153', 'telephone'])
        expect(bytes.includes(Buffer.from(word)), `${word} in ${name}`).toBe(false)
    }
  })

  it('made again copies only the evidence that is new, and lets go what is gone', async () => {
    await backup()
    const [name = ''] = readdirSync(house.path('copy', 'evidence'))
    rmSync(house.path('var', 'evidence', name))
    await backup()
    expect(existsSync(house.path('copy', 'evidence', name))).toBe(false)
  })

  it.each([
    ['a byte of the database', 'yijian.db.sealed', 5000, '坏在 yijian.db.sealed 的第 1 段'],
    ['a byte of the settings', 'operator.json.sealed', 30, '坏在 operator.json.sealed 的第 1 段'],
    ['a byte of the list', 'copy.json', 40, '坏在 copy.json'],
  ])('with %s changed is refused, and what is damaged is named', async (_, name, at, said) => {
    await backup()
    damage(name, at)
    const refused = await restoreTo('anew')
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.complaint).toContain(said)
    expect(existsSync(house.path('anew', 'yijian.db'))).toBe(false)
  })

  it('with a damaged, a shortened or a missing file is refused by that name', async () => {
    await backup()
    const [name = ''] = readdirSync(house.path('copy', 'evidence'))
    damage(join('evidence', name), 9)
    expect((await restoreTo('anew')).complaint).toContain(`坏在 evidence/${name}`)
    rmSync(house.path('copy', 'evidence', name))
    expect((await restoreTo('anew')).complaint).toContain(`缺 evidence/${name}`)
    truncateSync(house.path('copy', 'yijian.db.sealed'), 60_000)
    await rewritten(name)
    expect((await restoreTo('anew')).complaint).toContain('坏在 yijian.db.sealed')
  })

  /** The evidence comes back, so that only the database is short. */
  const rewritten = async (name: string): Promise<void> =>
    writeFileSync(
      house.path('copy', 'evidence', name),
      readFileSync(house.path('var', 'evidence', name)),
    )

  it('into the folder that a house lives in is refused, and nothing there is touched', async () => {
    const master = house.path('elsewhere.key')
    renameSync(house.path('var', 'master.key'), master)
    const env = { ...house.env, MASTER_KEY_FILE: master }
    for (const dir of [house.path('var'), `${house.path('var')}/../var/`]) {
      const refused = await here(['backup', dir], env)
      expect(refused).toMatchObject({ code: 1 })
      expect(refused.complaint).toContain('是 serve 用的文件夹')
      expect(existsSync(house.path('var', 'yijian.db'))).toBe(true)
      expect(readdirSync(house.path('var', 'evidence'))).not.toEqual([])
    }
  })

  it('that was not finished is no backup', async () => {
    await backup()
    rmSync(house.path('copy', 'copy.json'))
    expect((await restoreTo('anew')).complaint).toContain('没有做完的备份')
  })

  it('is opened by the master key of that time alone, and says which is missing', async () => {
    await backup()
    const bare = { ...house.env, STATE_DIR: house.path('bare') }
    const without = await here(['restore', house.path('copy')], bare)
    expect(without.complaint).toContain('没有主密钥')
    writeFileSync(house.path('bare', 'master.key'), `${'5e'.repeat(31)}7f\n`)
    expect((await here(['restore', house.path('copy')], bare)).complaint).toContain(
      '不是备份时的那一把',
    )
    expect(existsSync(house.path('bare', 'yijian.db'))).toBe(false)
  })

  it('is never put over what is there', async () => {
    await backup()
    expect((await restoreTo('var')).complaint).toContain('不会覆盖')
  })
})
