import { afterEach, beforeEach, expect, it } from 'vitest'
import { act, readCase } from '#service/desk.ts'
import type { Deed } from '#service/deed.ts'
import { openFakeTelegram, type FakeTelegram } from '../bots/fake-telegram.ts'
import { aHouse, aStory, officerOf, type TestHouse } from '../service/house.ts'

const chat = 7001
const minute = 60_000

let telegram: FakeTelegram
let house: TestHouse

beforeEach(async () => {
  telegram = await openFakeTelegram()
  house = await aHouse({
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.root,
    TELEGRAM_AREA: '500153',
  })
  for (const bot of house.bots) await bot.start()
})
afterEach(async () => {
  for (const bot of house.bots) await bot.stop()
  await house[Symbol.asyncDispose]()
  await telegram.close()
})

const said = (who = chat): readonly string[] =>
  telegram.sent(who).map(({ payload }) => String(payload['text']))
const says = async (text: string, who = chat): Promise<readonly string[]> => {
  const before = said(who).length
  telegram.message(who, { text })
  await telegram.settled()
  return said(who).slice(before)
}

interface Keyboard {
  readonly inline_keyboard: readonly (readonly { readonly callback_data: string }[])[]
}
const buttons = (): readonly string[] =>
  telegram
    .sent(chat)
    .flatMap(({ payload }) => (payload['reply_markup'] as Keyboard | undefined) ?? [])
    .flatMap(({ inline_keyboard: rows }) => rows.flat().map((key) => key.callback_data))

/** A report; its number. */
async function reports(who = chat): Promise<string> {
  let last: readonly string[] = []
  for (const words of aStory) last = await says(words, who)
  return /RC-2026-\d{5}/.exec(last.join('\n'))?.[0] ?? ''
}

async function does(number: string, deed: (task: string) => Deed): Promise<void> {
  const officer = await officerOf(house, number)
  const read = await readCase(house.world, officer, number)
  const version = read.ok ? read.value.file.version : 0
  const point = { number, version }
  expect(await act(house.world, officer, point, deed(officer.task))).toMatchObject({ ok: true })
}

const notices = async () =>
  await house.world.db.read(
    async (tx) =>
      await tx
        .selectFrom('outbox')
        .selectAll()
        .where('kind', '=', 'notice')
        .orderBy('seq')
        .execute(),
  )

it('T1 buttons carry at most 64 bytes and no words; an old one is answered quietly and changes nothing', async () => {
  await says(aStory[0] ?? '')
  const old = buttons()
  expect(old.length).toBeGreaterThan(0)
  for (const data of old) expect(data).toMatch(/^[\w.-]{1,64}$/)
  await says('行')
  const before = said().length
  telegram.tap(chat, old[0] ?? '')
  await telegram.settled()
  expect(said().slice(before)).toEqual(['这个按钮是前面的，按现在的问题回就行。'])
  expect(await says('卖鱼的楼上二楼')).not.toContain('没看明白，麻烦换个说法。')
})

it('T6 an update delivered again a day later, to the next process, changes nothing', async () => {
  await says(aStory[0] ?? '')
  const before = said().length
  for (const bot of house.bots) await bot.stop()
  house = await house.reopened()
  house.wait(25 * 60 * minute)
  for (const bot of house.bots) await bot.start()
  telegram.again()
  await telegram.settled()
  expect(said().length).toBe(before)
  expect((await says('行')).join('')).not.toContain('按钮')
  const lines = await house.port.transcript('telegram', String(chat))
  expect(lines.filter(({ from }) => from === 'reporter').length).toBe(2)
})

it('T11 an edited answer is no answer to the next question, and a message passed on is one', async () => {
  await says(aStory[0] ?? '')
  await says('行')
  const before = said().length
  const message = { message_id: 1, chat: { id: chat, type: 'private' }, text: '改了' }
  telegram.push({ edited_message: message })
  await telegram.settled()
  expect(said().length).toBe(before)
  telegram.message(chat, { text: '卖鱼的楼上二楼', forward_origin: { type: 'hidden_user' } })
  await telegram.settled()
  expect(said().length).toBeGreaterThan(before)
})

it('T11 who blocked us, or is gone, closes the channel and not the case', async () => {
  const number = await reports()
  const description = 'Bad Request: chat not found'
  telegram.fail('sendMessage', 1, 400, { description })
  await does(number, (task) => ({ type: 'accept', task }))
  await house.tick()
  const officer = await officerOf(house, number)
  const read = await readCase(house.world, officer, number)
  expect(read.ok && read.value.file.state).not.toBe('closed')
  const rows = await notices()
  expect(rows.map(({ state }) => state)).toEqual(['closed'])
})

/** What the office does in that hour, by the minute. */
const deeds = new Map<number, (task: string) => Deed>([
  [2, (task) => ({ type: 'accept', task })],
  [20, (task) => ({ type: 'ask', task, text: '从哪个门上去？' })],
  [
    40,
    (task) => ({
      type: 'conclude',
      task,
      outcome: 'unfounded',
      text: '查了，没有人行医，房子空了。',
    }),
  ],
])

it('T5 after an hour without Telegram every notice arrives, in order, and none twice', async () => {
  const people = [chat, 7002, 7003]
  const numbers = await Promise.all(people.map(async (who) => await reports(who)))
  const before = people.map((who) => said(who).length)
  await telegram.down()
  for (let passed = 0; passed < 60; passed += 1) {
    const deed = deeds.get(passed)
    if (deed) for (const one of numbers) await does(one, deed)
    house.wait(minute)
    await house.tick()
  }
  await telegram.up()
  for (let round = 0; round < 3; round += 1) {
    house.wait(minute)
    await house.tick()
  }
  const after = people.map((who, n) => said(who).length - (before[n] ?? 0))
  const rows = await notices()
  console.log(
    `promise 9: 60 minutes without Telegram, ${rows.length} notices owed, ${after.reduce((a, b) => a + b)} arrived, in order, within 3 minutes after it`,
  )
  expect(rows.map(({ state, doubts }) => [state, doubts])).toEqual(rows.map(() => ['sent', 0]))
  expect(after).toEqual(people.map(() => rows.length / people.length))
  const bySession = Map.groupBy(rows, ({ session }) => session)
  for (const own of bySession.values())
    for (const [n, { doneAt }] of own.entries())
      expect(doneAt).toBeGreaterThanOrEqual(own[n - 1]?.doneAt ?? 0)
}, 30_000)
