import { expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { openFakeMail } from '../bots/fake-mail.ts'
import { mailOf } from '../bots/mails.ts'
import { aHouse, aPerson, aStory, officerOf, type TestHouse } from '../service/house.ts'

const person = 'zhang.san@citizen.example'

async function does(house: TestHouse, officer: Officer, number: string, deed: Deed): Promise<void> {
  const read = await readCase(house.world, officer, number)
  const version = read.ok ? read.value.file.version : 0
  expect(await act(house.world, officer, { number, version }, deed)).toMatchObject({ ok: true })
}

/** All that the officer finds in a case, but for the ids and the moments in which any two differ. */
async function caseOf(house: TestHouse, number: string): Promise<unknown> {
  const read = await readCase(house.world, await officerOf(house, number), number)
  expect(read.ok).toBe(true)
  return JSON.parse(
    JSON.stringify(read)
      .replace(/"m1\.[^"]+"/g, '"task"')
      .replace(/\d{13}/g, '0'),
  )
}

it('by mail a citizen reports as in the chat, is asked, answers above the quotation, and reads the outcome', async () => {
  const mail = await openFakeMail()
  const logged: unknown[] = []
  const note = (...line: readonly unknown[]): void => {
    logged.push(line)
  }
  const settings = {
    MAIL_ADDRESS: 'jubao@ws.example',
    IMAP_URL: mail.imapUrl,
    SMTP_URL: mail.smtpUrl,
    MAIL_AREA: '500153',
  }
  await using house = await aHouse(settings, { info: note, warn: note, error: note })
  for (const bot of house.bots) await bot.start()
  const said = (): string =>
    mail
      .to(person)
      .map(({ text }) => text)
      .join('\n')
  const says = async (text: string): Promise<string> => {
    const before = said().length
    const answers = mail.to(person).at(-1)
    const old = answers?.mail.text?.replaceAll(/^/gm, '> ') ?? ''
    const quoted = answers
      ? `\n\n发自我的iPhone\n\n在 2026年3月2日，jubao@ws.example 写道：\n\n${old}`
      : ''
    mail.imap.arrive(mailOf({ from: person, text: `${text}${quoted}`, answers }))
    await mail.settled()
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

  await using other = await aHouse()
  const byChat = aPerson(other, '500153')
  for (const words of aStory) last = await byChat.says(words)
  const same = /RC-2026-\d{5}/.exec(last)?.[0] ?? ''
  expect(await caseOf(house, number)).toEqual(await caseOf(other, same))

  const officer = await officerOf(house, number)
  const { task } = officer
  await does(house, officer, number, { type: 'accept', task })
  expect(await reads()).toContain('已受理')
  await does(house, officer, number, { type: 'ask', task, text: '二楼从哪个门上去？' })
  expect(await reads()).toContain('二楼从哪个门上去？')
  expect(await says('鱼店旁边的铁门')).toContain('已转给办理人员')
  const read = await readCase(house.world, officer, number)
  expect(JSON.stringify(read)).toContain('鱼店旁边的铁门')
  expect(JSON.stringify(read)).not.toContain('发自我的')
  expect(JSON.stringify(read)).not.toContain(person)
  const text = '查了，没有人行医，房子空了两个月。'
  await does(house, officer, number, { type: 'conclude', task, outcome: 'unfounded', text })
  expect(await reads()).toContain(text)

  const outside = mail
    .to(person)
    .map(({ mail: one }) => `${one.subject}\n${one.text?.slice(0, 90)}`)
  for (const words of [
    ...aStory.filter((one) => one.length > 3),
    number,
    text,
    '铁门',
    '举报',
    '投诉',
  ])
    expect(outside.filter((one) => one.includes(words))).toEqual([])
  for (const words of [...aStory.filter((one) => one.length > 3), person, text, '铁门'])
    expect(JSON.stringify(logged)).not.toContain(words)
  console.log(
    `promise 9: the outcome was told by mail; ${outside.length} mails, 0 words of the matter in subjects, previews and logs`,
  )

  for (const bot of house.bots) await bot.stop()
  await mail.close()
}, 30_000)

it('an answer that the mail server does not take now arrives later, once, also over a restart', async () => {
  const mail = await openFakeMail()
  const settings = {
    MAIL_ADDRESS: 'jubao@ws.example',
    IMAP_URL: mail.imapUrl,
    SMTP_URL: mail.smtpUrl,
    MAIL_AREA: '500153',
  }
  const house = await aHouse(settings)
  for (const bot of house.bots) await bot.start()
  mail.fail('rcpt', 1, 450, '4.2.0 greylisted')
  const raw = mailOf({ from: person, text: aStory[0] ?? '' })
  mail.imap.arrive(raw)
  await mail.settled()
  expect(mail.sent).toEqual([])
  for (const bot of house.bots) await bot.stop()

  await using again = await house.reopened()
  for (const bot of again.bots) await bot.start()
  mail.imap.arrive(raw)
  await mail.settled()
  again.wait(6 * 60_000)
  await again.tick()
  await again.tick()
  expect(mail.sent.map(({ text }) => text.split('\n')[0])).toHaveLength(1)
  expect(mail.sent[0]?.text).toContain('无证')
  for (const bot of again.bots) await bot.stop()
  await mail.close()
}, 30_000)
