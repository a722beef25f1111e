import { inspect } from 'node:util'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Bot } from '#conversation/channel.ts'

import { createEmail } from '#bots/email.ts'

import { openFakeMail } from './fake-mail.ts'
import type { FakeMail } from './fake-mail.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'
import { mailOf } from './mails.ts'
import type { Written } from './mails.ts'

const person = 'zhang@citizen.example'
const said = '菜市场后头有人无证打针'

describe('mail', () => {
  let mail: FakeMail
  let house: House
  let bot: Bot
  let faults: unknown[]
  let now: number

  const another = (settings = {}): Bot =>
    createEmail(
      {
        address: 'jubao@ws.example',
        tokenSecret: 'secret',
        imapUrl: mail.imapUrl,
        smtpUrl: mail.smtpUrl,
        area: '500153',
        graceMs: 50,
        retryMs: 1,
        pollMs: 20,
        now: () => (now += 1),
        onFault: (fault) => faults.push(fault),
        ...settings,
      },
      house.port,
    )

  beforeEach(async () => {
    faults = []
    now = Date.now()
    mail = await openFakeMail()
    house = openHouse()
    bot = another()
    await bot.start()
  })
  afterEach(async () => {
    await bot.stop()
    await mail.close()
  })

  const arrives = async (written: Partial<Written> = {}): Promise<void> => {
    mail.imap.arrive(mailOf({ from: person, text: said, ...written }))
    await mail.settled()
  }
  const texts = (): readonly string[] => mail.to(person).map(({ text }) => text)
  const heard = () => house.heard.map(({ what }) => what)
  const last = () => mail.to(person).at(-1)

  it('is put away only after it was heard', async () => {
    const goOn = house.hold()
    mail.imap.arrive(mailOf({ from: person, text: said }))
    await mail.until(() => house.steps.includes('hear'))
    expect(mail.imap.box('INBOX').map(({ flags }) => [...flags])).toEqual([[]])
    goOn()
    await mail.settled()
    await mail.until(() => mail.imap.box('INBOX').length === 0)
    expect(mail.imap.box('Yijian').map(({ flags }) => [...flags])).toEqual([
      ['\\Seen', '\\Answered'],
    ])
  })

  it('that was being heard when the house stopped is heard by the next, also when it was kept already', async () => {
    house.hold()
    mail.imap.arrive(mailOf({ from: person, text: said }))
    await mail.until(() => house.steps.includes('hear'))
    await bot.stop()
    house = openHouse()
    bot = another()
    await bot.start()
    await mail.settled()
    expect(heard()).toEqual([{ type: 'text', text: said }])
  })

  it('G4 that was heard but not marked when the line broke acts once and is answered once', async () => {
    mail.imap.refuse('UID STORE', 1)
    mail.imap.arrive(mailOf({ from: person, text: said }))
    await mail.until(() => mail.imap.open() === 0)
    mail.imap.renumber()
    const raw = mailOf({ from: person, text: said, id: '<same@citizen.example>' })
    mail.imap.arrive(raw)
    await mail.settled()
    mail.imap.arrive(raw)
    await mail.settled()
    expect(heard().length).toBe(2)
    expect(texts().length).toBe(4)
  })

  it('whose box is made anew with other numbers loses nothing and doubles nothing', async () => {
    const goOn = house.hold()
    for (const text of ['第一封说的话', '第二封说的话', '第三封说的话'])
      mail.imap.arrive(mailOf({ from: `${text.length}-${text.codePointAt(1)}@b.cn`, text }))
    await mail.until(() => house.steps.includes('hear'))
    mail.imap.renumber()
    goOn()
    await mail.settled()
    expect(heard()).toEqual(
      ['第一封说的话', '第二封说的话', '第三封说的话'].map((text) => ({ type: 'text', text })),
    )
  })

  it('that cannot be laid elsewhere is heard once all the same, and stays marked', async () => {
    mail.imap.refuse('UID MOVE', 9)
    await arrives()
    await mail.until(() => mail.imap.commands.at(-1) === 'IDLE')
    await arrives({ text: '还在', answers: last() })
    expect(heard().length).toBe(2)
    expect(mail.imap.box('INBOX').every(({ flags }) => flags.has('\\Answered'))).toBe(true)
  })

  it('T11 that comes back because nobody is there closes the channel of that address alone', async () => {
    await arrives()
    const { messageId = '' } = last()?.mail ?? {}
    const report = `Final-Recipient: rfc822; ${person}\r\nAction: failed\r\nStatus: 5.1.1\r\n`
    mail.imap.arrive(
      `From: MAILER-DAEMON@mx.example\r\nReturn-Path: <>\r\nMessage-ID: <d@mx.example>\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${report}\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${messageId}\r\n\r\n--b--\r\n`,
    )
    await mail.settled()
    expect(house.heard.at(-1)).toMatchObject({ address: person, what: { type: 'closed' } })
    expect(texts().length).toBe(2)
  })

  it('comes again when the mail server was away, and the line was cut', async () => {
    await mail.imap.down()
    await mail.until(() => true)
    mail.imap.arrive(mailOf({ from: person, text: said }))
    await expect.poll(() => faults.length).toBeGreaterThan(1)
    await mail.imap.up()
    await mail.settled()
    mail.imap.cut()
    await arrives({ text: '还在', answers: last() })
    expect(heard().map((what) => ('text' in what ? what.text : ''))).toEqual([said, '还在'])
  })

  it('of somebody who has a conversation here is heard only with our token; else they are asked to show it', async () => {
    await arrives()
    await arrives({ text: '撤回' })
    expect(heard().length).toBe(1)
    expect(texts().at(-1)).toContain('不能确定是不是您本人')
    await arrives({ text: '撤回', answers: last() })
    expect(heard().at(-1)).toEqual({ type: 'text', text: '撤回' })
  })

  it('brings files under their own names and says what was not taken; text comes first', async () => {
    const bytes = Uint8Array.from([1, 2, 3])
    const files = [
      { name: 'men.jpg', bytes },
      { name: '../../etc/x.png', type: 'image/png', bytes },
      { name: 'a.exe', bytes: Buffer.from('MZ') },
      ...Array.from({ length: 9 }, () => ({ name: 'b.mp3', bytes })),
    ]
    await arrives({ files })
    expect(heard()).toMatchObject([
      { type: 'text', text: said },
      {
        type: 'media',
        media: [{ kind: 'image', name: 'men.jpg' }, { name: 'x.png' }, {}, {}, {}, {}, {}, {}],
      },
      { type: 'refused-media', why: 'forbidden-kind' },
      { type: 'refused-media', why: 'too-many' },
    ])
    await arrives({ text: '见附件', files: files.slice(0, 1), answers: last() })
    expect(heard().at(-1)).toMatchObject({ type: 'media', caption: '见附件' })
  })

  it('that is larger than any we take is heard as far as its words go', async () => {
    await bot.stop()
    bot = another({ maxFileBytes: 1000 })
    await bot.start()
    await arrives({ files: [{ name: 'film.mp4', bytes: Buffer.alloc(3_000_000, 7) }] })
    expect(heard()).toEqual([
      { type: 'text', text: said },
      { type: 'refused-media', why: 'too-large' },
    ])
    expect(house.kept).toEqual([])
  })

  it('that cannot be read is answered with what to send instead, once', async () => {
    const headers = ['Content-Type: application/pkcs7-mime; smime-type=enveloped-data', 'X-A: b']
    const raw = `From: ${person}\r\nMessage-ID: <a@b.c>\r\n${headers.join('\r\n')}\r\n\r\nabc`
    mail.imap.arrive(raw)
    await mail.settled()
    mail.imap.arrive(raw)
    await mail.settled()
    expect(house.heard).toEqual([])
    expect(texts()).toEqual([expect.stringContaining('请不加密再发一次')])
  })

  it('of a machine that hides it: the same words are heard three times, and an hour has an end', async () => {
    await bot.stop()
    bot = another({ mostAnHour: 8 })
    await bot.start()
    const text = '我正在休假，回来再看您的邮件。'
    for (let n = 0; n < 5; n += 1) await arrives({ text, answers: last() })
    expect(heard().length).toBe(3)
    for (let n = 0; n < 6; n += 1)
      mail.imap.arrive(mailOf({ from: person, text: `第 ${n} 次不同的话`, answers: last() }))
    await mail.until(() => heard().length === 6 && mail.imap.open() === 3)
    expect(texts().length).toBe(12)
    now += 3_700_000
    await mail.settled()
    expect(heard().length).toBe(9)
  })

  it('goes out as words alone, with nothing of the matter in what a lock screen shows', async () => {
    await arrives()
    await bot.send(person, { id: 'n1', text: '查了，情况属实。' })
    const [answer, , news] = mail.to(person)
    expect(answer?.mail.subject).toMatch(/^关于您的来信 \[[0-9A-Z]{16}\]$/)
    expect(news?.mail.subject).toMatch(/^您有一条办理进度 \[[0-9A-Z]{16}\]$/)
    expect(answer?.raw).toMatch(/^Auto-Submitted: auto-replied\r$/m)
    expect(news?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    for (const { mail: one, raw } of mail.to(person)) {
      expect(one.html).toBeUndefined()
      expect(one.text?.slice(0, 90)).not.toMatch(/打针|属实|举报/)
      expect(raw).not.toMatch(/举报|multipart|^Received/)
    }
    expect(answer?.mail.inReplyTo).toMatch(/@citizen\.example>$/)
  })

  it.each([
    ['rcpt', 550, '5.1.1 no such user', 'closed'],
    ['rcpt', 551, 'not here', 'closed'],
    ['rcpt', 552, '5.2.2 mailbox full', { retryAfter: 3_600_000 }],
    ['rcpt', 550, '5.7.1 not from you', { retryAfter: 3_600_000 }],
    ['rcpt', 450, '4.2.0 greylisted', { retryAfter: 300_000 }],
    ['data', 554, '5.7.1 spam', { retryAfter: 3_600_000 }],
    ['data', 451, '4.3.0 later', { retryAfter: 300_000 }],
  ] as const)('refused at %s with %i %s is %o', async (stage, code, words, delivery) => {
    mail.fail(stage, 1, code, words)
    expect(await bot.send(person, { id: 'n1', text: '消息' })).toEqual(delivery)
    expect(await bot.send(person, { id: 'n1', text: '消息' })).toBe('sent')
  })

  it('of which nobody knows whether it was taken is told so, and said again under the same id', async () => {
    mail.fail('drop', 1)
    await expect(bot.send(person, { id: 'n1', text: '消息' })).rejects.toThrow('may not')
    expect(await bot.send(person, { id: 'n1', text: '消息' })).toBe('sent')
    const ids = mail.to(person).map(({ mail: one }) => one.messageId)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  it('waits while the server that takes it is away', async () => {
    await mail.smtpDown()
    expect(await bot.send(person, { id: 'n1', text: '消息' })).toEqual({ retryAfter: 60_000 })
  })

  it('is given to no server outside this machine that cannot lock the line', async () => {
    const { serverOf } = await import('#bots/email/smtp.ts')
    expect(serverOf('smtp://u:p%40@mail.example')).toMatchObject({
      requireTLS: true,
      port: 587,
      auth: { user: 'u', pass: 'p@' },
    })
    expect(serverOf('smtps://mail.example')).toMatchObject({ secure: true, port: 465 })
    expect(serverOf('smtp://127.0.0.1.evil.example')).toMatchObject({ requireTLS: true })
    expect(serverOf('smtp://127.0.0.1:25')).not.toHaveProperty('requireTLS')
    const { boxOf } = await import('#bots/email/mailbox.ts')
    expect(boxOf('imap://u:p%40@mail.example')).toMatchObject({ doSTARTTLS: true, port: 143 })
    expect(boxOf('imaps://mail.example')).toMatchObject({ secure: true, port: 993 })
    expect(boxOf('imap://127.0.0.1:143')).toMatchObject({ doSTARTTLS: false })
  })

  it('leaves no word, no address and no password in any fault', async () => {
    mail.fail('rcpt', 1, 450, `4.2.0 ${person} not now`)
    await arrives()
    await mail.imap.down()
    await expect.poll(() => faults.length).toBeGreaterThan(2)
    const told = inspect(faults, { depth: 9, showHidden: true })
    for (const word of [person, '打针', 'never-be-logged']) expect(told).not.toContain(word)
  })

  it('lies at the server for a week and no longer', async () => {
    await arrives()
    await mail.until(() => mail.imap.box('Yijian').length === 1)
    await bot.stop()
    now += 6 * 24 * 3_600_000
    const again = async (): Promise<void> => {
      bot = another()
      await bot.start()
      const before = mail.imap.commands.length
      await mail.until(() =>
        mail.imap.commands.slice(before).some((one) => one.includes('UNANSWERED')),
      )
      await bot.stop()
    }
    await again()
    expect(mail.imap.box('Yijian').length).toBe(1)
    now += 3 * 24 * 3_600_000
    await again()
    expect(mail.imap.box('Yijian').length).toBe(0)
  })
})
