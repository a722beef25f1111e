import { expect, it } from 'vitest'
import { aBrowser } from './browser-like.ts'
import { aDesk } from './world.ts'

it('a sender is blocked with reason and end, and a supervisor lifts it, all without scripts and without a name', async () => {
  const desk = await aDesk()
  const filed = await desk.report({ name: '王小花', phone: '13800001111' })
  const [lead = ''] = filed.offices
  await desk.officer('intake', 'intake', '500153-intake')
  await desk.officer('boss', 'supervisor', '500153-intake')
  await desk.officer('doctor', 'handler', lead)
  const intake = aBrowser(desk.app)
  await intake.signIn('intake')
  const path = `/desk/cases/${filed.number}/block`
  expect((await intake.get(`/desk/cases/${filed.number}`)).html).toContain(path)
  const empty = await intake.submit(await intake.get(path), 'name="days"', { reason: '广告' })
  expect(empty.status).toBe(422)
  const reason = '两天发了五十条广告'
  const done = await intake.submit(empty, 'name="days"', { reason, days: '30' })
  expect(done.text).toContain(reason)
  expect(done.text).not.toMatch(/王小花|13800001111|解除屏蔽/)
  const boss = aBrowser(desk.app)
  await boss.signIn('boss')
  const list = await boss.get('/desk/blocks')
  const lifted = await boss.submit(list, 'name="block"', { reason: '看过了，不是广告' })
  expect(lifted.text).toContain('已解除')
  expect((await boss.get('/desk?queue=shelved')).status).toBe(200)
  const doctor = aBrowser(desk.app)
  await doctor.signIn('doctor')
  expect((await doctor.get('/desk/blocks')).status).toBe(403)
  expect((await doctor.get(path)).status).toBe(403)
  expect((await doctor.get(`/desk/cases/${filed.number}`)).html).not.toContain('屏蔽')
  await desk.close()
})
