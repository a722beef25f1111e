import { expect, it } from 'vitest'
import { createGate } from '#bots/web-chat/gate.ts'
import type { Uploads } from '#conversation/channel.ts'
import { newOnce, openChat, openClient, type Client } from './chat-client.ts'
import { openHouse } from './house.ts'

interface Script {
  readonly solve: (puzzle: object) => Promise<string>
}

/** What the page of the chat does, as the browser loads it. */
const script = async (): Promise<Script> =>
  (await import(`${import.meta.dirname}/../../bots/web-chat/page/puzzle.js`)) as Script

/** Takes any file. */
const theUploads: Uploads = {
  begin: async () => await Promise.resolve({ id: 'a-file' }),
  offset: async () => await Promise.resolve(undefined),
  append: async () => await Promise.resolve(undefined),
  finish: async () => await Promise.resolve({ refused: 'unreachable' as const }),
}

function aRush(uploads?: Uploads) {
  let now = 1_700_000_000_000
  const gate = createGate({ level: 10, secret: 'of the house', now: () => now })
  const house = openHouse()
  const { app } = openChat(uploads ? { ...house, port: { ...house.port, uploads } } : house, {
    gate,
    now: () => now,
  })
  const newcomer = async () => {
    const client = openClient(app)
    await client.request('/chat/messages')
    return client
  }
  const rush = async (): Promise<void> => {
    for (let n = 0; n < 12; n++)
      await (await newcomer()).post({ once: newOnce(), text: `来了 ${n}` })
  }
  return { gate, house, newcomer, rush, wait: (ms: number) => (now += ms) }
}

it('nobody is asked for anything while no more come than usual', async () => {
  const { newcomer, gate } = aRush()
  for (let n = 0; n < 10; n++)
    expect((await (await newcomer()).post({ once: newOnce(), text: '你好' })).status).toBe(200)
  expect(gate.since()).toBeUndefined()
})

it('a browser that asks again and again counts once: a few who are impatient are no rush', async () => {
  const { newcomer, gate } = aRush()
  for (let n = 0; n < 3; n++) {
    const client = await newcomer()
    const asked = ['一', '二', '三', '四', '五'].map(
      async (text) => await client.post({ once: newOnce(), text }),
    )
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([
      200, 200, 200, 200, 200,
    ])
  }
  expect(gate.since()).toBeUndefined()
})

it('in a rush a new chat does a little work first, and who has spoken before does none', async () => {
  const { newcomer, rush, gate } = aRush()
  const early = await newcomer()
  await early.post({ once: newOnce(), text: '先来的' })
  await rush()
  expect(gate.since()).toBeDefined()
  expect((await early.post({ once: newOnce(), text: '接着说' })).status).toBe(200)
  const late = await newcomer()
  const said = { once: newOnce(), text: '菜市场打针' }
  const asked = await late.post(said)
  expect(asked.status).toBe(428)
  const { puzzle } = (await asked.json()) as { readonly puzzle: object }
  const wrong = await late.post(said, '/chat/messages?proof=1.2.3.4')
  expect([200, 428]).toContain(wrong.status)
  const proof = await (await script()).solve(puzzle)
  expect((await late.post(said, `/chat/messages?proof=${proof}`)).status).toBe(200)
  const other = await newcomer()
  expect((await other.post(said, `/chat/messages?proof=${proof}`)).status).toBe(428)
}, 30_000)

it('in a rush the first file of a new chat waits for the same work as its first words', async () => {
  const { newcomer, rush, wait } = aRush(theUploads)
  const begins = async (client: Client, proof = '') =>
    await client.request(`/chat/uploads?${proof && `proof=${proof}`}`, {
      method: 'POST',
      headers: { 'Upload-Length': '5000', 'Upload-Metadata': 'filetype aW1hZ2UvanBlZw==' },
    })
  expect((await begins(await newcomer())).status).toBe(201)
  await rush()
  const late = await newcomer()
  const asked = await begins(late)
  expect(asked.status).toBe(428)
  const { puzzle } = (await asked.json()) as { readonly puzzle: object }
  const proof = await (await script()).solve(puzzle)
  expect((await begins(late, proof)).status).toBe(201)
  expect((await begins(late)).status).toBe(201)
  expect((await begins(await newcomer(), proof)).status).toBe(428)
  wait(6 * 60_000)
  expect((await begins(await newcomer())).status).toBe(201)
}, 30_000)

it('without scripts the words wait on the page and are taken when the turn has come; nobody is refused', async () => {
  const { newcomer, rush, wait, house } = aRush()
  await rush()
  const late = await newcomer()
  const said = { once: newOnce(), text: '菜市场打针没得证' }
  const page = await (await late.form(said, '/chat/plain')).text()
  expect(page).toContain('菜市场打针没得证')
  expect(page).toMatch(/大约 \d+ 秒/)
  expect(house.heard.some(({ what }) => what.type === 'text' && what.text === said.text)).toBe(
    false,
  )
  for (let n = 0; n < 300; n++)
    await (await newcomer()).form({ once: newOnce(), text: `刷 ${n}` }, '/chat/plain')
  wait(2000)
  expect((await late.form(said, '/chat/plain')).status).toBe(303)
  const last = await newcomer()
  await last.form({ once: newOnce(), text: '最后一个' }, '/chat/plain')
  wait(600_000)
  expect((await last.form({ once: newOnce(), text: '最后一个' }, '/chat/plain')).status).toBe(303)
})

it('is over by itself five minutes after the rush', async () => {
  const { newcomer, rush, wait, gate } = aRush()
  await rush()
  wait(60_000)
  expect(gate.since()).toBeDefined()
  wait(5 * 60_000 + 1)
  expect(gate.since()).toBeUndefined()
  expect((await (await newcomer()).post({ once: newOnce(), text: '你好' })).status).toBe(200)
})
