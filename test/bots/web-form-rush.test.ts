import { expect, it } from 'vitest'

import { createGate } from '#bots/web-chat/gate.ts'

import { aFormVisitor, openForm } from './form-client.ts'
import { openHouse } from './house.ts'

it('in a rush the form keeps what was written on an honest page, and takes it when the turn has come', async () => {
  let now = Date.UTC(2026, 10, 20)
  const gate = createGate({ level: 3, secret: 'of the house', now: () => now })
  const house = openHouse()
  const { app } = openForm(house.port, { gate })
  const newcomer = async () => {
    const visitor = aFormVisitor(
      async (path, init) => await app.request(`http://form.example${path}`, init),
    )
    await visitor.open()
    return visitor
  }
  const known = await newcomer()
  await known.sends({ text: '先来的' })
  for (let n = 0; n < 6; n++) await (await newcomer()).sends({ text: `来了 ${n}` })
  const late = await newcomer()
  await late.sends({ text: '菜市场打针没得证' })
  expect(late.shows()).toMatch(/现在来的人特别多.*大约 \d+ 秒/)
  expect(late.form().fields).toMatchObject({ text: '菜市场打针没得证' })
  expect(JSON.stringify(house.heard)).not.toContain('菜市场打针没得证')
  await known.sends({ text: '接着说' })
  expect(JSON.stringify(house.heard)).toContain('接着说')
  now += 60_000
  await late.sends({})
  expect(JSON.stringify(house.heard)).toContain('菜市场打针没得证')
})

it('a sender who sends more than anybody reads is slowed, and keeps what was typed', async () => {
  const house = openHouse()
  const { app } = openForm({ ...house.port, hear: async () => 'too-fast' })
  const visitor = aFormVisitor(
    async (path, init) => await app.request(`http://form.example${path}`, init),
  )
  await visitor.open()
  await visitor.sends({ text: '又一条' })
  expect([visitor.status(), visitor.form().fields['text']]).toEqual([429, '又一条'])
})

it('a page that comes from another site is not taken', async () => {
  const house = openHouse()
  const { app } = openForm(house.port, { publicUrl: 'https://jubao.example' })
  const body = new FormData()
  body.append('once', 'once-0123456789')
  body.append('text', '替别人说的')
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
    const answer = await app.request('https://jubao.example/report', {
      method: 'POST',
      body,
      headers: { ...headers, cookie: `yj_form=${'a'.repeat(22)}` },
    })
    expect(answer.status).toBe(403)
  }
  expect(house.heard).toEqual([])
})
