import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startServe } from '../crash/running.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yijian-stopping-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const isOpen = async (port: number): Promise<boolean> =>
  await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

it('told to stop, it lets nobody in any more, answers whoever is in the middle of telling, and ends in order', async () => {
  const served = await startServe(dir)
  const { port } = new URL(served.url)
  const words = JSON.stringify({
    once: 'the-first-one',
    text: '菜市场后头有人给人打针输液，没得证',
  })
  const telling = request({
    port,
    host: '127.0.0.1',
    path: '/chat/messages?area=500153',
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(words),
      cookie: `yj_chat=${'s'.repeat(22)}`,
    },
  })
  const answered = once(telling, 'response') as Promise<[IncomingMessage]>
  await new Promise<void>((resolve) => telling.write(words.slice(0, 20), () => resolve()))
  await fetch(`${served.url}/healthz`)
  const idle = connect(Number(port), '127.0.0.1')
  idle.on('error', () => {})
  await once(idle, 'connect')
  const ended = served.stop()
  while (await isOpen(Number(port)));
  telling.end(words.slice(20))
  const [answer] = await answered
  expect(answer.statusCode).toBe(200)
  expect((await answer.toArray()).join('')).toContain('登记')
  idle.destroy()
  expect(await ended).toBe(0)
  expect(served.output()).not.toMatch(/Error/)
}, 60_000)
