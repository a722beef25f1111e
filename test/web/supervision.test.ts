import { expect, it } from 'vitest'
import { aBrowser } from './browser-like.ts'
import { aDesk } from './world.ts'

const canary = '金丝雀：三次催办没有回音，周五前报结果'

it('a supervisor puts a case under supervision; its offices see why, it has a queue and a mark, and the reporter sees nothing', async () => {
  const desk = await aDesk()
  const filed = await desk.report()
  const other = await desk.report()
  const [lead = ''] = filed.offices
  await desk.officer('boss', 'supervisor', '500153-intake')
  await desk.officer('doctor', 'handler', lead)
  const page = `/desk/cases/${filed.number}`
  const reporter = aBrowser(desk.app)
  const receipt = { number: filed.number, passcode: filed.passcode }
  const before = await reporter.submit(await reporter.get('/track'), '/track', receipt)
  expect(before.text).toContain(filed.number)

  const boss = aBrowser(desk.app)
  await boss.signIn('boss')
  desk.later(600_000)
  const unclear = await boss.submit(await boss.get(page), 'value="supervise"', {
    text: canary,
    stage: 'do',
  })
  expect([unclear.status, unclear.text.includes(canary)]).toEqual([422, true])
  const done = await boss.submit(unclear, 'value="supervise"', {
    superviseReason: 'passed-on',
    text: canary,
    stage: 'do',
  })
  expect(done.text).toContain('已做：督办。')

  const doctor = aBrowser(desk.app)
  await doctor.signIn('doctor')
  const read = await doctor.get(page)
  expect(read.text).toContain(`督办件。11月20日起督办，多次退回、推来推去：${canary}`)
  expect(read.html).not.toContain('value="lift-supervision"')
  const queue = await doctor.get('/desk?queue=supervised')
  expect(queue.text).toContain('督办件 1')
  expect(queue.text).toContain(`${filed.number} 督办`)
  expect(queue.text).not.toContain(other.number)

  const again = aBrowser(desk.app)
  const after = await again.submit(await again.get('/track'), '/track', receipt)
  expect(after.text).toBe(before.text)

  const lifted = await boss.submit(await boss.get(page), 'value="lift-supervision"', {
    text: '已经回到正轨',
    stage: 'do',
  })
  expect(lifted.text).toContain('已做：解除督办。')
  expect((await doctor.get('/desk?queue=supervised')).text).toContain('这一栏现在没有件')
  expect((await doctor.get(page)).text).toContain('已经回到正轨')
  const refused = await doctor.post(`${page}/deeds`, {
    ...(await doctor.get(page)).forms.find(({ html }) => html.includes('value="note"'))?.fields,
    deed: 'supervise',
    superviseReason: 'other',
    text: '我也来督办',
    stage: 'do',
  })
  expect(refused.status).toBe(422)
  await desk.close()
})
