import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { newOnce, openChat, openClient } from './chat-client.ts'
import { openHouse } from './house.ts'

const words = '菜市场二楼打针'
const printed: string[] = []

beforeEach(() => {
  printed.length = 0
  for (const way of ['error', 'warn', 'log'] as const)
    vi.spyOn(console, way).mockImplementation((...said: readonly unknown[]) => {
      printed.push(said.map(String).join(' '))
    })
})
afterEach(() => void vi.restoreAllMocks())

it('a page that breaks prints no word, says so kindly, and keeps the headers of every answer', async () => {
  const house = openHouse()
  const faults: unknown[] = []
  const broken = {
    ...house,
    port: {
      ...house.port,
      transcript: async () => await Promise.reject(new Error(`cannot read ${words}`)),
    },
  }
  const { app } = openChat(broken, { onFault: (fault) => void faults.push(fault) })
  const client = openClient(app)
  await client.request('/chat/messages')
  for (const path of ['/chat?area=500153', '/chat/messages', '/chat/messages?lang=en']) {
    const answer = await client.request(path)
    expect([path, answer.status]).toEqual([path, 503])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-security-policy')).toContain(`default-src 'none'`)
    const body = await answer.text()
    expect(body).toMatch(path.includes('en') ? /in a while/ : /过一会儿/)
    expect(body).not.toContain(words)
  }
  expect(faults).toHaveLength(3)
  expect(printed).toEqual([])
})

it.each([
  '%E4%B8%AD%E6%96%87',
  '1%0d%0aset-cookie:x=y',
  '%3Cb%3E',
  '//evil.example',
  'a'.repeat(99),
])('a way in that names the area %s leads to the chat and nowhere else', async (area) => {
  const house = openHouse()
  const client = openClient(openChat(house).app)
  await client.request('/chat/messages')
  const said = await client.form({ once: newOnce(), text: '你好' }, `/chat/plain?area=${area}`)
  expect(said.status).toBe(303)
  expect(said.headers.get('location')).toBe('/chat#write')
  expect(house.heard).toHaveLength(1)
  expect(printed).toEqual([])
})
