import { describe, expect, it } from 'vitest'
import type { Plan } from '#core/plan.ts'
import { isPackError } from '#packs/problem.ts'
import { packFaults, packInForce } from '#service/packs-in-force.ts'
import { createWeb } from '#web/app.ts'
import { aDataCopy, type DataCopy } from './data-copy.ts'
import { aHouse, aPerson, reports, type TestHouse } from './house.ts'
import { byPolice, numberInForce, publishes, rongchang, theCase } from './plans.ts'

const plan = 'areas/500153-rongchang/plan.json'
const reading = 'areas/500153-rongchang/reading.json'

const inForce = async ({ world }: TestHouse) =>
  await world.db.read(async (tx) => await packInForce(world, tx, rongchang))

const readyz = async ({ world }: TestHouse): Promise<unknown> =>
  await (await createWeb(world, { publicUrl: 'http://localhost' }).request('/readyz')).json()

const changePlan = (data: DataCopy, change: (before: Plan) => unknown): void =>
  data.write(plan, JSON.stringify(change(JSON.parse(data.read(plan)) as Plan)))

/** The error that keeps a house from opening, or nothing. */
async function refusalOf(opening: Promise<TestHouse>): Promise<string> {
  try {
    await (await opening)[Symbol.asyncDispose]()
    return ''
  } catch (error) {
    if (!isPackError(error)) throw error
    return error.message
  }
}

describe('desk edge 14: a start with a broken plan', () => {
  it('goes on with the last good one, routes by it, and says so to whoever asks', async () => {
    using data = aDataCopy()
    let house = await aHouse({ DATA_DIR: data.path })
    expect(await readyz(house)).toEqual({ ok: true })
    data.write(reading, '{"area": "500153", "entries": [}')
    house = await house.reopened()
    expect(packFaults(house.world)).toMatchObject([
      { area: rongchang, using: '0.1.0+0', problems: [expect.stringContaining(reading)] },
    ])
    expect(await readyz(house)).toMatchObject({ ok: true, plans: [{ area: rongchang }] })
    const { number } = await reports(aPerson(house, rongchang))
    expect((await theCase(house, number)).matters[0]?.explanation.facts['clause']).toBe('三(九)')
    await house[Symbol.asyncDispose]()
  })

  it('is refused where there was never a good one, with file, field and cure', async () => {
    using data = aDataCopy()
    changePlan(data, (before) => ({ ...before, clauses: [{ clause: '三(九)' }] }))
    const refusal = await refusalOf(aHouse({ DATA_DIR: data.path }))
    expect(refusal).toContain(`${plan} · clauses[第1项 三(九)].heading：缺这一项。补上`)
  })

  it('with a broken file of the nation it goes on with the last good ones, if there were any', async () => {
    using data = aDataCopy()
    let house = await aHouse({ DATA_DIR: data.path })
    data.write('national/offences.json', '[]')
    data.write('national/limits.json', '{')
    house = await house.reopened()
    expect(packFaults(house.world)).toMatchObject([{ area: 'national', using: '0.1.0+0' }])
    expect(packFaults(house.world)[0]?.problems.join('\n')).toContain('national/limits.json')
    const { number } = await reports(aPerson(house, rongchang))
    expect(number).toMatch(/^RC-/)
    await house[Symbol.asyncDispose]()
    expect(await refusalOf(aHouse({ DATA_DIR: data.path }))).toContain('national/limits.json')
  })

  it('once the file is mended, all is well again and nothing new is published', async () => {
    using data = aDataCopy()
    let house = await aHouse({ DATA_DIR: data.path })
    const good = data.read(reading)
    data.write(reading, '{')
    house = await house.reopened()
    data.write(reading, good)
    house = await house.reopened()
    expect(packFaults(house.world)).toEqual([])
    expect(await numberInForce(house)).toBe(0)
    await house[Symbol.asyncDispose]()
  })
})

describe('a published version that is broken', () => {
  it('gives way to the one before it, while the service runs and at the next start', async () => {
    let house = await aHouse()
    expect((await publishes(house, [byPolice])).ok).toBe(true)
    await house.world.db.transaction(async (tx) => {
      const content = new Uint8Array([1, 2, 3])
      await tx.updateTable('packVersions').set({ content }).where('number', '=', 1).execute()
    })
    house = await house.reopened()
    expect(await numberInForce(house)).toBe(0)
    expect(packFaults(house.world)).toMatchObject([
      { area: rongchang, using: '0.1.0+0', problems: [expect.stringContaining('被改动过')] },
    ])
    await house[Symbol.asyncDispose]()
  })
})

describe('a release with a new edition of a plan', () => {
  it('becomes the next version, and what the area corrected itself stays corrected', async () => {
    using data = aDataCopy()
    let house = await aHouse({ DATA_DIR: data.path })
    await publishes(house, [byPolice])
    changePlan(data, (before) => ({ ...before, gaps: [...before.gaps, '附件三没有随文取得。'] }))
    house = await house.reopened()
    const { pack, own, version } = await inForce(house)
    expect(version).toMatchObject({ number: 2, by: 'release', reason: '随系统 0.1.0 更新' })
    expect(pack.plan.gaps).toContain('附件三没有随文取得。')
    expect(own).toEqual(['A1'])
    expect(pack.reading.entries.find(({ offence }) => offence === 'A1')).toEqual(byPolice)
    await house[Symbol.asyncDispose]()
  })

  it('a correction that the new plan does not bear is dropped, and the version says which', async () => {
    using data = aDataCopy()
    let house = await aHouse({ DATA_DIR: data.path })
    const other = { ...byPolice, offence: 'A2' }
    const silent = { offence: 'A1', basis: 'by-function', clauses: [], reason: '更正' } as const
    const proposed = { lead: ['court'], cooperate: [] }
    await publishes(house, [{ ...silent, proposed }, other])
    changePlan(data, (before) => withoutCourt(before))
    data.write(reading, data.read(reading).replaceAll(/"court",?\s*/g, ''))
    house = await house.reopened()
    const { own, version, pack } = await inForce(house)
    expect(own).toEqual(['A2'])
    expect(version?.reason).toContain('A1 的更正在新方案里不成立')
    expect(pack.reading.entries.find(({ offence }) => offence === 'A1')?.basis).toBe('plan')
    await house[Symbol.asyncDispose]()
  })
})

/** The same plan, in which the court is not named. */
function withoutCourt(before: Plan): Plan {
  const others = (ids: readonly string[]) => ids.filter((id) => id !== 'court')
  return {
    ...before,
    departments: before.departments.filter(({ id }) => id !== 'court'),
    duties: before.duties.filter(({ department }) => department !== 'court'),
    clauses: before.clauses.map((clause) => ({
      ...clause,
      lead: others(clause.lead),
      responsible: others(clause.responsible),
      cooperate: others(clause.cooperate),
    })),
  }
}
