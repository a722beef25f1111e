import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { correctReading, dropCorrection, planDesk } from '#service/plan-edit.ts'
import { planVersions, publishDraft } from '#service/plan-publish.ts'
import { casesInHand } from '#service/case-file.ts'
import { readCase } from '#service/desk.ts'
import { movedCases } from '#service/moved-cases.ts'
import { auditOf, verifyAudit } from '#store/audit.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '../store/postgres-server.ts'
import { aHouse, aPerson, officerOf, reports, type TestHouse } from './house.ts'
import { administrator, byPolice, numberInForce, publishes, rongchang, theCase } from './plans.ts'

const leads = async (house: TestHouse, number: string): Promise<readonly string[]> =>
  (await theCase(house, number)).tasks
    .filter(({ role }) => role === 'lead')
    .map(({ department }) => department)

describe('publishing a reading', () => {
  let house: TestHouse
  let old: string
  beforeAll(async () => {
    house = await aHouse()
    old = (await reports(aPerson(house, rongchang))).number
  })
  afterAll(async () => await house[Symbol.asyncDispose]())

  it('a case keeps which version it was routed by, next to clause and allocation', async () => {
    const [matter] = (await theCase(house, old)).matters
    expect(matter?.explanation.facts).toMatchObject({
      version: '0.1.0+0',
      clause: '三(九)',
      allocation: 'each-leads-by-duty',
    })
  })

  it('a draft changes nothing for anybody until it is published', async () => {
    const written = await correctReading(house.world, administrator, rongchang, {
      entry: byPolice,
      seen: 0,
    })
    expect(written.ok).toBe(true)
    const { number } = await reports(aPerson(house, rongchang))
    expect(await leads(house, number)).toEqual(['health-commission'])
  })

  it('before it is published one sees which cases would go elsewhere, and no word of them', async () => {
    const desk = await planDesk(house.world, administrator, rongchang)
    if (!desk.ok) throw new Error(desk.refusal.key)
    const { inForce, drafted } = desk.value
    const trial = { area: rongchang, from: inForce.pack, to: drafted }
    const run = await movedCases(house.world, casesInHand(house.world, rongchang), trial)
    expect(run).toMatchObject({ looked: 2, ruled: 0, moved: [{ number: old }, {}] })
    expect(run.moved[0]).toEqual({
      number: old,
      offence: 'A1',
      from: { lead: ['荣昌区卫生健康委'], others: ['荣昌区公安局'] },
      to: { lead: ['荣昌区公安局'], others: ['荣昌区卫生健康委'] },
    })
  })

  it('is refused without a reason, and to whoever is not the area’s administrator', async () => {
    const given = { reason: ' ', revision: 1, number: 0 }
    const { world } = house
    expect(await publishDraft(world, administrator, rongchang, given)).toMatchObject({
      refusal: { key: 'reason-missing' },
    })
    const elsewhere = { ...administrator, area: '370300' }
    expect(await publishDraft(world, elsewhere, rongchang, given)).toMatchObject({
      refusal: { key: 'area-not-yours' },
    })
    expect(await planDesk(world, elsewhere, rongchang)).toMatchObject({ ok: false })
    const handler = await officerOf(house, old)
    expect(await publishDraft(world, handler, rongchang, given)).toMatchObject({
      refusal: { key: 'role-may-not' },
    })
  })

  it('is refused if anything moved since the officer looked', async () => {
    const given = { reason: '更正', revision: 0, number: 0 }
    const moved = await publishDraft(house.world, administrator, rongchang, given)
    expect(moved).toMatchObject({ refusal: { key: 'plan-moved' } })
    const other = { reason: '更正', revision: 1, number: 7 }
    expect(await publishDraft(house.world, administrator, rongchang, other)).toMatchObject({
      refusal: { key: 'plan-moved' },
    })
    expect(await numberInForce(house)).toBe(0)
  })

  it('desk edge 14: routes the next report by the new version; the old case keeps its explanation', async () => {
    const before = await theCase(house, old)
    const given = { reason: '按会议纪要更正', revision: 1, number: 0 }
    const done = await publishDraft(house.world, administrator, rongchang, given)
    expect(done).toEqual({ ok: true, value: { label: '0.1.0+1' } })
    const { number } = await reports(aPerson(house, rongchang))
    expect(await leads(house, number)).toEqual(['public-security'])
    const fresh = await theCase(house, number)
    expect(fresh.matters[0]?.explanation.facts['version']).toBe('0.1.0+1')
    expect(await theCase(house, old)).toEqual(before)
  })

  it('the old case’s page still cites the plan by the version it was routed by', async () => {
    const officer = await officerOf(house, old)
    const shown = await readCase(house.world, officer, old)
    if (!shown.ok) throw new Error(shown.refusal.key)
    expect(shown.value.planVersion).toBe('0.1.0+0')
    expect(Object.values(shown.value.clauses).map(({ clause }) => clause)).toEqual(['三(九)'])
  })

  it('who published it, and why, is kept and stands in the audit chain', async () => {
    const versions = await planVersions(house.world, administrator, rongchang)
    if (!versions.ok) throw new Error(versions.refusal.key)
    expect(versions.value.map(({ number, by, reason }) => [number, by, reason])).toEqual([
      [1, 'the-administrator', '按会议纪要更正'],
      [0, 'release', '随系统 0.1.0'],
    ])
    await house.world.db.read(async (tx) => {
      const subject = `plan:${rongchang}+1`
      expect(await auditOf(tx, subject)).toMatchObject([
        {
          actor: 'officer:the-administrator',
          action: 'plan-published',
          reason: versions.value[0]?.hash,
        },
      ])
      expect((await verifyAudit(tx, house.world.mac)).ok).toBe(true)
    })
  })

  it('the draft is empty afterwards, and there is nothing to publish twice', async () => {
    const desk = await planDesk(house.world, administrator, rongchang)
    expect(desk).toMatchObject({ ok: true, value: { draft: { changes: [] } } })
    expect(await publishes(house, [])).toMatchObject({ refusal: { key: 'draft-empty' } })
  })

  it('after a restart the published version is in force, and the administrator’s word stands', async () => {
    house = await house.reopened()
    expect(await numberInForce(house)).toBe(1)
    const { number } = await reports(aPerson(house, rongchang))
    expect(await leads(house, number)).toEqual(['public-security'])
  })
})

