import { expect, it } from 'vitest'
import { readCase } from '#service/desk.ts'
import { officerOf } from '../service/house.ts'
import { aCall, aHotlineDesk } from './hotline-desk.ts'

it.each([
  ['npc-deputy', 'npc-deputy', '人大代表'],
  ['media', 'media', '媒体'],
  ['', 'hotline', '热线转来'],
  ['minister', 'hotline', '热线转来'],
])('who tells it is kept as the operator chose: “%s” is %s', async (source, kept, name) => {
  await using desk = await aHotlineDesk()
  const browser = await desk.signedIn()
  const form = await browser.get('/desk/hotline')
  expect(form.text).toContain('代表、委员、监督员、媒体')
  const page = await browser.submit(form, 'name="call"', { ...aCall, source })
  const number = /RC-2026-\d{5}/.exec(page.html)?.[0] ?? ''
  const officer = { ...(await officerOf(desk.house, number)), role: 'intake' } as const
  const read = await readCase(desk.house.world, officer, number)
  expect(read.ok && read.value.file.source).toBe(kept)
  expect((await browser.get(`/desk/cases/${number}`)).text).toContain(name)
})
