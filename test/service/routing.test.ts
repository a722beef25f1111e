import { describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { act, readCase } from '#service/desk.ts'
import { routeText } from '#service/route-text.ts'
import { routeMatter } from '#service/routing.ts'
import { aHouse, aPerson, officerOf, reports, type TestHouse } from './house.ts'

const insuranceFraud = [
  '城关的康复医院虚假住院骗医保，人没住院，把卡放在那里',
  '行',
  '凌源市北街康复医院三楼',
  '还在',
  '每天',
  '跳过',
  '跳过',
  '匿名',
  '提交',
]

async function does(house: TestHouse, officer: Officer, number: string, deed: object) {
  const read = await readCase(house.world, officer, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const task = read.value.file.tasks.find(({ office }) => office === officer.office)?.task
  const point = { number, version: read.value.file.version }
  return await act(house.world, officer, point, { task, ...deed } as never)
}

describe('insurance fraud in Lingyuan', () => {
  it('is led by the health commission; the insurance bureau sees it and gives its opinion, the reporter hears the lead', async () => {
    await using house = await aHouse()
    const citizen = aPerson(house, '211382')
    const { number, said } = await reports(citizen, insuranceFraud)
    expect(said).toContain('卫健')
    const lead = await officerOf(house, number)
    expect(lead.department).toBe('health-commission')
    const office = '211382-medical-insurance'
    const bureau: Officer = { ...lead, id: 'bureau', office, department: 'medical-insurance' }
    const opinion = { outcome: 'substantiated', text: '查了结算单，有十二人没有住院。' }
    for (const deed of [{ type: 'accept' }, { type: 'conclude', ...opinion }])
      expect(await does(house, bureau, number, deed)).toMatchObject({ ok: true })
    const progress = await citizen.says('进度')
    expect(progress).toContain('卫健')
    expect(progress).not.toContain('十二人')
    expect(progress).not.toContain('已办结')
  })
})

describe('why a report went where it went', () => {
  it('is kept with the case: the words that spoke for the offence, what else was thought of; sealed', async () => {
    await using house = await aHouse()
    const { number } = await reports(aPerson(house, '500153'))
    const read = await readCase(house.world, await officerOf(house, number), number)
    if (!read.ok) throw new Error(read.refusal.key)
    const facts = read.value.why['m1']?.routed.facts ?? {}
    expect(facts['words']).toMatch(/[打针输液证]/u)
    expect(facts['rivals']).toMatch(/^[A-N]\d+:0\.\d\d/)
    expect(facts).toMatchObject({ clause: '三(九)', version: expect.any(String) })
    expect(facts['reason']).toContain('附件2')
    const rows = await house.world.db.read(
      async (tx) => await tx.selectFrom('caseEvents').selectAll().execute(),
    )
    const bytes = Buffer.concat(rows.map(({ sealed }) => Buffer.from(sealed))).toString('latin1')
    expect(bytes).not.toContain(Buffer.from(facts['words'] ?? '').toString('latin1'))
  })
})

describe('a report about officials', () => {
  it('is open in what `route` prints too, even where its words sound like a complaint', async () => {
    await using house = await aHouse()
    const { packs } = house.world
    const text = '监管人员包庇黑诊所，举报了三次都不管，还通风报信'
    const understood = house.world.understanding.understand(text, '211382')
    const understanding = {
      ...house.world.understanding,
      understand: () => ({ ...understood, intent: 'complaint' as const }),
    }
    const { matters } = routeText({ packs, understanding, precedents: [] }, '211382', text)
    expect(matters.find(({ offences }) => offences[0]?.code === 'I4')).toMatchObject({
      lead: [],
      open: true,
      clauses: [{ clause: '三(二)' }, { clause: '二(三)1' }],
    })
  })

  it('never reaches the department it accuses, and the explanation says so', async () => {
    await using house = await aHouse()
    const matter = {
      id: 'm1',
      stream: 'tip-off',
      offence: 'A1',
      accused: 'health-commission',
    } as const
    const question = { area: '211382', matter, text: '黑诊所', at: house.now() }
    const routed = await house.world.db.read(
      async (tx) => await routeMatter(house.world, tx, question),
    )
    expect(routed.assignments.map(({ role }) => role)).toEqual(['intake'])
    expect(routed.explanation).toMatchObject({
      key: 'accused-is-responsible',
      facts: { department: 'health-commission' },
    })
  })
})
