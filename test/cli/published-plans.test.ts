import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { areaPack } from '../packs/published.ts'
import { aDataCopy } from '../service/data-copy.ts'
import { aHouse, aPerson, reports, type TestHouse } from '../service/house.ts'
import { byPolice, publishes, rongchang } from '../service/plans.ts'
import { aFolder, here, linesOf } from './yijian.ts'

const text = '荣昌区昌元街道菜市场后头有个老太婆给人打针输液，没得证'
const route = ['route', '--area', rongchang, '--text', text, '--json']
const moved = ['plan', '--area', rongchang, '--moved', '--json']

describe('beside a running service whose plan was corrected', () => {
  let house: TestHouse
  let number: string
  let env: { readonly STATE_DIR: string }
  beforeAll(async () => {
    house = await aHouse()
    env = { STATE_DIR: house.dir }
    number = (await reports(aPerson(house, rongchang))).number
    const published = await publishes(house, [byPolice])
    if (!published.ok) throw new Error(published.refusal.key)
  })
  afterAll(async () => await house[Symbol.asyncDispose]())

  it('route answers by the published version', async () => {
    const ran = await here(route, env)
    expect(linesOf(ran.out)).toMatchObject([{ matters: [{ lead: ['public-security'] }] }])
  })

  it('plan --diff tells what two published versions differ in', async () => {
    const ran = await here(['plan', '--area', rongchang, '--diff', '0', '0.1.0+1', '--json'], env)
    expect(ran.code).toBe(1)
    expect(linesOf(ran.out)).toMatchObject([
      { differences: [{ in: 'offence', id: 'A1', change: 'changed' }] },
    ])
    const same = await here(['plan', '--area', rongchang, '--diff', '1', '1'], env)
    expect(same).toMatchObject({ code: 0, out: '没有差别\n' })
  })

  it.each([
    [['plan', '--diff', '0', '1'], '--area'],
    [['plan', '--area', rongchang, '--diff', '0', '7'], '没有公布过 7'],
    [[...moved, '--with', '7'], '没有公布过 7'],
    [['plan', '--area', '999999', '--moved'], '500153'],
  ])('%j is wrong use, with what to give', async (words, cure) => {
    const ran = await here(words, env)
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.complaint).toContain(cure)
  })

  const whereto = (lead: string, other: string) => ({ lead: [lead], others: [other] })
  const health = whereto('荣昌区卫生健康委', '荣昌区公安局')
  const police = whereto('荣昌区公安局', '荣昌区卫生健康委')

  it('plan --moved tells which cases were routed by an older version and would go elsewhere today', async () => {
    const ran = await here(moved, env)
    expect(ran).toMatchObject({ code: 0, complaint: '' })
    expect(linesOf(ran.out)).toEqual([
      {
        area: rongchang,
        looked: 1,
        ruled: 0,
        moved: [{ number, offence: 'A1', from: health, to: police }],
      },
    ])
    expect(ran.out).not.toContain('菜市场')
  })

  it('plan --moved --with tells what a version or a file would do, and does nothing', async () => {
    using folder = aFolder()
    const file = folder.path('reading.json')
    writeFileSync(file, JSON.stringify(areaPack(rongchang).reading))
    for (const plan of ['0', file]) {
      const ran = await here([...moved, '--with', plan], env)
      expect(linesOf(ran.out)).toMatchObject([{ moved: [{ number, from: police, to: health }] }])
    }
    expect(linesOf((await here(route, env)).out)).toMatchObject([
      { matters: [{ lead: ['public-security'] }] },
    ])
  })

  it('a file that contradicts the plan is refused with its faults', async () => {
    using folder = aFolder()
    const file = folder.path('reading.json')
    const reading = areaPack(rongchang).reading
    const entries = reading.entries.filter(({ offence }) => offence !== 'A1')
    writeFileSync(file, JSON.stringify({ ...reading, entries }))
    const ran = await here([...moved, '--with', file], env)
    expect(ran).toMatchObject({ code: 1, out: '' })
    expect(ran.complaint).toContain('A1：缺')
  })
})

describe('with a broken plan in data/', () => {
  it('doctor says which area runs on what, and what is wrong', async () => {
    using data = aDataCopy()
    await using house = await aHouse({ DATA_DIR: data.path })
    await house.close()
    data.write(join('areas', '500153-rongchang', 'reading.json'), '{')
    const env = { DATA_DIR: data.path, STATE_DIR: house.dir }
    const ran = await here(['doctor'], env)
    expect(ran.code).toBe(1)
    expect(ran.out).toMatch(/要处理\s+packs\s+500153 仍按 0\.1\.0\+0 分办.*reading\.json/)
    expect((await here(route, env)).code).toBe(0)
  })
})
