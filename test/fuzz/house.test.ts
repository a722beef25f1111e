import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createHandler } from '#bots/telegram/handling.ts'
import { story } from '#flows/story.ts'
import { openSession } from '#service/conversation-file.ts'
import type { SessionRow } from '#store/sessions.ts'
import { readConfig } from '../../src/config.ts'
import { appOf } from '../../src/main.ts'
import { anAsker, type Asker } from '../proof/asker.ts'
import { routesOf } from '../proof/routes.ts'
import { aHouse, aPerson, type TestHouse } from '../service/house.ts'
import { aBodyFor } from './bodies.ts'
import { createRandom } from './random.ts'
import { faultIn } from './session-shape.ts'
import { aText } from './texts.ts'
import { anUpdate } from './updates.ts'

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 60_000 })

const times = process.env['LONG'] ? 10_000 : 150
const seed = 20261122
/** Requests that carry nothing. */
const bare = new Set(['GET', 'HEAD'])

let house: TestHouse
beforeAll(async () => {
  house = await aHouse({ TELEGRAM_TOKEN: '4242:A-secret-that-must-never-be-logged' })
})
afterAll(async () => await house[Symbol.asyncDispose]())

/** Every conversation that is kept, opened as the next message would open it. */
async function brokenSessions(): Promise<readonly string[]> {
  const { world } = house
  const rows = await world.db.read(
    async (tx) => await tx.selectFrom('sessions').selectAll().execute(),
  )
  expect(rows.length).toBeGreaterThan(0)
  const faults: string[] = []
  for (const row of rows) {
    if (row.sealed.length === 0) continue
    const fault = faultIn(story, await openSession(world, row as unknown as SessionRow))
    if (fault) faults.push(fault)
  }
  return faults
}

describe('a whole house, whatever comes in', () => {
  it('keeps every word it took, and answers whoever asks for help', async () => {
    const lost: string[] = []
    let said = 0
    for (let n = 0; said < times; n += 1) {
      const random = createRandom(seed + n)
      const person = aPerson(house, random.pick(['500153', '370300', '140800']))
      const taken: string[] = []
      for (let turn = 0; turn < 25; turn += 1, said += 1) {
        const text = aText(random)
        await person.says(text)
        taken.push(text)
      }
      const lines = (await person.reads()).filter(({ from }) => from === 'reporter')
      const kept = lines.map(({ text }) => text)
      if (JSON.stringify(kept) !== JSON.stringify(taken)) lost.push(`person ${n}`)
      expect((await person.says('帮助')).trim(), `person ${n}`).not.toBe('')
      house.wait(3_600_000)
    }
    expect(lost).toEqual([])
    expect(await brokenSessions()).toEqual([])
    console.log(`promise 17: ${said} texts through a whole house, ${lost.length} lost`)
  })

  it('hears damaged updates of a platform without falling over them', async () => {
    const faults: unknown[] = []
    const api = {
      answerCallbackQuery: async () => await Promise.resolve(true),
      getMe: async () => await Promise.resolve({ username: 'bot' }),
      sendMessage: async () => await Promise.resolve({}),
      leaveChat: async () => await Promise.resolve(true),
      getFile: async () => await Promise.reject(new Error('no such file')),
    } as unknown as Api
    const handle = createHandler({
      source: { api, token: '', apiRoot: 'http://127.0.0.1:1' },
      port: house.port,
      area: '500153',
      now: house.now,
      send: async () => await Promise.resolve('sent' as const),
      onFault: (error) => faults.push(error),
      elsewhere: '',
      typingMs: 60_000,
    })
    for (let n = 0; n < times; n += 1)
      await handle({ ...(anUpdate(createRandom(seed + n), n) as Update), update_id: n }, () => {})
    expect(faults).toEqual([])
    expect(await brokenSessions()).toEqual([])
    console.log(`promise 17: ${times} updates through a whole house`)
  })

  it('refuses broken requests at every door, and never breaks', async () => {
    const read = readConfig({ STATE_DIR: house.dir, PUBLIC_URL: 'https://jubao.example' })
    if (!read.ok) throw new Error(read.problems.join('\n'))
    const app = appOf(house, read.config)
    const doors = routesOf(app)
    const broken: string[] = []
    const visitor: Asker = anAsker(app)
    await visitor.ask('GET', { path: '/chat?area=500153' })
    await visitor.ask('GET', { path: '/track' })
    for (let n = 0; n < times * 2; n += 1) {
      const random = createRandom(seed + n)
      const { method, path } = doors[random.below(doors.length)] ?? { method: 'GET', path: '/' }
      const asked = aBodyFor(random, path)
      const { status } = await visitor.raw(
        method,
        bare.has(method) ? { ...asked, body: '' } : asked,
      )
      if (status >= 500) broken.push(`run ${n}: ${method} ${path} ${status}`)
    }
    expect(broken).toEqual([])
    const person = aPerson(house, '500153')
    expect(await person.says('帮助')).not.toBe('')
    console.log(`promise 17: ${times * 2} broken requests at ${doors.length} doors`)
  })
})
