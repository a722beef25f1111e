import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Hono } from 'hono'

import type { Bot } from '#conversation/channel.ts'
import type { TranscriptLine } from '#conversation/message.ts'

import { newOnce, openChat, openClient } from './chat-client.ts'
import type { Client } from './chat-client.ts'
import { keepsTheContract } from './contract.ts'
import type { Platform } from './contract.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'

keepsTheContract('web chat', async (): Promise<Platform> => {
  const house = openHouse()
  const { bot, app } = openChat(house)
  const client = openClient(app)
  const shown = new Map<string, TranscriptLine>()
  const take = async (response: Response): Promise<void> => {
    for (const line of (await response.json()) as TranscriptLine[]) shown.set(line.id, line)
  }
  let last: () => Promise<Response> = async () => await client.request('/chat/messages')
  const send = async (sending: () => Promise<Response>): Promise<void> => {
    last = sending
    await take(await sending())
  }
  await take(await last())
  return {
    house,
    bot,
    address: client.address,
    say: async (text) => {
      const once = newOnce()
      await send(async () => await client.post({ once, text }))
    },
    again: async () => await take(await last()),
    choose: async (label) => {
      const buttons = [...shown.values()].flatMap((line) => line.buttons ?? [])
      const button = buttons.find((one) => one.label === label)?.data
      const once = newOnce()
      await send(async () => await client.post({ once, button }))
    },
    attach: async (bytes, name) => {
      const [once, files] = [
        newOnce(),
        new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' }),
      ]
      await send(async () => await client.form({ once, files }))
    },
    seen: async () => {
      await take(await client.request('/chat/messages'))
      return [...shown.values()].filter(({ from }) => from === 'office').map(({ text }) => text)
    },
    leave: async () => void (await client.form({}, '/chat/leave')),
    close: async () => await bot.stop(),
  }
})

