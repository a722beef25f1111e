import fs, { existsSync, promises, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { caseByNumber } from '#store/cases.ts'
import { lockCopy } from '#store/lock.ts'
import { copyHouse } from '../../src/cli/backup.ts'
import { readList } from '../../src/cli/copy-list.ts'
import { filed } from '../service/filed.ts'
import { aHouse } from '../service/house.ts'
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

/** Where a file of the copy lies: what is sealed stands in a folder of its own, which the list names. */
const inCopy = (name: string): string => {
  const list = readList(readFileSync(house.path('copy', 'copy.json'), 'utf8'))
  const found = list?.files.find((one) => one.name.endsWith(`/${name}`))
  return house.path('copy', found?.name ?? name)
}

/** Every path that is synced from now on. */
function noteSyncs(): readonly string[] {
  const synced: string[] = []
  const { open } = promises
  vi.spyOn(promises, 'open').mockImplementation(async (path, ...how) => {
    const file = await open(path, ...how)
    const sync = file.sync.bind(file)
    file.sync = async () => {
      await sync()
      synced.push(String(path))
    }
    return file
  })
  return synced
}

const damage = (name: string, at: number): void => {
  const path = inCopy(name)
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
    const names = ['yijian.db.sealed', 'operator.json.sealed']
    for (const name of names) {
      const bytes = readFileSync(inCopy(name))
      for (const word of ['SQLite format', 'sessions', '500153', 'telephone'])
        expect(bytes.includes(Buffer.from(word)), `${word} in ${name}`).toBe(false)
    }
  })

  it('that is cut off in the middle of the next one is still whole', async () => {
    const made = await backup()
    await using later = await aHouse(house.env)
    await filed(later)
    const cut = vi.spyOn(later.world.vault.copies, 'proof').mockImplementation(() => {
      throw new Error('cut off')
    })
    const world = { ...later.world }
    const line = { tell: () => {}, end: () => {} }
    const copying = { dir: house.path('copy'), stateDir: house.path('var'), line }
    await expect(copyHouse(world, copying)).rejects.toThrow('cut off')
    cut.mockRestore()
    const restored = await restoreTo('anew')
    expect(JSON.parse(restored.out)).toMatchObject({ stateHash: made['stateHash'], cases: 3 })
    await copyHouse(world, copying)
    expect(
      readdirSync(house.path('copy')).filter((name) => name.startsWith('sealed-')),
    ).toHaveLength(1)
  })

  it('is on disk with every file, and the folders that name them, before its list says so', async () => {
    await using later = await aHouse(house.env)
    const synced = noteSyncs()
    const proof = vi.spyOn(later.world.vault.copies, 'proof')
    let before: readonly string[] = []
    proof.mockImplementation(() => {
      before = [...synced]
      return 'proof'
    })
    const dir = house.path('copy')
    mkdirSync(dir)
    const line = { tell: () => {}, end: () => {} }
    const { files } = await copyHouse(later.world, { dir, stateDir: house.path('var'), line })
    const evidence = files.filter(({ plain }) => plain === undefined)
    expect(evidence.length).toBeGreaterThan(0)
    const named = evidence.map(({ name }) => join(dir, name))
    expect(before).toEqual(expect.arrayContaining([...named, join(dir, 'evidence'), dir]))
  })

  it('that was put back is on disk with every file before the database is in its place', async () => {
    await backup()
    const synced = noteSyncs()
    expect(await restoreTo('anew')).toMatchObject({ code: 0 })
    const evidence = readdirSync(house.path('anew', 'evidence'))
    expect(evidence.length).toBeGreaterThan(0)
    const named = evidence.map((name) => house.path('anew', 'evidence', name))
    const keys = house.path('anew', 'keys.db')
    expect(synced).toEqual(
      expect.arrayContaining([...named, house.path('anew', 'evidence'), house.path('anew'), keys]),
    )
  })

  it('made again copies only the evidence that is new, and lets go what is gone', async () => {
    await backup()
    const [name = ''] = readdirSync(house.path('copy', 'evidence'))
    rmSync(house.path('var', 'evidence', name))
    await backup()
    expect(existsSync(house.path('copy', 'evidence', name))).toBe(false)
  })

  it.each([
    ['a byte of the database', 'yijian.db.sealed', 5000, '/yijian.db.sealed 的第 1 段'],
    ['a byte of the settings', 'operator.json.sealed', 30, '/operator.json.sealed 的第 1 段'],
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
    truncateSync(inCopy('yijian.db.sealed'), 60_000)
    await rewritten(name)
    expect((await restoreTo('anew')).complaint).toContain('/yijian.db.sealed')
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

  it('goes on where its restore was killed after the keys and before the database', async () => {
    const made = await backup()
    await restoreTo('killed')
    for (const end of ['', '-wal', '-shm'])
      rmSync(`${house.path('killed', 'yijian.db')}${end}`, { force: true })
    const again = await restoreTo('killed')
    expect(again.complaint).toBe('')
    expect(JSON.parse(again.out)).toMatchObject({ stateHash: made['stateHash'] })
  })

  it('that was put back to try it leaves the copy of the keys of the house that works alone', async () => {
    await backup()
    expect(await restoreTo('anew')).toMatchObject({ code: 0 })
    const later = await aHouse(house.env)
    const { number: since } = await filed(later)
    await later.close()
    await backup()
    const copy = house.path('copy-keys', 'keys.db')
    const before = readFileSync(copy)
    const tried = { STATE_DIR: house.path('anew') }
    const [oldest = ''] = (await here(['export'], tried)).out.match(/RC-\d{4}-\d{5}/) ?? []
    const words = ['erase', '--number', oldest, '--confirm', oldest, '--reason', '某法院某号裁定']
    expect(await here(words, tried)).toMatchObject({ code: 0 })
    expect(readFileSync(copy).equals(before)).toBe(true)
    expect(await restoreTo('third')).toMatchObject({ code: 0 })
    await using third = await aHouse({ STATE_DIR: house.path('third') })
    const row = await third.world.db.read(async (tx) => await caseByNumber(tx, since))
    expect(await third.world.vault.hasKey(row?.keyId ?? '')).toBe(true)
  }, 30_000)

  it('is made by one at a time: the other is told so, and the copy stays whole', async () => {
    const made = await backup()
    const another = lockCopy(house.path('copy'))
    expect(another).toBeDefined()
    const second = await here(['backup', house.path('copy')], house.env)
    expect(second).toMatchObject({ code: 1 })
    expect(second.complaint).toContain('另一个备份正在写')
    another?.[Symbol.dispose]()
    const restored = await restoreTo('anew')
    expect(JSON.parse(restored.out)).toMatchObject({ stateHash: made['stateHash'] })
    expect(await backup()).toMatchObject({ stateHash: made['stateHash'] })
  })

  it('of another house is not written over, nor one whose list was changed', async () => {
    const made = await backup()
    using others = await aHouseWithCases()
    const refused = await here(['backup', house.path('copy')], others.env)
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.complaint).toContain('别处的备份')
    const restored = await restoreTo('anew')
    expect(JSON.parse(restored.out)).toMatchObject({ stateHash: made['stateHash'] })
    const list = house.path('copy', 'copy.json')
    writeFileSync(list, readFileSync(list, 'utf8').replace('"cases": 3', '"cases": 4'))
    expect(await here(['backup', house.path('copy')], house.env)).toMatchObject({ code: 1 })
  })

  it('is not begun where there is no room for it', async () => {
    const full = vi.spyOn(fs, 'statfsSync').mockReturnValue({ bavail: 10, bsize: 4096 } as never)
    syncBuiltinESMExports()
    const refused = await here(['backup', house.path('copy')], house.env)
    full.mockRestore()
    syncBuiltinESMExports()
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.complaint).toContain('先腾出地方')
    expect(readdirSync(house.path('copy'))).toEqual(['copy.lock'])
  })

  it('heals within seven days a file that the disk forgot, and takes none that is half come', async () => {
    await backup()
    writeFileSync(house.path('var', 'evidence', `${'0'.repeat(32)}.upload`), 'half')
    const [name = ''] = readdirSync(house.path('copy', 'evidence'))
    damage(`evidence/${name}`, 40)
    expect((await restoreTo('before')).complaint).toContain(name)
    await using later = await aHouse(house.env)
    const line = { tell: () => {}, end: () => {} }
    for (let day = 0; day < 7; day += 1) {
      const world = { ...later.world, clock: () => later.world.clock() + day * 86_400_000 }
      await copyHouse(world, { dir: house.path('copy'), stateDir: house.path('var'), line })
    }
    expect((await restoreTo('anew')).complaint).toBe('')
    expect(readdirSync(house.path('copy', 'evidence')).join()).not.toContain('.upload')
  })
})
