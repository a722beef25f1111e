import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { leaseEndpoints, oweNotices, takeFirst } from '#store/department-notices.ts'
import { endpointsIn } from '#store/notice-endpoints.ts'
import { switchOn } from '#service/endpoint-changes.ts'
import { listEndpoints } from '#service/notice-endpoints.ts'
import { owedText, oweWebhook } from '#service/outgoing-webhooks.ts'
import { actionsOf, admin, area, aScene, endpointsOf, eventsAt } from './department-scene.ts'
import type { Scene } from './department-scene.ts'
import { aPerson, reports } from './house.ts'

const minute = 60_000
const hour = 60 * minute

describe('desk edge 20: when the other side is down', () => {
  it('for an hour, with traffic: afterwards every notice has come, in order, on every platform', async () => {
    await using scene = await aScene()
    const { house, outside } = scene
    for (const kind of ['wecom', 'dingtalk', 'feishu', 'webhook'] as const)
      await scene.adds({ kind })
    const numbers: string[] = []
    outside.trouble({ status: 503, body: '<html>系统维护</html>' })
    for (let n = 0; n < 6; n += 1) {
      numbers.push((await reports(aPerson(house, area))).number)
      await scene.runs(10 * minute)
    }
    for (const one of await endpointsOf(scene))
      expect(one).toMatchObject({ waiting: 6, failing: true, state: 'on', failure: 'status-503' })
    outside.trouble(undefined)
    await scene.runs(3 * hour, minute)
    for (const robot of ['wecom', 'dingtalk', 'feishu'] as const)
      expect(outside.shown(robot).map((text) => /件号：(.*)/.exec(text)?.[1])).toEqual(numbers)
    const taken = new Map(eventsAt(scene).map(({ id, data }) => [id, data['number']]))
    expect([...taken.values()]).toEqual(numbers)
    for (const one of await endpointsOf(scene))
      expect(one).toMatchObject({ waiting: 0, givenUp: 0, failing: false })
  })

  it('for good: ten attempts in three days, then it stands at the desk as undelivered and nothing is lost', async () => {
    await using scene = await aScene()
    const { house, outside } = scene
    const { id } = await scene.adds({ kind: 'webhook' })
    outside.trouble({ status: 500 })
    const first = await reports(aPerson(house, area))
    const begin = house.now()
    const tries: number[] = []
    for (let n = 0; n < 5 * 24 * 12; n += 1) {
      const before = outside.received.length
      await house.tell()
      if (outside.received.length > before) tries.push(house.now() - begin)
      house.wait(5 * minute)
    }
    expect(tries).toHaveLength(10)
    const days = (tries.at(-1) ?? 0) / (24 * hour)
    expect(days).toBeGreaterThan(3)
    expect(days).toBeLessThan(3.8)
    const pauses = tries.slice(1).map((at, n) => at - (tries[n] ?? 0))
    expect(pauses.slice(2)).toEqual(pauses.slice(2).toSorted((a, b) => a - b))
    expect(await endpointsOf(scene)).toMatchObject([{ state: 'silent', givenUp: 1, waiting: 0 }])

    const second = await reports(aPerson(house, area))
    outside.trouble(undefined)
    await scene.runs(hour)
    expect(outside.received).toHaveLength(10)
    const before = new Set(eventsAt(scene).map((one) => one.id))
    expect(before.size).toBe(1)
    expect((await switchOn(house.world, admin, { area, id })).ok).toBe(true)
    await scene.runs(minute)
    const came = eventsAt(scene).slice(10)
    expect(came.map(({ data }) => data['number'])).toEqual([first.number, second.number])
    expect(before.has(came[0]?.id ?? '')).toBe(true)
  })

  it('one that answers 410 is told no more, which is on record', async () => {
    await using scene = await aScene()
    const { house, outside } = scene
    const { id } = await scene.adds({ kind: 'webhook' })
    await scene.adds({ kind: 'wecom' })
    outside.trouble({ status: 410 })
    await reports(aPerson(house, area))
    await house.tell()
    outside.trouble(undefined)
    await reports(aPerson(house, area))
    await scene.runs(5 * hour, minute)
    expect(eventsAt(scene)).toHaveLength(1)
    expect(outside.shown('wecom')).toHaveLength(2)
    expect((await endpointsOf(scene)).find((one) => one.id === id)).toMatchObject({
      state: 'gone',
      waiting: 1,
    })
    expect(await actionsOf(scene, id)).toEqual(['notice-endpoint-added', 'notice-endpoint-stopped'])
  })

  it('a slow one keeps no other from being told', async () => {
    await using scene = await aScene()
    const { house, outside } = scene
    const other = aSlowMachine()
    const url = await other.url()
    await scene.adds({ kind: 'webhook', address: url, name: '慢' })
    await scene.adds({ kind: 'wecom' })
    await reports(aPerson(house, area))
    const telling = house.tell()
    while (outside.shown('wecom').length === 0) await new Promise(setImmediate)
    other.answers()
    await telling
    expect((await endpointsOf(scene)).map(({ waiting }) => waiting)).toEqual([0, 0])
    other.close()
  })
})