describe('a correction that the plan does not bear', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await aHouse()
  })
  afterAll(async () => await house[Symbol.asyncDispose]())

  it.each([
    ['without a reason', { ...byPolice, reason: ' ' }, 'reason-missing'],
    ['of a clause the plan has not', { ...byPolice, clauses: ['九(九)'] }, 'reading-faulty'],
    [
      'narrowed to a department that the clause does not name',
      {
        ...byPolice,
        clauses: ['三(二)'],
        narrowed: { lead: ['public-security'], cooperate: [], byClause: '三(二)' },
      },
      'narrowed-not-named',
    ],
    [
      'that cites a clause and says the plan is silent',
      { offence: 'A1', basis: 'by-function', clauses: ['三(九)'], reason: '更正' },
      'reading-faulty',
    ],
    [
      'by a clause that no report can fall under',
      { offence: 'A1', basis: 'plan', clauses: ['四(一)'], reason: '更正' },
      'reading-faulty',
    ],
    [
      'that proposes an unknown department',
      {
        offence: 'A1',
        basis: 'by-function',
        clauses: [],
        proposed: { lead: ['harbour-master'], cooperate: [] },
        reason: '更正',
      },
      'reading-faulty',
    ],
    ['of an offence that is not ours', { ...byPolice, offence: 'N1' }, 'offence-not-reported'],
    ['of an offence nobody knows', { ...byPolice, offence: 'A99' }, 'reading-faulty'],
  ] as const)('%s is refused before it gets into the draft', async (_title, entry, key) => {
    const written = await correctReading(house.world, administrator, rongchang, { entry, seen: 0 })
    expect(written).toMatchObject({ ok: false, refusal: { key } })
    expect(house.world.drafts.read(rongchang).changes).toEqual([])
  })

  it('a draft that leaves a reportable clause without an offence is not published', async () => {
    const { pack } = await inForceOf(house)
    const cited = pack.reading.entries.filter(({ clauses }) => clauses.includes('三(二)'))
    const away = cited.map((entry) => ({
      offence: entry.offence,
      basis: 'plan' as const,
      clauses: ['三(九)'],
      reason: '改归三(九)',
    }))
    expect(await publishes(house, away)).toMatchObject({
      refusal: { key: 'plan-faulty', facts: { why: expect.stringContaining('三(二)') } },
    })
    expect(await numberInForce(house)).toBe(0)
  })

  it('what is taken out of the draft again is as before', async () => {
    const { revision, changes } = house.world.drafts.read(rongchang)
    for (const { entry } of changes) {
      const which = { offence: entry.offence, seen: revision }
      await dropCorrection(house.world, administrator, rongchang, which)
    }
    const desk = await planDesk(house.world, administrator, rongchang)
    if (!desk.ok) throw new Error(desk.refusal.key)
    expect(desk.value.drafted).toEqual(desk.value.inForce.pack)
  })
})

async function inForceOf(house: TestHouse) {
  const desk = await planDesk(house.world, administrator, rongchang)
  if (!desk.ok) throw new Error(desk.refusal.key)
  return desk.value.inForce
}

const masterKey = createHash('sha256').update('two processes').digest('hex')

describe.skipIf(!hasPostgres)('two processes on one PostgreSQL', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  }, 30_000)
  afterAll(async () => await server?.stop())

  it('what one publishes routes the next report in the other, which was not restarted', async () => {
    const env = { DATABASE_URL: server.url, MASTER_KEY: masterKey }
    await using one = await aHouse(env)
    await using other = await aHouse(env)
    expect(await numberInForce(other)).toBe(0)
    expect((await publishes(one, [byPolice])).ok).toBe(true)
    const { number } = await reports(aPerson(other, rongchang))
    expect(await leads(other, number)).toEqual(['public-security'])
    expect((await theCase(other, number)).matters[0]?.explanation.facts['version']).toBe('0.1.0+1')
  }, 60_000)

  it('of two who publish from the same version one is told that it moved', async () => {
    await server.empty()
    const env = { DATABASE_URL: server.url, MASTER_KEY: masterKey }
    await using one = await aHouse(env)
    await using other = await aHouse(env)
    const houses = [one, other]
    for (const { world } of houses)
      await correctReading(world, administrator, rongchang, { entry: byPolice, seen: 0 })
    const given = { reason: '更正', revision: 1, number: 0 }
    const done = await Promise.all(
      houses.map(async ({ world }) => await publishDraft(world, administrator, rongchang, given)),
    )
    expect(done.filter(({ ok }) => ok)).toHaveLength(1)
    expect(done.find(({ ok }) => !ok)).toMatchObject({ refusal: { key: 'plan-moved' } })
    expect(await numberInForce(one)).toBe(1)
  }, 60_000)
})
