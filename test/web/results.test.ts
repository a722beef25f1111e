import { expect, it } from 'vitest'
import { aBrowser } from './browser-like.ts'
import { concluded } from './concluded.ts'
import { aDesk } from './world.ts'
import { subjectsOfCase } from '#store/subjects.ts'

it('what was found is given out per subject for a purpose of the plan, with its basis, without the report, and again to the letter', async () => {
  const desk = await aDesk()
  const filed = await desk.report({
    heard: { who: '康泰口腔诊所' },
    name: '王小花',
    phone: '13800001111',
  })
  const doctor = await desk.officer('doctor', 'handler', filed.offices[0] ?? '')
  await desk.officer('boss', 'supervisor', '500153-intake')
  await concluded(desk, doctor, { ...filed, outcome: 'substantiated' })
  const boss = aBrowser(desk.app)
  await boss.signIn('boss')
  await boss.submit(await boss.get(`/desk/cases/${filed.number}`), 'name="origin"', {
    deed: 'confirm',
  })
  const rows = await desk.world.db.read(async (tx) => await subjectsOfCase(tx, filed.id))
  const subject = rows[0]?.subject ?? ''
  const page = await boss.get(`/desk/results?subject=${subject}`)
  const given = {
    subject,
    use: 'validation',
    basis: '《医疗机构管理条例》第二十一条 校验',
    from: '2026-01-01',
    to: '2026-11-30',
  }
  for (const wrong of [
    { basis: '要用' },
    { use: 'title' },
    { use: 'x' },
    { from: '2026-12-01' },
    { subject: 'none' },
  ])
    expect((await boss.submit(page, 'name="basis"', { ...given, ...wrong })).status).toBe(422)
  const done = await boss.submit(page, 'name="basis"', given)
  const link = /\/desk\/results\/[^"]+results\.json/.exec(done.html)?.[0] ?? ''
  const once = (await boss.get(link)).html
  expect(JSON.parse(once)).toMatchObject({
    use: { id: 'validation', clause: '四(八)' },
    subject: { name: '康泰口腔诊所' },
    findings: [{ outcome: 'substantiated', month: '2026-11' }],
  })
  expect(once).not.toMatch(/RC-2026|王小花|13800001111|2026-11-20/)
  expect((await boss.get(link)).html).toBe(once)
  expect((await boss.get(link.replace('.json', '.csv'))).html).toContain('《医疗机构管理条例》')
  await desk.close()
})
