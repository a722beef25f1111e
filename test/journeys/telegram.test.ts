import { expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { openFakeTelegram } from '../bots/fake-telegram.ts'
import { aHouse, aStory, officerOf, type TestHouse } from '../service/house.ts'

const chat = 7001

async function does(house: TestHouse, officer: Officer, number: string, deed: Deed): Promise<void> {
  const read = await readCase(house.world, officer, number)
  const version = read.ok ? read.value.file.version : 0
  expect(await act(house.world, officer, { number, version }, deed)).toMatchObject({ ok: true })
}

it('by Telegram a citizen reports, is asked, answers, and reads the outcome', async () => {
  const telegram = await openFakeTelegram()
  await using house = await aHouse({
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.root,
    TELEGRAM_AREA: '500153',
  })
  for (const bot of house.bots) await bot.start()
  const said = (): string =>
    telegram
      .sent(chat)
      .map(({ payload }) => String(payload['text']))
      .join('\n')
  const says = async (text: string): Promise<string> => {
    const before = said().length
    telegram.message(chat, { text })
    await telegram.settled()
    return said().slice(before)
  }
  const reads = async (): Promise<string> => {
    await house.tick()
    expect(said()).toContain('您有一条办理进度')
    return await says('查看')
  }

  let last = ''
  for (const words of aStory) last = await says(words)
  const number = /RC-2026-\d{5}/.exec(last)?.[0] ?? ''
  expect(number).not.toBe('')

  const officer = await officerOf(house, number)
  const { task } = officer
  await does(house, officer, number, { type: 'accept', task })
  expect(await reads()).toContain('已受理')
  await does(house, officer, number, { type: 'ask', task, text: '二楼从哪个门上去？' })
  expect(await reads()).toContain('二楼从哪个门上去？')
  expect(await says('鱼店旁边的铁门')).toContain('已转给办理人员')
  const text = '查了，没有人行医，房子空了两个月。'
  await does(house, officer, number, { type: 'conclude', task, outcome: 'unfounded', text })
  expect(await reads()).toContain(text)

  for (const bot of house.bots) await bot.stop()
  await telegram.close()
})
