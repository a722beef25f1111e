import { describe, expect, it } from 'vitest'
import type { Deed } from '#service/deed.ts'
import { readCase } from '#service/desk.ts'
import { aBrowser } from './browser-like.ts'
import { asksAgain, concluded, doDeed } from './concluded.ts'
import { aDesk } from './world.ts'

async function aFoundCase() {
  const desk = await aDesk()
  const filed = await desk.report({
    heard: { who: '康泰口腔诊所' },
    name: '王小花',
    phone: '13800001111',
  })
  const doctor = await desk.officer('doctor', 'handler', filed.offices[0] ?? '')
  const boss = await desk.officer('boss', 'supervisor', '500153-intake')
  await desk.officer('chief', 'supervisor', '500153-intake')
  await desk.officer('intake', 'intake', '500153-intake')
  await concluded(desk, doctor, { ...filed, outcome: 'substantiated' })
  const at = async (login: string) => {
    const browser = aBrowser(desk.app)
    await browser.signIn(login)
    return browser
  }
  return { desk, filed, doctor, boss, at }
}

const path = '/desk/credit'

describe('records of those found to have done wrong', () => {
  it('are proposed by the conclusion under the clause of the plan, and confirmed once the subject is', async () => {
    const { desk, filed, at } = await aFoundCase()
    const boss = await at('boss')
    const page = await boss.get(path)
    expect(page.text).toContain('康泰口腔诊所：行政处罚信用信息')
    expect(page.text).toContain('四(五)')
    expect(page.text).toContain('荣卫罚〔2026〕8号')
    expect(page.text).toContain('对象还没有人确认')
    expect(page.text).not.toMatch(/诊所：(不良执业行为记分|黑名单)|王小花|13800001111/)
    const early = await boss.submit(page, 'value="confirm"', { deed: 'confirm' })
    expect(early.status).toBe(422)
    await boss.submit(await boss.get(`/desk/cases/${filed.number}`), 'name="origin"', {
      deed: 'confirm',
    })
    const done = await boss.submit(await boss.get(path), 'value="confirm"', { deed: 'confirm' })
    expect(done.status).toBe(200)
    const file = JSON.parse((await boss.get(`${path}/records.json`)).html)
    expect(file).toMatchObject({
      format: 'yijian-credit-records',
      records: [
        { state: 'in-force', subject: { name: '康泰口腔诊所' }, decision: '荣卫罚〔2026〕8号' },
      ],
    })
    expect(JSON.stringify(file)).not.toContain(filed.number)
    expect((await boss.get(`${path}/records.csv`)).html).toContain('有效')
    await desk.close()
  })

  it('are marked by themselves when the case is examined anew, and withdrawn by a person', async () => {
    const { desk, filed, doctor, boss: bossOfficer, at } = await aFoundCase()
    const boss = await at('boss')
    await boss.submit(await boss.get(`/desk/cases/${filed.number}`), 'name="origin"', {
      deed: 'confirm',
    })
    await boss.submit(await boss.get(path), 'value="confirm"', { deed: 'confirm' })
    await asksAgain(desk, filed)
    const deed = { type: 'grant-re-examination', office: '', text: '再查一次' } as const
    await doDeed(desk, bossOfficer, { number: filed.number, deed })
    const doubted = await boss.get(path)
    expect(doubted.text).toContain('决定有变')
    const during = JSON.parse((await boss.get(`${path}/records.json`)).html)
    expect(during.records).toMatchObject([{ state: 'in-doubt' }])
    const withdrawn = await boss.submit(doubted, 'value="withdraw"', {
      deed: 'withdraw',
      reason: '重新核查',
    })
    expect(withdrawn.text).toContain('撤回')
    const file = JSON.parse((await boss.get(`${path}/records.json`)).html)
    expect(file.records).toMatchObject([{ state: 'withdrawn' }])
    const read = await readCase(desk.world, doctor, filed.number)
    const task = (read.ok && read.value.file.tasks.at(-1)?.task) || ''
    const words = { outcome: 'substantiated', text: '又查了一次。', penalty: '荣卫罚〔2026〕18号' }
    await doDeed(desk, doctor, { number: filed.number, deed: { type: 'accept', task } })
    const again = { type: 'conclude', task, ...words } as const
    await doDeed(desk, doctor, { number: filed.number, deed: again as Deed })
    await boss.submit(await boss.get(path), 'value="confirm"', { deed: 'confirm' })
    const anew = JSON.parse((await boss.get(`${path}/records.json`)).html)
    expect(anew.records).toMatchObject([
      { state: 'in-force', decision: '荣卫罚〔2026〕18号', withdrawnOn: null },
    ])
    await desk.close()
  })

  it('are marked when the case turns out to be about somebody else', async () => {
    const { desk, filed, at } = await aFoundCase()
    const boss = await at('boss')
    const casePage = await boss.get(`/desk/cases/${filed.number}`)
    await boss.submit(casePage, 'name="origin"', { deed: 'confirm' })
    await boss.submit(await boss.get(path), 'value="confirm"', { deed: 'confirm' })
    await boss.submit(casePage, 'name="origin"', { deed: 'refuse' })
    expect((await boss.get(path)).text).toContain('这一件的对象改了')
    await desk.close()
  })

  it('of the blacklist are proposed by a person alone, and only where the plan has one', async () => {
    const { desk, filed, at } = await aFoundCase()
    const intake = await at('intake')
    await intake.submit(await intake.get(`/desk/cases/${filed.number}`), 'name="origin"', {
      deed: 'confirm',
    })
    const page = await intake.get(path)
    expect(page.html).not.toContain('value="confirm"')
    const given = { number: filed.number, reason: '符合《黑名单办法》第三条' }
    const demerit = await intake.submit(page, 'name="kind"', { ...given, kind: 'demerit' })
    expect(demerit.status).toBe(422)
    const listed = await intake.submit(page, 'name="kind"', { ...given, kind: 'blacklist' })
    expect(listed.text).toContain('康泰口腔诊所：黑名单')
    await desk.close()
  })
})
