import { copyFileSync, mkdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openHouse } from '../../src/house.ts'
import { aHouse, aPerson, reports } from '../service/house.ts'
import { aFolder, here } from './yijian.ts'

const area = '500153'

// A command goes by the machine's clock; the reports are of the morning before.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21, 12) })
})
afterEach(() => {
  vi.useRealTimers()
})

it('after a restore the next report gets no number that was given out since the copy', async () => {
  using folder = aFolder()
  await using house = await aHouse({ STATE_DIR: folder.path('var') })
  await reports(aPerson(house, area))
  const before = { STATE_DIR: folder.path('var') }
  expect((await here(['backup', folder.path('copy')], before)).code).toBe(0)
  const lost = await reports(aPerson(house, area))
  expect(lost.number).toBe('RC-2026-00002')
  await house.close()

  const env = { STATE_DIR: folder.path('restored') }
  mkdirSync(env.STATE_DIR)
  copyFileSync(folder.path('var', 'master.key'), folder.path('restored', 'master.key'))
  expect((await here(['restore', folder.path('copy')], env)).code).toBe(0)
  const skipped = await here(['numbers', area, '--next', '3'], env)
  expect(skipped).toMatchObject({ code: 0, complaint: '' })
  expect(skipped.out).toContain('跳过 RC-2026-00002')
  expect(skipped.out).toContain('下一件是 RC-2026-00003')

  await using again = await aHouse(env)
  const next = await reports(aPerson(again, area))
  expect(next.number).toBe('RC-2026-00003')
  await again.close()
  const shown = await here(['numbers'], env)
  expect(shown.out).toContain(`${area}  2026 年编到 3，其中 1 个号跳过了`)
  // What looks for faults finds none in numbers that were left out on purpose.
  expect((await here(['verify-audit'], env)).code).toBe(0)
  expect((await here(['verify-register'], env)).code).toBe(0)
  const { findings } = JSON.parse((await here(['doctor', '--json'], env)).out) as {
    readonly findings: readonly { readonly about: string; readonly well: boolean }[]
  }
  const faults = findings.filter(({ well }) => !well).map(({ about }) => about)
  expect(faults.filter((about) => about === 'audit' || about === 'store')).toEqual([])
}, 60_000)

it('numbers only go on: none that was given, none far away, and every skip stands in the audit chain', async () => {
  using folder = aFolder()
  await using house = await aHouse({ STATE_DIR: folder.path('var') })
  await reports(aPerson(house, area))
  await house.close()
  const env = { STATE_DIR: folder.path('var') }
  const asked = async (...words: readonly string[]) => await here(['numbers', ...words], env)
  for (const next of ['1', '2'])
    expect(await asked(area, '--next', next)).toMatchObject({
      code: 1,
      complaint: expect.stringContaining('现在的下一件是 RC-2026-00002'),
    })
  expect(await asked(area, '--next', '10003')).toMatchObject({
    code: 1,
    complaint: expect.stringContaining('一次最多跳过 10000 个号'),
  })
  for (const wrong of [
    ['--next', '5'],
    [area, '--next', 'RC-5'],
    ['999999', '--next', '5'],
  ])
    expect((await asked(...wrong)).code).toBe(2)
  expect((await asked(area, '--next', '5', '--json')).out).toContain(
    '{"ok":true,"value":{"from":"RC-2026-00002","to":"RC-2026-00004","next":"RC-2026-00005"}}',
  )
  const read = readConfig(env)
  if (!read.ok) throw new Error(read.problems.join())
  const silent = { info: () => {}, warn: () => {}, error: () => {} }
  const opened = await openHouse({ config: read.config, log: silent })
  const entries = await opened.world.db.read(
    async (tx) =>
      await tx
        .selectFrom('audit')
        .select(['actor', 'action', 'subject'])
        .where('area', '=', area)
        .where('action', '=', 'numbers-skipped')
        .execute(),
  )
  await opened.close()
  expect(entries).toEqual([
    { actor: 'operator', action: 'numbers-skipped', subject: 'RC-2026-00002 – RC-2026-00004' },
  ])
}, 60_000)
