import { expect, it } from 'vitest'
import { aBrowser } from './browser-like.ts'
import { aDesk } from './world.ts'

const canary = '金丝雀：照片是外省的'

it('a suspicion is recorded and referred without scripts, and no department that handles the case sees a word of it', async () => {
  const desk = await aDesk()
  const filed = await desk.report({ name: '王小花', phone: '13800001111' })
  const [lead = ''] = filed.offices
  await desk.officer('intake', 'intake', '500153-intake')
  await desk.officer('boss', 'supervisor', '500153-intake')
  await desk.officer('doctor', 'handler', lead)
  await desk.officer('payer', 'reward-officer', lead)
  const page = `/desk/cases/${filed.number}`
  const handler = aBrowser(desk.app)
  await handler.signIn('doctor')
  const before = (await handler.get(page)).text
  const intake = aBrowser(desk.app)
  await intake.signIn('intake')
  const recorded = await intake.submit(await intake.get(page), 'value="suspect"', {
    reason: canary,
    stage: 'do',
  })
  expect(recorded.text).toContain(canary)
  const boss = aBrowser(desk.app)
  await boss.signIn('boss')
  const referred = await boss.submit(await boss.get(page), 'value="refer-suspicion"', {
    organ: '荣昌区公安局',
    text: '涉嫌诬告',
    stage: 'do',
  })
  expect(referred.text).toContain('移送 荣昌区公安局')
  expect(referred.text).not.toMatch(/王小花|13800001111/)
  const payer = aBrowser(desk.app)
  await payer.signIn('payer')
  expect((await payer.get(page)).text).toContain('奖励暂缓')
  // Who else looked a moment ago is told; three minutes later nobody does.
  desk.later(180_000)
  const after = await handler.get(page)
  expect(after.text).toBe(before)
  expect((await handler.get('/desk')).html).not.toContain('恶意')
  const refused = await handler.post(`${page}/deeds`, {
    ...after.forms.find(({ html }) => html.includes('value="note"'))?.fields,
    deed: 'suspect',
    reason: '我也怀疑',
    stage: 'do',
  })
  expect(refused.status).toBe(422)
  await desk.close()
})
