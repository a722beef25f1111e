import { afterAll, beforeAll, expect, it } from 'vitest'
import { aPerson, reports } from '../service/house.ts'
import { aPartner, area, inspection, type PartnerScene } from './partner.ts'

let scene: PartnerScene
beforeAll(async () => {
  scene = await aPartner()
})
afterAll(async () => await scene[Symbol.asyncDispose]())

it('who knows a partner’s address and no key takes none of its time', async () => {
  const { number } = await reports(aPerson(scene.house, area))
  const { id } = scene.keys
  const statuses = new Set<number>()
  for (let n = 0; n < 400; n += 1) {
    const headers = {
      'webhook-id': `msg_${n}`,
      'webhook-timestamp': String(Math.floor(scene.house.world.clock() / 1000)),
      'webhook-signature': 'v1,AAAA',
    }
    const path = `/exchange/v1/partners/${id}/messages`
    statuses.add((await scene.app.request(path, { method: 'POST', headers, body: '{}' })).status)
    const authorization = `Bearer ${id}.wrong`
    statuses.add(
      (await scene.app.request('/exchange/v1/changes', { headers: { authorization } })).status,
    )
  }
  expect([...statuses]).toEqual([401])
  expect((await scene.sends(inspection(number, 1))).status).toBe(200)
  expect((await scene.pulls()).status).toBe(200)
})

it('a partner that asks without end is told to wait', async () => {
  let last = 200
  for (let n = 0; n < 400 && last === 200; n += 1) ({ status: last } = await scene.pulls())
  expect(last).toBe(429)
})
