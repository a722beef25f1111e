import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Delivery } from '#conversation/channel.ts'
import type { Outgoing } from '#conversation/message.ts'
import { blockSender } from '#service/block.ts'
import { notifyDue } from '#service/notify.ts'
import { lostNews } from '#store/hops.ts'
import { trackReceipt } from '#service/receipt.ts'
import { isAside } from '#store/blocks.ts'
import { sessionOfHandle } from '#store/sessions.ts'
import { chatOf, does, filed, rongchang, rowOf, unfounded, type Filed } from './filed.ts'
import { aHouse, aPerson, aStory, officerOf, reports } from './house.ts'
import type { Person, TestHouse } from './house.ts'

const telegram = {
  TELEGRAM_TOKEN: '1:abcdefghijklmnopqrstuvwxyz',
  TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
}
const minute = 60_000
const question = { type: 'ask', text: '二楼从哪个门上去？' } as const

let house: TestHouse
beforeAll(async () => {
  house = await aHouse(telegram)
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

/** What each channel says of a message. */
type Ways = Readonly<Record<string, Delivery>>

interface Told {
  readonly channel: string
  readonly address: string
  readonly message: Outgoing
}

/** One round of what is due; gives what was said where. */
async function told(ways: Ways = {}): Promise<readonly Told[]> {
  const said: Told[] = []
  for (let rounds = 0; rounds < 20; rounds += 1) {
    const taken = await notifyDue(house.world, async (channel, address, message) => {
      said.push({ channel, address, message })
      return ways[channel] ?? 'sent'
    })
    if (taken === 0) return said
  }
  return said
}

const hintsTo = (person: Person, said: readonly Told[]): number =>
  said.filter(({ address, message }) => address === person.address && /进度/.test(message.text))
    .length

/** Opens the report in another chat by number and passcode. */
async function opens(person: Person, { number, passcode }: Filed): Promise<string> {
  await person.says('查进度')
  await person.says(number)
  return await person.says(passcode)
}

/** A report that came by Telegram, and its person in the web chat who wants to hear of it there. */
async function moved(): Promise<Filed & { readonly there: Person }> {
  const about = await filed(house, aStory, 'telegram')
  const there = aPerson(house, rongchang)
  await opens(there, about)
  await there.says('以后在这里告诉我')
  await told()
  return { ...about, there }
}

const lost = async (): Promise<readonly string[]> =>
  (await house.world.db.read(async (tx) => await lostNews(tx, rongchang))).map(
    ({ number }) => number,
  )

describe('change of channel', () => {
  it('who wrote by Telegram goes on in the web chat: state, question, answer, more, news', async () => {
    const about = await filed(house, aStory, 'telegram')
    await does(house, about.number, { type: 'accept' })
    await does(house, about.number, question)
    const there = aPerson(house, rongchang)
    expect(await opens(there, about)).toContain('已受理')
    expect(await there.says('以后在这里告诉我')).toContain('以后先在这里告诉您')
    await there.says('查看')
    expect(await there.says('查看')).toContain('二楼从哪个门上去')
    expect(await there.says('鱼店旁边的铁门')).toContain('已转给办理人员')
    await there.says('补充')
    expect(await there.says('他们换了招牌')).toContain(`补到编号 ${about.number} 里了`)
    await there.says('好了')
    await told()
    await does(house, about.number, unfounded)
    const said = await told()
    expect([hintsTo(there, said), hintsTo(about.person, said)]).toEqual([1, 0])
    expect(await there.says('查看')).toContain('没有发现违法')
    expect(await there.says('进度')).toContain('办结')
  })

  it('who only looks is told nothing there, and the next look needs the passcode again', async () => {
    const about = await filed(house, aStory, 'telegram')
    const there = aPerson(house, rongchang)
    await opens(there, about)
    await there.says('不用了')
    await does(house, about.number, { type: 'accept' })
    const said = await told()
    expect([hintsTo(there, said), hintsTo(about.person, said)]).toEqual([0, 1])
    expect(await there.says('进度')).toContain('这个聊天里没有您的举报')
  })

  it('the place used last is told first', async () => {
    const { person, there, number } = await moved()
    await person.says('进度')
    await does(house, number, { type: 'accept' })
    const said = await told()
    expect([hintsTo(there, said), hintsTo(person, said)]).toEqual([0, 1])
  })

  it('no table and no audit entry shows that two conversations are one person', async () => {
    const { person, there, number } = await moved()
    await does(house, number, { type: 'accept' })
    await told({ 'web-chat': 'closed' })
    const { world } = house
    const { handle, id, keyId } = await rowOf(house, number)
    const hash = world.vault.addressHash('web-chat', there.address)
    const rows = await world.db.read(async (tx) => ({
      session: await tx
        .selectFrom('sessions')
        .selectAll()
        .where('addressHash', '=', hash)
        .executeTakeFirstOrThrow(),
      places: await tx.selectFrom('places').selectAll().where('caseId', '=', id).execute(),
      hops: await tx.selectFrom('hops').selectAll().execute(),
    }))
    const { session, places, hops } = rows
    expect(session.handle).not.toBe(handle)
    expect(places).toHaveLength(1)
    const ofThere = await world.db.read(
      async (tx) =>
        await tx.selectFrom('outbox').selectAll().where('session', '=', session.id).execute(),
    )
    const plain = JSON.stringify([places, hops], (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    )
    for (const trace of [session.id, session.handle, session.keyId, there.address, person.address])
      expect(plain).not.toContain(trace)
    for (const row of ofThere) {
      expect(plain).not.toContain(row.id)
      expect(JSON.stringify({ ...row, sealed: '' })).not.toContain(id)
      expect(row.keyId).not.toBe(keyId)
    }
  })
})

describe('failing over', () => {
  it('a place that is closed is followed by the next, once and in order', async () => {
    const { person, there, number } = await moved()
    await does(house, number, { type: 'accept' })
    await does(house, number, question)
    const said = await told({ 'web-chat': 'closed' })
    expect([hintsTo(there, said), hintsTo(person, said)]).toEqual([2, 2])
    expect(await lost()).not.toContain(number)
    expect(await told()).toEqual([])
  })

  it('a platform that would wait for days for its person is not waited for where there is another', async () => {
    const { person, there, number } = await moved()
    await does(house, number, { type: 'accept' })
    const away = { retryAfter: 3 * 24 * 60 * minute, orHeard: true } as const
    const said = await told({ 'web-chat': away })
    expect([hintsTo(there, said), hintsTo(person, said)]).toEqual([1, 1])
  })

  it('after all attempts in doubt the next place is told, and not a third time', async () => {
    const { person, there, number } = await moved()
    await does(house, number, { type: 'accept' })
    const said: Told[] = []
    for (let hours = 0; hours < 14; hours += 1) {
      await notifyDue(house.world, async (channel, address, message) => {
        said.push({ channel, address, message })
        if (channel === 'web-chat') throw new Error('nobody knows')
        return 'sent'
      })
      house.wait(60 * minute)
    }
    said.push(...(await told()))
    expect([hintsTo(there, said), hintsTo(person, said)]).toEqual([12, 1])
  })

  it('what can be told nowhere stands on the list and waits for its person, or for a look', async () => {
    const closed = { 'web-chat': 'closed', telegram: 'closed' } as const
    const one = await moved()
    const two = await moved()
    for (const { number } of [one, two]) await does(house, number, { type: 'accept' })
    await told(closed)
    expect(await lost()).toEqual(expect.arrayContaining([one.number, two.number]))
    expect(await one.there.says('查看')).toContain('已受理')
    expect(await lost()).not.toContain(one.number)
    const { number, passcode } = two
    await trackReceipt(house.world, { number, passcode, asker: 'a-browser' })
    expect(await lost()).not.toContain(number)
  })

  it('news that were read while a message about them was on its way are told nowhere else', async () => {
    const { person, there, number } = await moved()
    await does(house, number, { type: 'accept' })
    await notifyDue(house.world, async () => {
      await person.says('查看')
      return 'closed'
    })
    const said = await told()
    expect([hintsTo(there, said), hintsTo(person, said)]).toEqual([0, 0])
    expect(await lost()).not.toContain(number)
  })

  it('news read at one place are not said at another any more', async () => {
    const { person, there, number } = await moved()
    await does(house, number, { type: 'accept' })
    expect(await person.says('查看')).toContain('已受理')
    const said = await told()
    expect([hintsTo(there, said), hintsTo(person, said)]).toEqual([0, 0])
  })
})

describe('what holds for one place holds for all', () => {
  const gone = async (handle: string): Promise<boolean> =>
    (await house.world.db.read(async (tx) => await sessionOfHandle(tx, handle))) === undefined
  const forgets = async (person: Person): Promise<string> => {
    await person.says('忘记我')
    return await person.says('删除')
  }
  const handleOf = async ({ address }: Person, channel: string): Promise<string> => {
    const hash = house.world.vault.addressHash(channel, address)
    return await house.world.db.read(
      async (tx) =>
        (
          await tx
            .selectFrom('sessions')
            .select('handle')
            .where('addressHash', '=', hash)
            .executeTakeFirstOrThrow()
        ).handle,
    )
  }
  const aDayLater = async (): Promise<void> => {
    await told()
    house.wait(25 * 60 * minute)
    await house.tick()
    house.wait(25 * 60 * minute)
    await house.tick()
  }

  it('忘记我 said where it came from reaches the other chat', async () => {
    const { person, there, number } = await moved()
    const handle = await handleOf(there, 'web-chat')
    expect(await forgets(person)).toContain(number)
    await aDayLater()
    expect(await gone(handle)).toBe(true)
    expect(await chatOf(there)).not.toContain(number)
    await does(house, number, { type: 'accept' })
    expect(await told()).toEqual([])
    expect(await lost()).toContain(number)
  })

  it('忘记我 said in the other chat takes nothing from the one it came from', async () => {
    const { person, there, number } = await moved()
    const origin = (await rowOf(house, number)).handle
    const other = await handleOf(there, 'web-chat')
    await does(house, number, { type: 'accept' })
    const asked = await there.says('忘记我')
    expect(asked).toContain(`${number} 是在别的聊天里登记的，不会删`)
    expect(await there.says('删除')).toContain('这段聊天，这里都删掉了')
    const said = await told()
    expect([hintsTo(there, said), hintsTo(person, said)]).toEqual([0, 1])
    await aDayLater()
    expect([await gone(other), await gone(origin)]).toEqual([true, false])
    expect((await rowOf(house, number)).handle).toBe(origin)
    expect(await chatOf(person)).toContain('菜市场')
    await does(house, number, unfounded)
    expect(hintsTo(person, await told())).toBe(1)
    await aDayLater()
    expect((await rowOf(house, number)).erasedAt).toBeUndefined()
    expect(await chatOf(there)).not.toContain(number)
  })

  it('a report filed elsewhere by a blocked sender stands aside', async () => {
    const { there, number } = await moved()
    const officer = await officerOf(house, number)
    const intake = { ...officer, role: 'intake', department: 'intake' } as const
    const reason = '同一内容反复提交，已当面告知'
    expect(await blockSender(house.world, intake, { number, reason, days: 7 })).toMatchObject({
      ok: true,
    })
    const next = await reports(there, [
      '双河街道有个牙科给人拔牙镶牙，医生没有资格证',
      ...aStory.slice(1),
    ])
    const row = await rowOf(house, next.number)
    expect(await house.world.db.read(async (tx) => await isAside(tx, row.id))).toBe(true)
  })
})
