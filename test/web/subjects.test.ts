import { describe, expect, it } from 'vitest'
import { subjectsOfCase } from '#store/subjects.ts'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, type TestDesk } from './world.ts'

const intakeOffice = '500153-intake'

async function aDeskWith(names: readonly string[]) {
  const desk = await aDesk()
  const filed = []
  for (const who of names) filed.push(await desk.report({ heard: { who } }))
  await desk.officer('intake', 'intake', intakeOffice)
  const intake = aBrowser(desk.app)
  await intake.signIn('intake')
  return { desk, filed, intake }
}

const upload = async (browser: BrowserLike, text: string) => {
  const page = await browser.get('/desk/institutions')
  return await browser.submit(page, 'value="take"', {
    file: new File([text], 'list.csv', { type: 'text/csv' }),
  })
}

const rootsOf = async ({ world }: TestDesk, caseId: string): Promise<readonly string[]> =>
  (await world.db.read(async (tx) => await subjectsOfCase(tx, caseId))).map((row) => row.subject)

describe('whom reports complain of, at the desk', () => {
  it('stands at the case, with what the list says and never a verdict', async () => {
    const { desk, filed, intake } = await aDeskWith(['康泰口腔诊所'])
    const [one] = filed
    const before = await intake.get(`/desk/cases/${one?.number}`)
    expect(before.text).toContain('康泰口腔诊所')
    expect(before.text).toContain('还没有导入持证机构名录，没有查。')
    expect((await upload(intake, '登记号,名称\nPDY1,仁和诊所\n')).text).toContain('第 1 版')
    const after = await intake.get(`/desk/cases/${one?.number}`)
    expect(after.text).toContain('里没查到，不等于无证，会去核实。')
    await upload(
      intake,
      '登记号,名称,有效期至\nPDY1,仁和诊所,\nPDY2,荣昌康泰口腔诊所有限公司,2025-01-01\n',
    )
    const near = await intake.get(`/desk/cases/${one?.number}`)
    expect(near.text).toContain('有相近的，由人核对')
    expect(near.text).toContain('PDY2')
    expect(near.text).toContain('已过')
    await desk.close()
  })

  it('a list with a licence twice is refused line by line, and the list in force stays', async () => {
    const { desk, intake } = await aDeskWith([])
    await upload(intake, '登记号,名称\nPDY1,仁和诊所\n')
    const refused = await upload(intake, '登记号,名称\nPDY1,仁和诊所\nPDY1,康泰诊所\n')
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('第 3 行')
    expect(refused.text).toContain('和第 2 行相同')
    expect(refused.text).not.toContain('第 2 版')
    await desk.close()
  })

  it('two spellings are proposed with a reason, joined by an officer, and split again exactly', async () => {
    const { desk, filed, intake } = await aDeskWith(['康泰口腔诊所', '康泰口腔门诊部'])
    const ids = filed.map(({ id }) => id)
    const before = await Promise.all(ids.map(async (id) => await rootsOf(desk, id)))
    const list = await intake.get('/desk/subjects')
    expect(list.text).toContain('只差')
    const nameless = await intake.submit(list, 'name="one"', { deed: 'join', reason: '' })
    expect(nameless.status).toBe(422)
    const joined = await intake.submit(list, 'name="one"', {
      deed: 'join',
      reason: '现场看过，一块招牌',
    })
    expect(joined.text).not.toContain('等人来定')
    const [one, other] = await Promise.all(ids.map(async (id) => await rootsOf(desk, id)))
    expect(one).toEqual(other)
    const page = await intake.get(`/desk/subjects/${one?.[0]}`)
    expect(page.text).toContain('共 2 件')
    expect(page.text).toContain('现场看过，一块招牌')
    const split = await intake.submit(page, 'value="split"', { reason: '执照是两家' })
    expect(split.text).toContain('共 1 件')
    expect(await Promise.all(ids.map(async (id) => await rootsOf(desk, id)))).toEqual(before)
    expect((await intake.get('/desk/subjects')).text).not.toContain('等人来定')
    await desk.close()
  })

  it('is renamed with a reason, found by its old name and by its licence', async () => {
    const { desk, filed, intake } = await aDeskWith(['康泰口腔诊所'])
    const [root = ''] = await rootsOf(desk, filed[0]?.id ?? '')
    const page = await intake.get(`/desk/subjects/${root}`)
    const given = {
      name: '荣昌区康泰口腔门诊部',
      kind: 'institution',
      licence: 'PDY-0099',
      reason: '照执照',
    }
    const renamed = await intake.submit(page, 'value="rename"', given)
    expect(renamed.text).toContain('荣昌区康泰口腔门诊部')
    expect(renamed.text).toContain('原名“康泰口腔诊所”')
    const stale = await intake.submit(page, 'value="rename"', given)
    expect(stale.status).toBe(422)
    for (const sought of ['康泰口腔诊所', 'PDY-0099']) {
      const found = await intake.submit(await intake.get('/desk/subjects'), 'name="sought"', {
        sought,
      })
      expect(found.text).toContain('荣昌区康泰口腔门诊部')
    }
    await desk.close()
  })

  it('is named by an officer of the case where the words name none; what the machine read wrongly is refused', async () => {
    const { desk, filed, intake } = await aDeskWith(['康泰口腔诊所'])
    const path = `/desk/cases/${filed[0]?.number}`
    const refused = await intake.submit(await intake.get(path), 'name="origin"', { deed: 'refuse' })
    expect(refused.text).toContain('机器没有从文字里读出名称')
    const wrong = await intake.submit(refused, 'value="add"', { name: '王', kind: 'person' })
    expect(wrong.status).toBe(422)
    const named = await intake.submit(wrong, 'value="add"', { name: '王建国', kind: 'person' })
    expect(named.text).toContain('王建国')
    expect(named.text).toContain('已确认')
    await desk.close()
  })

  it('of a report about officials nobody is a subject, and nobody can be made one', async () => {
    const desk = await aDesk()
    const told = { stream: 'accusation', offence: 'I4', accused: 'health-commission' } as const
    const filed = await desk.report({ ...told, heard: { who: '康泰口腔诊所' } })
    expect(await rootsOf(desk, filed.id)).toEqual([])
    await desk.close()
  })

  it('is nothing for those who keep the machine or audit; a handler decides nothing', async () => {
    const { desk, filed } = await aDeskWith(['康泰口腔诊所'])
    const [root = ''] = await rootsOf(desk, filed[0]?.id ?? '')
    await desk.officer('boss', 'administrator', '')
    await desk.officer('auditor', 'auditor', intakeOffice)
    await desk.officer('doctor', 'handler', filed[0]?.offices[0] ?? '')
    for (const login of ['boss', 'auditor']) {
      const browser = aBrowser(desk.app)
      await browser.signIn(login)
      expect((await browser.get('/desk/subjects')).status).toBe(403)
      expect((await browser.get(`/desk/subjects/${root}`)).status).toBe(403)
    }
    const doctor = aBrowser(desk.app)
    await doctor.signIn('doctor')
    const page = await doctor.get(`/desk/subjects/${root}`)
    expect(page.text).toContain(filed[0]?.number)
    expect(page.html).not.toContain('value="rename"')
    expect((await doctor.get('/desk/subjects')).status).toBe(403)
    const other = await desk.report({ heard: { who: '美丽人生理发店' } })
    const [strange = ''] = await rootsOf(desk, other.id)
    await desk.officer('far', 'handler', '500153-medical-insurance')
    const far = aBrowser(desk.app)
    await far.signIn('far')
    expect((await far.get(`/desk/subjects/${strange}`)).status).toBe(404)
    await desk.close()
  })
})