describe('web chat', () => {
  let house: House
  let bot: Bot<Hono>
  let client: Client

  beforeEach(async () => {
    house = openHouse()
    const opened = openChat(house)
    bot = opened.bot
    client = openClient(opened.app)
    await client.request('/chat/messages')
  })
  afterEach(async () => await bot.stop())

  it('a request from another site is refused, and nothing is heard', async () => {
    const body = JSON.stringify({ once: newOnce(), text: '假的' })
    const type = { 'content-type': 'application/json' }
    const foreign = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of foreign) {
      const response = await client.request('/chat/messages', {
        method: 'POST',
        body,
        headers: { ...type, ...headers },
      })
      expect(response.status).toBe(403)
    }
    expect(house.heard).toEqual([])
  })

  it('only JSON and forms with files are read', async () => {
    const response = await client.request('/chat/messages', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ once: newOnce(), text: '有人' }),
    })
    expect(response.status).toBe(415)
    for (const body of [
      {},
      { once: 'short', text: 'a' },
      { once: newOnce() },
      { once: newOnce(), text: ' ' },
      7,
      [],
    ]) {
      expect((await client.post(body)).status).toBe(400)
    }
    expect(house.heard).toEqual([])
  })

  it('a message before the cookie is not heard under a new address, but asked for again', async () => {
    const fresh = openClient(openChat(house).app)
    const response = await fresh.post({ once: newOnce(), text: '有人无证行医' })
    expect(response.status).toBe(428)
    expect(house.heard).toEqual([])
  })

  it('50,000 characters are heard whole, also as a form; more than 100,000 are told to be too many', async () => {
    const long = '打'.repeat(50_000)
    expect((await client.post({ once: newOnce(), text: long })).status).toBe(200)
    expect((await client.form({ once: newOnce(), text: long })).status).toBe(200)
    expect(house.heard.map(({ what }) => what)).toEqual([
      { type: 'text', text: long },
      { type: 'text', text: long },
    ])
    const refused = await client.post({ once: newOnce(), text: '打'.repeat(100_001) })
    expect(await refused.json()).toMatchObject({ error: 'tooLong' })
  })

  it('a long text pasted into the page is not cut by the page', async () => {
    expect(await (await client.request('/chat?area=500153')).text()).not.toContain('maxlength')
  })

  it('what is too large is refused with its cure', async () => {
    const text = await client.post({ once: newOnce(), text: '长'.repeat(100_001) })
    expect(text.status).toBe(413)
    expect(await text.json()).toMatchObject({ say: expect.stringContaining('分成几条') })
    const english = await client.post(
      { once: newOnce(), text: 'l'.repeat(120_000) },
      '/chat/messages?lang=en',
    )
    expect(await english.json()).toMatchObject({ say: expect.stringContaining('several messages') })
  })

  it('of several files the good ones are kept, and what was refused is told besides', async () => {
    const small = openChat(house, { maxFileBytes: 10 })
    const visitor = openClient(small.app)
    await visitor.request('/chat/messages')
    const body = new FormData()
    body.append('once', 'several-files')
    body.append('text', '后门')
    body.append('files', new File([new Uint8Array([1, 2])], 'a.jpg', { type: 'image/jpeg' }))
    body.append('files', new File([new Uint8Array(11)], 'b.mp4', { type: 'video/mp4' }))
    body.append('files', new File([new Uint8Array([3])], 'c.mp3', { type: 'audio/mpeg' }))
    const response = await visitor.request('/chat/messages', { method: 'POST', body })
    expect(response.status).toBe(200)
    expect(house.heard.map(({ what }) => what)).toEqual([
      {
        type: 'media',
        caption: '后门',
        media: [
          { id: 'file-0', kind: 'image', name: 'a.jpg', state: 'kept' },
          { id: 'file-1', kind: 'voice', name: 'c.mp3', state: 'kept' },
        ],
      },
      { type: 'refused-media', why: 'too-large' },
    ])
  })

  it('ten files at once are too many', async () => {
    const body = new FormData()
    body.append('once', newOnce())
    for (let n = 0; n < 10; n += 1) body.append('files', new File(['x'], `${n}.jpg`))
    const response = await client.request('/chat/messages', { method: 'POST', body })
    expect(await response.json()).toMatchObject({ say: expect.stringContaining('最多发 9 个') })
  })

  it('a message that could not be saved is a fault, and the same once is heard the second time', async () => {
    house.fail(1)
    const once = newOnce()
    expect((await client.post({ once, text: '有人无证行医' })).status).toBe(503)
    expect((await client.post({ once, text: '有人无证行医' })).status).toBe(200)
    expect(house.heard.length).toBe(1)
  })

  it('with the last line known, the answer is every line since, the own one first', async () => {
    const response = await client.post({ once: newOnce(), text: '有人无证行医', after: '' })
    const lines = (await response.json()) as TranscriptLine[]
    expect(lines.map(({ from }) => from)).toEqual(['reporter', 'office', 'office'])
    const next = await client.post({ once: newOnce(), button: 'b:1', after: lines.at(-1)?.id })
    expect(((await next.json()) as TranscriptLine[]).map(({ from }) => from)).toEqual([
      'reporter',
      'office',
    ])
  })

  it('a page that waits is woken by news, and only its own', async () => {
    await client.post({ once: newOnce(), start: true })
    const [{ id }] = (await (await client.request('/chat/messages')).json()) as [TranscriptLine]
    const waiting = client.request(`/chat/messages?after=${id}&wait=1`)
    await bot.send('somebody-else', { id: 'x', text: '别人的消息' })
    const news = house.news('web-chat', client.address(), '您有一条办理进度')
    await bot.send(client.address(), news)
    expect(await (await waiting).json()).toMatchObject([{ id: news.id, text: '您有一条办理进度' }])
  })

  it('a page that waits in vain is let go, at the latest when the house closes', async () => {
    const { app, bot: short } = openChat(house, { holdMs: 5 })
    const visitor = openClient(app)
    await visitor.request('/chat/messages')
    expect(await (await visitor.request('/chat/messages?wait=1')).json()).toEqual([])
    const waiting = client.request('/chat/messages?wait=1')
    await bot.stop()
    expect(await (await waiting).json()).toEqual([])
    await short.stop()
  })

  it('the way in brings the area, a strange one none', async () => {
    await client.post({ once: newOnce(), text: '有人' }, '/chat/messages?area=500153&lang=en')
    expect(house.heard.at(-1)).toMatchObject({ area: '500153', lang: 'en' })
    await client.post({ once: newOnce(), text: '有人' }, '/chat/messages?area=999999')
    expect(house.heard.at(-1)).not.toHaveProperty('area')
  })
})
