import { describe, expect, it } from 'vitest'
import { caseByNumber } from '#store/cases.ts'
import { aBrowser } from './browser-like.ts'
import { concluded } from './concluded.ts'
import { aDesk, type FiledCase } from './world.ts'

const aMonth = 31 * 86_400_000

async function aMonthOfReports() {
  const desk = await aDesk()
  const found = await desk.report({ heard: { who: '康泰口腔诊所' } })
  const open = await desk.report({
    heard: { who: '仁和诊所' },
    facts: { what: '另一家的事，天天给人打针，没有证，价钱还贵' },
  })
  const unfounded = await desk.report({ heard: { who: '安康诊所' } })
  const doctor = await desk.officer('doctor', 'handler', found.offices[0] ?? '')
  await concluded(desk, doctor, { ...found, outcome: 'substantiated' })
  await concluded(desk, doctor, { ...unfounded, outcome: 'unfounded' })
  await desk.officer('boss', 'supervisor', '500153-intake')
  await desk.officer('intake', 'intake', '500153-intake')
  desk.later(aMonth)
  const boss = aBrowser(desk.app)
  await boss.signIn('boss')
  return { desk, boss, doctor, found, open }
}

describe('the list of a month for random inspection', () => {
  it('shows by whose plan, how heavy and why, case by case', async () => {
    const { desk, boss, found } = await aMonthOfReports()
    const page = await boss.get('/desk/inspections?month=2026-11')
    expect(page.text).toContain('四(三)：方案没有要求按投诉举报加频次，供参考。')
    expect(page.text).toContain('这是软件的起步值，不是法定的')
    expect(page.text).toMatch(/康泰口腔诊所：3/)
    expect(page.text).toMatch(/仁和诊所：1/)
    expect(page.text).not.toContain('安康诊所')
    expect(page.text).toContain(`${found.number} 查实 3`)
    await desk.close()
  })

  it('does not grow with one sender who writes again and again', async () => {
    const { desk, boss, open } = await aMonthOfReports()
    const more: FiledCase[] = []
    for (let n = 0; n < 4; n += 1)
      more.push(
        await desk.report({
          heard: { who: '仁和诊所' },
          facts: { what: `第${n}回来说，${'打针卖药乱收费'.repeat(n + 2)}` },
        }),
      )
    await desk.world.db.transaction(async (tx) => {
      const first = await caseByNumber(tx, open.number)
      for (const { id } of more)
        await tx
          .updateTable('cases')
          .set({ handle: first?.handle ?? '' })
          .where('id', '=', id)
          .execute()
    })
    const page = await boss.get('/desk/inspections?month=2026-12')
    expect(page.text).toMatch(/仁和诊所：1/)
    expect(page.text.match(/不另计（来源重复）/g)).toHaveLength(4)
    expect(page.html).not.toMatch(/handle|s1/)
    await desk.close()
  })

  it('is published once; later findings do not touch it, it is made again to the letter, and a correction stands beside it', async () => {
    const { desk, boss, doctor, open } = await aMonthOfReports()
    const draft = await boss.get('/desk/inspections?month=2026-11')
    const published = await boss.submit(draft, 'type="hidden" name="month"', { month: '2026-11' })
    expect(published.text).toContain('一字不差')
    const json = async (number: number): Promise<string> =>
      (await boss.get(`/desk/inspections/2026-11/${number}/list.json`)).html
    const before = await json(1)
    await concluded(desk, doctor, { ...open, outcome: 'substantiated' })
    const own = await boss.get('/desk/inspections?month=2026-11')
    await boss.submit(own, 'action="/desk/inspections/weights"', { substantiated: '9' })
    expect(await json(1)).toBe(before)
    const again = await boss.get('/desk/inspections?month=2026-11')
    expect(again.text).toContain('本辖区自己定的')
    const refused = await boss.submit(again, 'name="correction"', { correction: '' })
    expect(refused.status).toBe(422)
    const corrected = await boss.submit(again, 'name="correction"', {
      correction: '改了权重，重排',
    })
    expect(corrected.text).toContain('更正：改了权重，重排')
    expect(JSON.parse(await json(2))).toMatchObject({
      number: 2,
      objects: [{ weight: 9 }, { weight: 9 }],
    })
    expect(await json(1)).toBe(before)
    await desk.close()
  })

  it('comes as CSV, XLSX and JSON, and a name that begins like a formula is none', async () => {
    const { desk, boss } = await aMonthOfReports()
    const named = await desk.report({ heard: { who: '=HYPERLINK诊所' } })
    expect(named.number).not.toBe('')
    desk.later(aMonth)
    await boss.signIn('boss')
    await boss.submit(
      await boss.get('/desk/inspections?month=2026-12'),
      'type="hidden" name="month"',
      {
        month: '2026-12',
      },
    )
    const csv = await boss.get('/desk/inspections/2026-12/1/list.csv')
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect(csv.html).toContain('康泰口腔诊所')
    expect(csv.html).toContain("'=HYPERLINK诊所")
    expect(
      (await boss.get('/desk/inspections/2026-12/1/list.xlsx')).headers.get('content-type'),
    ).toContain('spreadsheet')
    expect((await boss.get('/desk/inspections/2026-12/1/list.pdf')).status).toBe(404)
    expect((await boss.get('/desk/inspections/2026-10/7')).status).toBe(404)
    await desk.close()
  })

  it('is published by supervisors alone, and never before the month is over', async () => {
    const { desk, boss } = await aMonthOfReports()
    const intake = aBrowser(desk.app)
    await intake.signIn('intake')
    const page = await intake.get('/desk/inspections?month=2026-11')
    expect(page.html).not.toContain('发布</button>')
    const running = await boss.get('/desk/inspections?month=2026-12')
    expect(running.text).toContain('这个月还没有过完')
    const csrf = running.forms.find(({ fields }) => fields['csrf'])?.fields['csrf'] ?? ''
    expect((await boss.post('/desk/inspections', { csrf, month: '2026-12' })).status).toBe(422)
    expect((await boss.post('/desk/inspections', { csrf, month: 'x' })).status).toBe(422)
    await desk.close()
  })
})
