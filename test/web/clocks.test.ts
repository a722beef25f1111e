import { expect, it } from 'vitest'
import { aBrowser } from './browser-like.ts'
import { aDesk } from './world.ts'

const day = 24 * 3600_000

it('an office stops its clock with a paper and goes on, asks for more days and is given them by a supervisor; the reporter reads why', async () => {
  const desk = await aDesk()
  const filed = await desk.report()
  const [lead = ''] = filed.offices
  await desk.officer('doctor', 'handler', lead)
  await desk.officer('boss', 'supervisor', '500153-intake')
  const page = `/desk/cases/${filed.number}`
  const doctor = aBrowser(desk.app)
  await doctor.signIn('doctor')
  await doctor.submit(await doctor.get(page), 'value="accept"', { stage: 'do' })
  const accepted = await doctor.get(page)
  expect(accepted.text).toContain('这个日期怎么算出来的')
  expect(accepted.text).toContain('第 15 天')

  desk.later(2 * day)
  await doctor.signIn('doctor')
  const told = await doctor.submit(await doctor.get(page), 'value="pause"', {
    pauseReason: 'appraisal',
    document: '荣卫鉴委〔2026〕3号',
    stage: 'check',
  })
  expect(told.text).toContain('办理时间先停一停')
  const paused = await doctor.submit(told, '确认暂停计时', { stage: 'do' })
  expect(paused.text).toContain('计时暂停')
  expect(paused.text).toContain('荣卫鉴委〔2026〕3号')
  desk.later(60 * day)
  await doctor.signIn('doctor')
  expect((await doctor.get('/desk')).text).toContain('已超期 0 件')
  expect((await doctor.get('/desk')).text).toContain('计时暂停')
  const resumed = await doctor.submit(await doctor.get(page), 'value="resume"', { stage: 'do' })
  expect(resumed.text).toContain('暂停，不算')

  await doctor.submit(await doctor.get(page), 'value="ask-extension"', {
    text: '检测机构还没有出报告。',
    stage: 'do',
  })
  expect((await doctor.get(page)).html).not.toContain('value="extend"')
  const boss = aBrowser(desk.app)
  await boss.signIn('boss')
  const asked = await boss.get(page)
  expect(asked.text).toContain('检测机构还没有出报告。')
  const before = await boss.submit(asked, 'value="extend"', { stage: 'check' })
  expect(before.text).toContain('要多用些时间')
  const granted = await boss.submit(before, '确认批准延期', { stage: 'do' })
  expect(granted.text).toContain('已批准延期 15 个工作日')
  await desk.close()
})
