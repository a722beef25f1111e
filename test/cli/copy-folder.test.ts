import fs, {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
} from 'node:fs'
import { writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { copyHouse } from '../../src/cli/backup.ts'
import { missingRoom } from '../../src/cli/free-room.ts'
import { aHouse } from '../service/house.ts'
import { aFolder, here } from './yijian.ts'
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
  syncBuiltinESMExports()
  house[Symbol.dispose]()
})

const backup = async (): Promise<Record<string, unknown>> => {
  const done = await here(['backup', house.path('copy'), '--json'], house.env)
  expect(done.complaint).toBe('')
  return JSON.parse(done.out) as Record<string, unknown>
}

const restoreTo = async (name: string) => {
  house.bringMasterKey(name)
  const env = { ...house.env, STATE_DIR: house.path(name) }
  return await here(['restore', house.path('copy'), '--json'], env)
}

const onlyEvidence = (): string => readdirSync(house.path('copy', 'evidence'))[0] ?? ''

/** Every disk has so many bytes left, until the test is over. */
function leave(bytes: number): void {
  vi.spyOn(fs, 'statfsSync').mockReturnValue({ bavail: bytes / 4096, bsize: 4096 } as never)
  syncBuiltinESMExports()
}

const line = { tell: () => {}, end: () => {} }
const spare = 256 * 1024 * 1024

describe('a disk without room', () => {
  it('is named with what is missing, before a byte is put back', async () => {
    await backup()
    leave(spare)
    const refused = await restoreTo('anew')
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.complaint).toMatch(/没有恢复，什么也没有动。.*还差 \d+ MB/)
    expect(refused.complaint).toContain('先腾出地方')
    expect(readdirSync(house.path('anew')).toSorted()).toEqual(['master.key', 'serve.lock'])
  })

  it('is named with what is missing before a copy is begun', async () => {
    leave(spare)
    const refused = await here(['backup', house.path('copy')], house.env)
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.complaint).toMatch(/没有备份，什么也没有动。.*还差 \d+ MB/)
    expect(readdirSync(house.path('copy'))).toEqual(['copy.lock'])
  })

  it('takes two loads together where both go to it, and none where they fit', () => {
    using folder = aFolder()
    mkdirSync(folder.path('one'))
    const loads = [
      { dir: folder.path('one'), bytes: 6e6 },
      { dir: folder.path('other', 'not-there-yet'), bytes: 6e6 },
    ]
    leave(spare + 8e6)
    expect(missingRoom(loads)).toContain('还差 4 MB')
    expect(missingRoom(loads.slice(1))).toBeUndefined()
  })
})

describe('a file that differs from the one in the copy', () => {
  it('is written beside it: cut off, the copy from before is put back whole', async () => {
    const made = await backup()
    const name = onlyEvidence()
    const before = readFileSync(house.path('copy', 'evidence', name))
    appendFileSync(house.path('var', 'evidence', name), 'longer than it was')
    await using later = await aHouse(house.env)
    const copying = { dir: house.path('copy'), stateDir: house.path('var'), line }
    const cut = vi.spyOn(later.world.vault.copies, 'proof').mockImplementation(() => {
      throw new Error('cut off')
    })
    await expect(copyHouse(later.world, copying)).rejects.toThrow('cut off')
    cut.mockRestore()
    expect(readFileSync(house.path('copy', 'evidence', name)).equals(before)).toBe(true)
    const restored = await restoreTo('anew')
    expect(JSON.parse(restored.out)).toMatchObject({ stateHash: made['stateHash'] })
    await copyHouse(later.world, copying)
    expect(readFileSync(house.path('copy', 'evidence', name), 'utf8')).toContain('longer')
    expect(readdirSync(house.path('copy', 'evidence')).join()).not.toContain('.part')
    expect((await restoreTo('third')).complaint).toBe('')
  })
})

describe('an original that was cut off', () => {
  it('takes no whole one’s place, is named by backup and doctor, and comes back from the copy', async () => {
    const made = await backup()
    const name = readdirSync(house.path('var', 'evidence')).find((one) => one.endsWith('.original'))
    const [own, copy] = [house.path('var', 'evidence', name ?? ''), house.path('copy', 'evidence')]
    const whole = readFileSync(own)
    writeFileSync(own, whole.subarray(0, 200))
    const again = await here(['backup', house.path('copy'), '--json'], house.env)
    expect(again.complaint).toContain(`${own} 坏了`)
    expect(JSON.parse(again.out)).toMatchObject({ files: made['files'], damaged: 1 })
    expect(readFileSync(`${copy}/${name}`).equals(whole)).toBe(true)
    const bad = await here(['doctor'], house.env)
    expect(bad.out).toContain(`${name} 变短了，坏了`)
    copyFileSync(`${copy}/${name}`, own)
    expect((await here(['doctor'], house.env)).out).toContain('一一对得上')
    expect(await backup()).toMatchObject({ damaged: 0 })
    expect((await restoreTo('anew')).complaint).toBe('')
  })

  it('is copied as it is where the copy’s own is not whole either', async () => {
    await backup()
    const name = readdirSync(house.path('copy', 'evidence')).find((one) =>
      one.endsWith('.original'),
    )
    for (const folder of ['var', 'copy'])
      writeFileSync(house.path(folder, 'evidence', name ?? ''), 'cut')
    expect(await backup()).toMatchObject({ damaged: 0 })
    expect(readFileSync(house.path('copy', 'evidence', name ?? ''), 'utf8')).toBe('cut')
  })
})

describe('what the list of a copy does not name', () => {
  const strays = [`${'0'.repeat(32)}.upload`, `${'1'.repeat(32)}.part`]

  it('goes with the next copy, and what it names stays', async () => {
    await backup()
    const names = readdirSync(house.path('copy', 'evidence'))
    for (const stray of strays) writeFileSync(house.path('copy', 'evidence', stray), 'half')
    mkdirSync(house.path('copy', 'evidence', 'lost+found'))
    await backup()
    const left = readdirSync(house.path('copy', 'evidence')).toSorted()
    expect(left).toEqual([...names, 'lost+found'].toSorted())
  })

  it('is not put back', async () => {
    await backup()
    const named = onlyEvidence()
    for (const stray of strays) writeFileSync(house.path('copy', 'evidence', stray), 'half')
    expect((await restoreTo('anew')).complaint).toBe('')
    for (const stray of strays)
      expect(existsSync(house.path('anew', 'evidence', stray)), stray).toBe(false)
    expect(existsSync(house.path('anew', 'evidence', named))).toBe(true)
  })
})

it('an empty file of settings, which says nothing, is no reason not to copy all else', async () => {
  writeFileSync(house.path('var', 'half-written.json'), '')
  const made = await backup()
  expect(JSON.parse((await restoreTo('anew')).out)).toMatchObject({ stateHash: made['stateHash'] })
})

it('a file that was not sealed whole is named, and the copy before stays', async () => {
  const made = await backup()
  await using later = await aHouse(house.env)
  const { copies } = later.world.vault
  const { seal } = copies
  vi.spyOn(copies, 'seal').mockImplementation(async (from, to, place) => {
    const sealed = await seal(from, to, place)
    return place === 'operator.json' ? { ...sealed, taken: sealed.taken - 1 } : sealed
  })
  const copying = { dir: house.path('copy'), stateDir: house.path('var'), line }
  await expect(copyHouse(later.world, copying)).rejects.toThrow('operator.json 没有封存完整')
  expect(JSON.parse((await restoreTo('anew')).out)).toMatchObject({ stateHash: made['stateHash'] })
})
