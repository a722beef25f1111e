import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { serve } from '../../src/main.ts'
import { aFolder } from '../cli/yijian.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** Sample lines by name, labels included. */
const samples = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => [
        line.slice(0, line.lastIndexOf(' ')),
        Number(line.slice(line.lastIndexOf(' ') + 1)),
      ]),
  )

it('figures stand at a door of their own, and tell no word, number or address of anybody', async () => {
  using folder = aFolder()
  const told: string[] = []
  const log = {
    ...silent,
    info: (what: string, facts?: object) => void told.push(JSON.stringify([what, facts])),
  }
  const read = readConfig({ STATE_DIR: folder.path('var'), PORT: '0', METRICS_PORT: '0' })
  if (!read.ok) throw new Error(read.problems.join())
  const running = await serve({ config: read.config, log })
  try {
    const address = /http:\/\/[^"]+\/metrics/.exec(told.join())?.[0] ?? ''
    const heard = {
      channel: 'web-chat',
      address: 'secret-address-of-someone',
      once: 'once-1',
      at: Date.now(),
    }
    await running.house.port.hear(
      { ...heard, what: { type: 'text', text: '张秀英的秘密 13912345678' } },
      async () => 'sent',
    )
    await fetch(`${running.url}/track`)
    const answer = await fetch(address)
    const text = await answer.text()
    expect(answer.headers.get('content-type')).toContain('text/plain')
    const found = samples(text)
    expect(found.get('yijian_up')).toBe(1)
    expect(found.get('yijian_store_up')).toBe(1)
    expect(found.get('yijian_message_seconds_count{channel="web-chat"}')).toBe(1)
    expect(found.get('yijian_outbox_unsent{state="owed"}')).toBe(0)
    expect(
      found.get('yijian_http_request_seconds_count{method="GET",route="/track",status="2xx"}'),
    ).toBe(1)
    expect(found.has('process_resident_memory_bytes')).toBe(true)
    for (const secret of ['secret-address', '张秀英', '139123']) expect(text).not.toContain(secret)
    expect((await fetch(`${running.url}/metrics`)).status).toBe(404)
  } finally {
    await running.stop()
  }
})

it('a port that is taken is named, with the setting that it comes from', async () => {
  using folder = aFolder()
  const taken = createServer()
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  const env = { STATE_DIR: folder.path('var'), PORT: '0', METRICS_PORT: String(port) }
  const read = readConfig(env)
  if (!read.ok) throw new Error(read.problems.join())
  await expect(serve({ config: read.config, log: silent })).rejects.toThrow(
    `port ${port} is taken: set METRICS_PORT to another one`,
  )
  const street = readConfig({ ...env, PORT: String(port), METRICS_PORT: '0' })
  if (!street.ok) throw new Error(street.problems.join())
  await expect(serve({ config: street.config, log: silent })).rejects.toThrow(
    `port ${port} is taken: set PORT to another one`,
  )
  taken.close()
})
