import { expect, it } from 'vitest'
import { startOf } from '#core/clock.ts'
import { escalateDue } from '#service/escalate.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk, rongchang } from './world.ts'

it('an officer sees at the head of the desk how many clocks run out, reads which, and says that they have read it', async () => {
  const desk = await aDesk()
  const filed = await desk.report()
  const [lead = ''] = filed.offices
  await desk.officer('doctor', 'handler', lead)
  await desk.officer('auditor', 'auditor', lead)
  await desk.officer('admin', 'administrator', '')
  desk.later(startOf('2026-12-08') + 9 * 3_600_000 - desk.world.clock())
  await escalateDue(desk.world)
  const doctor = aBrowser(desk.app)
  await doctor.signIn('doctor')
  const inbox = await doctor.get('/desk')
  expect(inbox.text).toMatch(/提醒\s+1/)
  const page = await doctor.get('/desk/reminders')
  const flat = page.text.replace(/\s+/g, ' ')
  expect(flat).toContain(`${filed.number} 未读`)
  expect(flat).toContain('快到期')
  expect(flat).toContain('12月11日（周五，剩 3 个工作日）')
  expect(page.html).not.toContain('菜市场')
  const read = await doctor.submit(page, '都标为已读', {})
  expect(read.text).toContain('已标为已读。')
  expect(read.text).not.toContain('未读')
  expect((await doctor.get('/desk')).text).not.toMatch(/提醒\s+1/)

  const auditor = aBrowser(desk.app)
  await auditor.signIn('auditor')
  expect((await auditor.get('/desk/reminders')).status).toBe(403)

  const admin = aBrowser(desk.app)
  await admin.signIn('admin')
  const area = `/desk/admin/areas/${rongchang}`
  const form = await admin.get(area)
  expect(form.text).toContain('不填就是 09:00-17:00')
  const wrong = await admin.submit(form, `${area}/settings`, { officeHours: '九点' })
  expect(wrong.status).toBe(422)
  const saved = await admin.submit(wrong, `${area}/settings`, {
    officeHours: '08:30-12:00,14:00-18:00',
    overdueAfter: '2',
  })
  expect(saved.text).toContain('已保存。')
  expect(desk.world.operator.read(rongchang)).toMatchObject({
    officeHours: '08:30-12:00,14:00-18:00',
    overdueAfter: '2',
  })
  await desk.close()
})
