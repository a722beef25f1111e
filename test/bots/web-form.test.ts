import { expect, it } from 'vitest'

import type { Asked } from '#conversation/channel.ts'

import { newOnce } from './chat-client.ts'
import { keepsTheContract } from './contract.ts'
import type { Platform } from './contract.ts'
import { aFormVisitor, openForm } from './form-client.ts'
import { openHouse } from './house.ts'

keepsTheContract('web form', async (): Promise<Platform> => {
  const house = openHouse()
  const { bot, app } = openForm(house.port)
  const visitor = aFormVisitor(
    async (path, init) => await app.request(`http://form.example${path}`, init),
  )
  const shown = new Map<string, string>()
  const take = (): void => visitor.said().forEach((text, id) => shown.set(id, text))
  await visitor.open()
  await visitor.post('/report?area=500153', { once: newOnce(), start: '1' })
  take()
  const sends = async (fields: Parameters<typeof visitor.sends>[0]): Promise<void> => {
    await visitor.sends({ ...fields, files: fields['files'] ?? [] })
    take()
  }
  return {
    house,
    bot,
    address: visitor.address,
    say: async (text) => await sends({ text }),
    again: async () => {
      await visitor.again()
      take()
    },
    choose: async (label) => {
      await visitor.press(label)
      take()
    },
    attach: async (bytes, name) => {
      const file = new File([Uint8Array.from(bytes)], name, { type: 'image/jpeg' })
      await sends({ text: '', files: [file] })
    },
    seen: async () => {
      await visitor.get('/report?area=500153&n=0')
      take()
      return [...shown.values()]
    },
    leave: async () => await visitor.post('/report/leave', {}),
    close: async () => await bot.stop(),
  }
})

it('G4 a page of several questions that arrives twice while the first is open answers it once', async () => {
  const house = openHouse()
  const asked: Asked = {
    wait: 'w',
    questions: [
      { field: 'ongoing', text: '现在还在做吗？', kind: 'choice', options: ['还在'], skip: '跳过' },
      { field: 'when', text: '一般什么时候在做？', kind: 'text', skip: '跳过' },
    ],
    said: {},
  }
  const { app } = openForm({ ...house.port, asked: async () => asked })
  const visitor = aFormVisitor(
    async (path, init) => await app.request(`http://form.example${path}`, init),
  )
  await visitor.open()
  const page = { once: newOnce(), wait: 'w', 'f.ongoing': '还在', 'f.when': '早上' }
  for (const _ of [1, 2]) await visitor.post('/report?area=500153', page)
  expect(house.heard.map(({ what }) => what)).toEqual([{ type: 'text', text: '还在' }])
})
