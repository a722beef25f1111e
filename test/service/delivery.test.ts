import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Delivery } from '#conversation/channel.ts'
import type { Outgoing } from '#conversation/message.ts'
import { act, readCase } from '#service/desk.ts'
import type { Deed } from '#service/deed.ts'
import { notifyDue } from '#service/notify.ts'
import { undelivered } from '#store/outbox-lease.ts'
import { aHouse, aPerson, officerOf, reports, type Person, type TestHouse } from './house.ts'

const telegram = {
  TELEGRAM_TOKEN: '1:abcdefghijklmnopqrstuvwxyz',
  TELEGRAM_AREA: '500153',
  TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
}
const minute = 60_000

let house: TestHouse
beforeAll(async () => {
  house = await aHouse(telegram)
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

const text = (words: string) => ({ type: 'text', text: words }) as const
const lost = (): Delivery => {
  throw new Error('the line broke')
}

/** One round of the clock; what it sent, and where. */
async function ticks(
  at: TestHouse,
  outcome: (message: Outgoing) => Delivery = () => 'sent',
): Promise<readonly { channel: string; address: string; id: string; text: string }[]> {
  const sent: { channel: string; address: string; id: string; text: string }[] = []
  await notifyDue(at.world, async (channel, address, message) => {
    sent.push({ channel, address, id: message.id, text: message.text })
    return outcome(message)
  })
  return sent
}

/** As many rounds as there is something to say in. */
async function allTicks(at: TestHouse): ReturnType<typeof ticks> {
  const all = []
  for (let round = 0; round < 20; round++) {
    const sent = await ticks(at)
    if (sent.length === 0) break
    all.push(...sent)
  }
  return all
}

const aChatter = (at = house): Person => aPerson(at, '500153', 'telegram')

/** What the reporter hears of a report in Telegram, with several answers in one turn. */
const begins = async (
  person: Person,
  outcome?: (message: Outgoing) => Delivery,
): Promise<readonly Outgoing[]> =>
  await person.delivers('begins', text('菜市场后头有人给人打针输液，没得证'), outcome)

async function does(number: string, deed: Omit<Deed, 'task'> & { readonly type: string }) {
  const officer = await officerOf(house, number)
  const read = await readCase(house.world, officer, number)
  const version = read.ok ? read.value.file.version : 0
  const full = { ...deed, task: officer.task } as Deed
  expect(await act(house.world, officer, { number, version }, full)).toMatchObject({ ok: true })
}

describe('G3 a send that fails blocks no chat', () => {
  it('is said once more by the clock, with the same ids, in order', async () => {
    const tried = await begins(aChatter(), lost)
    expect(tried).toHaveLength(1)
    house.wait(minute)
    const sent = await allTicks(house)
    expect(sent.length).toBeGreaterThan(1)
    expect(sent[0]?.id).toBe(tried[0]?.id)
    expect(await ticks(house)).toEqual([])
    const doubtful = await house.world.db.read(async (tx) => await undelivered(tx))
    expect(doubtful.map(({ id }) => id)).toContain(tried[0]?.id)
  })

  it('a delivery that comes again while the clock is saying its answers does not say them too', async () => {
    const person = aChatter()
    await begins(person, () => ({ retryAfter: 1 }))
    house.wait(minute)
    const twice: Outgoing[] = []
    let sent = 0
    await notifyDue(house.world, async () => {
      sent += 1
      twice.push(...(await begins(person)))
      return 'sent'
    })
    expect(sent).toBeGreaterThan(0)
    expect(twice).toEqual([])
    await allTicks(house)
  })

  it('a person who writes meanwhile hears the lost answers first, then the new ones', async () => {
    const person = aChatter()
    const [first] = await begins(person, lost)
    const heard = await person.delivers('next', text('行'))
    expect(heard[0]?.id).toBe(first?.id)
    expect(heard.at(-1)?.text).toContain('具体在哪儿')
    house.wait(minute)
    expect(await ticks(house)).toEqual([])
  })

  it('an answer that never gets through is given up once the next one does', async () => {
    const person = aChatter()
    const [bad] = await begins(person, lost)
    const poison = ({ id }: Outgoing): Delivery => (id === bad?.id ? lost() : 'sent')
    for (let n = 0; n < 3; n++) await person.delivers(`again-${n}`, text('帮助'), poison)
    const heard = await person.delivers('at last', text('行'), poison)
    expect(heard.at(-1)?.text).toContain('具体在哪儿')
    const list = await house.world.db.read(async (tx) => await undelivered(tx))
    expect(list.find(({ id }) => id === bad?.id)?.state).toBe('undeliverable')
  })

  it('one message that cannot be opened stops no other', async () => {
    const erased = aChatter()
    await begins(erased, lost)
    const row = await house.world.db.read(async (tx) => (await undelivered(tx)).at(-1))
    await house.world.vault.dropKey(row?.keyId ?? '')
    const other = aChatter()
    const [waits] = await begins(other, lost)
    house.wait(minute)
    const sent = await allTicks(house)
    expect(sent.map(({ id }) => id)).toContain(waits?.id)
  })
})

it('what took too long is left to the process that took it meanwhile, and said once', async () => {
  for (let n = 0; n < 3; n++) await begins(aChatter(), lost)
  house.wait(minute)
  const said: string[] = []
  const other = { ...house.world, worker: 'another process' }
  let elsewhere = 0
  await notifyDue(house.world, async (_channel, _address, { id }) => {
    said.push(id)
    house.wait((2 / 3) * minute)
    if (said.length === 2)
      await notifyDue(other, async (_there, _whom, message) => {
        elsewhere += 1
        said.push(message.id)
        return 'sent'
      })
    return 'sent'
  })
  expect(elsewhere).toBeGreaterThan(0)
  expect(new Set(said).size).toBe(said.length)
  await allTicks(house)
})

it('a call that ended without an answer after another got through asks for no third', async () => {
  const [lostOne] = await begins(aChatter(), lost)
  house.wait(minute)
  const said: string[] = []
  const other = { ...house.world, worker: 'another process' }
  await notifyDue(house.world, async (_channel, _address, { id }) => {
    said.push(id)
    house.wait(2 * minute)
    await notifyDue(other, async (_there, _whom, message) => {
      said.push(message.id)
      return 'sent'
    })
    return lost()
  })
  house.wait(60 * minute)
  for (const { id } of await allTicks(house)) said.push(id)
  expect(said.filter((id) => id === lostOne?.id)).toHaveLength(2)
})

it('a channel that asks for a pause gets it, and everything after it in order', async () => {
  const person = aChatter()
  const [first] = await begins(person, () => ({ retryAfter: 30_000 }))
  expect(await person.delivers('too soon', text('行'))).toEqual([])
  expect(await ticks(house)).toEqual([])
  house.wait(31_000)
  const sent = await allTicks(house)
  expect(sent[0]?.id).toBe(first?.id)
  expect(sent.at(-1)?.text).toContain('具体在哪儿')
  expect(await person.delivers('in time', text('菜市场后门楼上'))).not.toEqual([])
})

it('T11 a person who blocked us closes the channel, never the case', async () => {
  const person = aChatter()
  const { number, passcode } = await reports(person)
  await person.delivers('left', { type: 'closed' })
  await does(number, { type: 'accept' })
  expect((await ticks(house, () => 'closed')).length).toBe(1)
  expect(await ticks(house)).toEqual([])
  const elsewhere = aPerson(house, '500153')
  await elsewhere.says('查进度')
  await elsewhere.says(number)
  expect(await elsewhere.says(passcode)).toContain('受理')
  const officer = await officerOf(house, number)
  expect(await readCase(house.world, officer, number)).toMatchObject({
    ok: true,
    value: { file: { state: 'accepted' } },
  })
})

it('news reach the channel the person used, and say nothing of the matter', async () => {
  const byTelegram = aChatter()
  const { number } = await reports(byTelegram)
  const byWeb = aPerson(house, '500153')
  const other = await reports(byWeb)
  await does(number, { type: 'accept' })
  await does(other.number, { type: 'accept' })
  const sent = await allTicks(house)
  expect(sent.map(({ channel }) => channel).toSorted()).toEqual(['telegram', 'web-chat'])
  for (const { text: words } of sent) expect(words).not.toMatch(/打针|RC-2026|受理/)
})

it('after a crash between commit and call the clock says what was owed exactly once', async () => {
  await using before = await aHouse(telegram)
  const person = aChatter(before)
  const died = new Promise<never>(() => {})
  const committed = Promise.withResolvers<Outgoing>()
  void before.port.hear(
    {
      channel: 'telegram',
      address: 'crashed-0001',
      area: '500153',
      once: 'the-last-one',
      at: before.now(),
      what: text('菜市场后头有人给人打针输液，没得证'),
    },
    async (message) => {
      committed.resolve(message)
      return await died
    },
  )
  const interrupted = await committed.promise
  await begins(person)
  await using after = await before.reopened()
  expect(await ticks(after)).toEqual([])
  after.wait(minute)
  const sent = await allTicks(after)
  expect(sent[0]).toMatchObject({ id: interrupted.id, address: 'crashed-0001' })
  expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length)
  expect(sent.every(({ address }) => address === 'crashed-0001')).toBe(true)
  expect(sent.length).toBeGreaterThan(1)
  after.wait(60 * minute)
  expect((await allTicks(after)).filter(({ id }) => id === interrupted.id)).toEqual([])
})

it('a timer that fails stops no other', async () => {
  const broken = aPerson(house, '500153')
  const other = aPerson(house, '500153')
  await begins(broken)
  await begins(other)
  const rows = await house.world.db.read(
    async (tx) => await tx.selectFrom('sessions').select(['keyId', 'id']).execute(),
  )
  const newest = await house.world.db.read(
    async (tx) => await tx.selectFrom('timers').select('session').orderBy('at', 'desc').execute(),
  )
  const victim = rows.find(({ id }) => id === newest.at(1)?.session)
  await house.world.vault.dropKey(victim?.keyId ?? '')
  house.wait(40 * minute)
  await house.tick()
  const lines = await other.reads()
  expect(lines.at(-1)?.text).toMatch(/还在|没说完|接着/)
})
