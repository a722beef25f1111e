import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Delivery } from '#conversation/channel.ts'
import type { Outgoing } from '#conversation/message.ts'
import { notifyDue } from '#service/notify.ts'
import { readUndelivered } from '#service/channel-desk.ts'
import { saveCaseRow } from '#store/cases.ts'
import { lostNews, markLost } from '#store/hops.ts'
import { addNews } from '#store/news.ts'
import { does, filed, rongchang, rowOf, unfounded, type Filed } from './filed.ts'
import { aHouse, aPerson, aStory, officerOf, type Person, type TestHouse } from './house.ts'

const telegram = {
  TELEGRAM_TOKEN: '1:abcdefghijklmnopqrstuvwxyz',
  TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
}
const hour = 3_600_000
const day = 24 * hour
const away = { retryAfter: 3 * day, orHeard: true } as const

let house: TestHouse
beforeAll(async () => {
  house = await aHouse(telegram)
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

type Ways = Readonly<Record<string, Delivery>>

interface Told {
  readonly address: string
  readonly message: Outgoing
}

/** One round of what is due; gives what was said where. */
async function told(ways: Ways = {}): Promise<readonly Told[]> {
  const said: Told[] = []
  for (let rounds = 0; rounds < 20; rounds += 1) {
    const taken = await notifyDue(house.world, async (channel, address, message) => {
      said.push({ address, message })
      return ways[channel] ?? 'sent'
    })
    if (taken === 0) return said
  }
  return said
}

const wordsTo = (person: Person, said: readonly Told[]): readonly string[] =>
  said.filter(({ address }) => address === person.address).map(({ message }) => message.text)

async function linked(about: Filed, there: Person): Promise<void> {
  await there.says('查进度')
  await there.says(about.number)
  await there.says(about.passcode)
  await there.says('以后在这里告诉我')
}

/** A report that came by Telegram and is told in a web chat as well. */
async function moved(): Promise<Filed & { readonly there: Person }> {
  const about = await filed(house, aStory, 'telegram')
  const there = aPerson(house, rongchang)
  await linked(about, there)
  return { ...about, there }
}

const lost = async (): Promise<readonly string[]> =>
  (await house.world.db.read(async (tx) => await lostNews(tx, rongchang))).map(
    ({ number }) => number,
  )

/** Rows of a conversation that nobody asked for. */
async function noticesOf({ address }: Person, channel: string) {
  const { world } = house
  const hash = world.vault.addressHash(channel, address)
  return await world.db.read(
    async (tx) =>
      await tx
        .selectFrom('outbox as o')
        .innerJoin('sessions as s', 's.id', 'o.session')
        .select(['o.id', 'o.createdAt', 'o.doneAt', 'o.nextAt', 'o.state'])
        .where('s.addressHash', '=', hash)
        .where('o.kind', '=', 'notice')
        .execute(),
  )
}

describe('whoever has number and passcode', () => {
  it('cannot have a report told elsewhere without the chat it came from hearing of it', async () => {
    const about = await filed(house, aStory, 'telegram')
    const there = aPerson(house, rongchang)
    await linked(about, there)
    const said = await told()
    expect(wordsTo(about.person, said)).toEqual([expect.stringContaining('回"只在这里"')])
    expect(wordsTo(about.person, said).join('')).not.toContain('举报')
    expect(wordsTo(there, said)).toEqual([])
    const third = aPerson(house, rongchang)
    await linked(about, third)
    const again = await told()
    expect([wordsTo(about.person, again).length, wordsTo(there, again).length]).toEqual([1, 1])
    await linked(about, third)
    expect(await told()).toEqual([])
  })

  it('只在这里, said where it came from, takes it back from every other chat', async () => {
    const { person, there, number } = await moved()
    await does(house, number, { type: 'accept' })
    const answer = await person.says('只在这里')
    expect(answer).toContain('办理进度只在这里告诉您')
    expect(answer).toContain('回复"查看"')
    expect(await told()).toEqual([])
    expect(await there.says('进度')).toContain('这个聊天里没有您的举报')
  })

  it('只在这里, said in a chat it did not come from, takes nothing from anybody', async () => {
    const { there, number } = await moved()
    expect(await there.says('只在这里')).toContain('请在当初登记的聊天里回')
    await told()
    await does(house, number, { type: 'accept' })
    expect(wordsTo(there, await told())).toHaveLength(1)
  })
})

describe('equal times', () => {
  it('no row of another chat bears the moment of the news, nor of their being read', async () => {
    const { person, there, number } = await moved()
    await told()
    await does(house, number, { type: 'accept' })
    await told({ 'web-chat': away })
    await there.says('查看')
    await does(house, number, unfounded)
    await told()
    const other = (await noticesOf(there, 'web-chat')).filter(({ id }) => id.startsWith('hint:'))
    const origin = await noticesOf(person, 'telegram')
    const line = origin.filter(({ id }) => id.startsWith('place:'))
    expect([other.length, line.length]).toEqual([2, 1])
    for (const { createdAt, doneAt, nextAt } of [...other, ...line])
      expect([createdAt % hour, (doneAt ?? 0) % hour, nextAt % hour]).toEqual([0, 0, 0])
    const { id } = await rowOf(house, number)
    const news = await house.world.db.read(
      async (tx) => await tx.selectFrom('news').selectAll().where('caseId', '=', id).execute(),
    )
    const read = news.flatMap(({ readAt }) => (readAt === null ? [] : [readAt]))
    expect(read).toEqual([expect.any(Number)])
    for (const at of read) expect((at + 8 * hour) % day).toBe(0)
  })
})

describe('a caller', () => {
  it('is not looked for where nobody can be told, nor listed as not reached', async () => {
    const caller = await filed(house, aStory, 'hotline')
    await does(house, caller.number, { type: 'accept' })
    expect(wordsTo(caller.person, await told({ hotline: 'closed' }))).toEqual([])
    expect(await lost()).not.toContain(caller.number)
  })

  it('who wants to be told in a chat is told there, and listed if that cannot be', async () => {
    const caller = await filed(house, aStory, 'hotline')
    const there = aPerson(house, rongchang)
    await linked(caller, there)
    await does(house, caller.number, { type: 'accept' })
    const said = await told({ 'web-chat': 'closed' })
    expect([wordsTo(there, said).length, wordsTo(caller.person, said).length]).toEqual([1, 0])
    expect(await lost()).toContain(caller.number)
  })
})

describe('the list of what could be told to nobody', () => {
  it('holds what its officer may see, however much there is that they may not', async () => {
    const about = await filed(house)
    await does(house, about.number, { type: 'accept' })
    await told({ 'web-chat': 'closed' })
    const officer = await officerOf(house, about.number)
    const { erasedAt: _, ...row } = await rowOf(house, about.number)
    await house.world.db.transaction(async (tx) => {
      for (let n = 0; n < 205; n += 1) {
        const hidden = { ...row, id: `hidden-${n}`, number: `RC-2020-${10_000 + n}` }
        await saveCaseRow(tx, { ...hidden, erasedAt: 1 })
        const news = { id: `lost-${n}`, caseId: hidden.id, handle: 'h', sealed: new Uint8Array() }
        await addNews(tx, { ...news, at: 1 })
        await markLost(tx, news.id, 1)
      }
    })
    const seen = await readUndelivered(house.world, { ...officer, role: 'supervisor' })
    expect(seen).toMatchObject({ ok: true })
    expect(seen.ok && seen.value.map(({ number }) => number)).toContain(about.number)
    await house.world.db.transaction(async (tx) => {
      await tx.deleteFrom('news').where('handle', '=', 'h').execute()
      await tx.deleteFrom('cases').where('id', 'like', 'hidden-%').execute()
    })
  })
})

describe('a place that waits for its person', () => {
  it('still tells them when they speak there, and no more once it was read elsewhere', async () => {
    for (const isRead of [false, true]) {
      const { person, there, number } = await moved()
      await told()
      await does(house, number, { type: 'accept' })
      const said = await told({ 'web-chat': away })
      expect([wordsTo(there, said).length, wordsTo(person, said).length]).toEqual([1, 1])
      const waits = async (): Promise<boolean> =>
        (await noticesOf(there, 'web-chat')).some(({ state }) => state === 'owed')
      expect(await waits()).toBe(true)
      if (isRead) await person.says('查看')
      expect(await waits()).toBe(!isRead)
      house.wait(8 * day)
      const late = await told({ 'web-chat': away })
      expect(wordsTo(there, late)).toHaveLength(isRead ? 0 : 1)
      expect(await lost()).not.toContain(number)
    }
  })

  it('a second place says on a look that there is news', async () => {
    const { there, number } = await moved()
    await does(house, number, { type: 'accept' })
    expect(await there.says('进度')).toContain('回复"查看"')
  })
})