describe('when our own process dies', () => {
  it('between call and note, the same notice goes out once more with the same id, and counts as doubtful', async () => {
    await using scene = await aScene()
    const { house } = scene
    await scene.adds({ kind: 'webhook' })
    const { number } = await reports(aPerson(house, area))
    await diesAfterTheCall(scene)
    await using next = await house.reopened()
    await next.tell()
    expect(eventsAt(scene)).toHaveLength(0)
    next.wait(minute)
    await next.tell()
    const events = eventsAt(scene)
    expect(events.map(({ data }) => data['number'])).toEqual([number])
    const listed = await listEndpoints(next.world, admin, area)
    expect(listed).toMatchObject({ value: [{ waiting: 0, doubtful: 1 }] })
  })

  it('before the commit, nothing is owed: notices are owed with the event or not at all', async () => {
    await using scene = await aScene()
    const { world } = scene.house
    await scene.adds({ kind: 'webhook', wants: ['work-order.status'] })
    const event = { type: 'work-order.status', area, data: { order: 'W-1' }, at: world.clock() }
    const torn = world.db.transaction(async (tx) => {
      await oweWebhook(world, tx, event)
      throw new Error('torn')
    })
    await expect(torn).rejects.toThrow('torn')
    await scene.runs(minute)
    expect(eventsAt(scene)).toEqual([])
    await world.db.transaction(async (tx) => await oweWebhook(world, tx, event))
    await scene.house.tell()
    expect(eventsAt(scene)).toMatchObject([{ type: 'work-order.status', data: { order: 'W-1' } }])
  })
})

describe('a robot', () => {
  it('is never spoken to more often than its platform allows', async () => {
    await using scene = await aScene()
    const { outside } = scene
    for (const kind of ['wecom', 'dingtalk', 'feishu'] as const) await scene.adds({ kind })
    const numbers = Array.from({ length: 45 }, (_, n) => `RC-2026-${String(n).padStart(5, '0')}`)
    await owes(scene, numbers)
    await scene.runs(3 * minute, 1000)
    for (const robot of ['wecom', 'dingtalk', 'feishu'] as const)
      expect(outside.shown(robot).map((text) => /件号：(.*)/.exec(text)?.[1])).toEqual(numbers)
    expect(outside.received).toHaveLength(135)
  })
})

/** Notices of made-up cases, as if so many events had come at once. */
async function owes({ house }: Scene, numbers: readonly string[]): Promise<void> {
  const { world } = house
  await world.db.transaction(async (tx) => {
    for (const endpoint of await endpointsIn(tx, area)) {
      const rows = []
      for (const number of numbers) {
        const id = world.id()
        const body = JSON.stringify({ data: { number, link: 'https://jubao.example/desk' }, at: 1 })
        const sealed = await world.vault.seal(endpoint.keyId, body, owedText(id))
        const { keyId } = endpoint
        rows.push({
          id,
          endpoint: endpoint.id,
          about: number,
          type: 'task.new',
          keyId,
          sealed,
          createdAt: world.clock(),
        })
      }
      await oweNotices(tx, area, rows)
    }
  })
}

/** A worker takes the notice and is gone before it can write down what became of it. */
async function diesAfterTheCall({ house }: Scene): Promise<void> {
  const { db, clock } = house.world
  await db.transaction(async (tx) => {
    const [endpoint] = await leaseEndpoints(tx, 'dead', clock())
    if (!endpoint) throw new Error('nothing is due')
    await takeFirst(tx, { endpoint: endpoint.id, worker: 'dead', now: clock() })
  })
}

/** A machine that takes its time. */
function aSlowMachine() {
  const waiting: (() => void)[] = []
  let open = false
  const server = createServer((request, response) => {
    request.resume()
    const answer = (): void => void response.end()
    if (open) answer()
    else waiting.push(answer)
  })
  return {
    url: async (): Promise<string> => {
      const listening = Promise.withResolvers<void>()
      server.listen(0, '127.0.0.1', listening.resolve)
      await listening.promise
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    },
    answers: (): void => {
      open = true
      for (const answer of waiting) answer()
    },
    close: (): void => void server.close(),
  }
}
