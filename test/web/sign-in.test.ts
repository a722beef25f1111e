import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowser } from './browser-like.ts'
import { aDesk, type TestDesk } from './world.ts'

describe('signing in', () => {
  let desk: TestDesk
  beforeAll(async () => {
    desk = await aDesk()
    await desk.officer('wei', 'handler', '500153-health-commission')
    await desk.report()
  })
  afterAll(async () => await desk.close())

  it('shows the inbox after the right password', async () => {
    const page = await aBrowser(desk.app).signIn('wei')
    expect(page.text).toContain('RC-2026-00001')
  })
})
