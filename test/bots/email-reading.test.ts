import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { textOfHtml } from '#bots/email/html.ts'
import { ownAddress } from '#bots/email/own-address.ts'
import { aboveQuotation } from '#bots/email/quotation.ts'
import { readMail } from '#bots/email/reading.ts'
import { createTokens } from '#bots/email/token.ts'

import { mailOf } from './mails.ts'
import type { Written } from './mails.ts'

const own = ownAddress('jubao+@ws.example')
const tokens = createTokens('secret', own.domain)
const person = 'zhang@citizen.example'
const said = '菜市场后头有人无证打针'

const read = async (raw: string | Buffer) => await readMail(Buffer.from(raw), { own, tokens })
const readWritten = async (written: Partial<Written>) =>
  await read(mailOf({ from: person, text: said, ...written }))

/** A mail with a text in the bytes of another character set. */
const inBytes = (charset: string, hex: string, more = ''): Buffer =>
  Buffer.concat([
    Buffer.from(
      `From: ${person}\r\nMessage-ID: <a@b.c>\r\n${more}Content-Type: text/plain${charset === '' ? '' : `; charset=${charset}`}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`,
    ),
    Buffer.from(hex, 'hex'),
  ])

/** 有人无证行医 */
const gbk = 'd3d0c8cbceded6a4d0d0d2bd'

describe('the answer is what stands above the quotation', () => {
  it.each([
    [
      'Gmail',
      '还在\n\n某某 <jubao@ws.example> 于2026年3月2日周一 08:00写道：\n\n> 现在还在打针吗？',
    ],
    [
      'Apple',
      '还在\n\n发自我的iPhone\n\n> 2026年3月2日 08:00，jubao@ws.example 写道：\n> \n> 现在还在打针吗？',
    ],
    [
      'QQ',
      '还在\n\n------------------ 原始邮件 ------------------\n发件人: "jubao" <jubao@ws.example>;\n主题: 关于您的来信\n\n现在还在打针吗？',
    ],
    ['163', '还在\n\n在 2026-03-02 08:00:00，jubao@ws.example 写道：\n现在还在打针吗？'],
    ['163 app', '还在\n---- 回复的原邮件 ----\n| 发件人 | jubao@ws.example |\n现在还在打针吗？'],
    ['old divider', '还在\n-----原始邮件-----\n发件人：jubao\n现在还在打针吗？'],
    [
      'Outlook',
      '还在\n\n发件人: jubao@ws.example\n发送时间: 2026年3月2日 8:00\n收件人: 张\n主题: 关于您的来信\n\n现在还在打针吗？',
    ],
    [
      'English',
      '还在\n\nSent from my iPhone\n\nOn Mon, Mar 2, 2026 at 8:00 AM <jubao@ws.example>\nwrote:\n\n> 现在还在打针吗？',
    ],
    [
      'no divider',
      '还在\n\n这是自动回复。要接着说，直接回复这封邮件，写在最上面就行。\n现在还在打针吗？',
    ],
    ['below', '在 2026年3月2日，jubao@ws.example 写道：\n> 现在还在打针吗？\n\n还在\n'],
    ['signature', '还在\n-- \n张三 13800000000'],
    ['telephones', '还在\n\n发自我的华为手机'],
    ['nothing quoted', '还在'],
  ])('%s', (_, text) => {
    expect(aboveQuotation(text)).toBe('还在')
  })

  it('words that only sound like a quotation stay', () => {
    const text = '他在墙上写道：包治百病\n发自我的内心，请查一查\n在一楼'
    expect(aboveQuotation(text)).toBe(text)
  })

  it('what is only quoted is no answer, and no text makes it throw or slow', () => {
    expect(aboveQuotation('> 现在还在打针吗？')).toBe('')
    const words = fc.constantFrom('>', '\n', '-- ', '在', '写道：', '原始邮件', '---', ' ', '还在')
    fc.assert(
      fc.property(fc.array(words, { maxLength: 200 }), (parts) => {
        aboveQuotation(parts.join(''))
      }),
      { seed: 1, numRuns: 2000 },
    )
    const begin = performance.now()
    aboveQuotation(`在${' '.repeat(50_000)}\n`.repeat(3))
    aboveQuotation('-'.repeat(200_000))
    expect(performance.now() - begin).toBeLessThan(1000)
  })
})

describe('a mail is read', () => {
  it('with its subject, unless the text says it already, and as coming from its sender', async () => {
    const first = await readWritten({ subject: '黑诊所' })
    expect(first).toMatchObject({ type: 'letter', address: person, text: `黑诊所\n${said}` })
    expect(await readWritten({ subject: '回复：无证打针' })).toMatchObject({ text: said })
    expect(await readWritten({ subject: '无主题' })).toMatchObject({ text: said })
  })

  it('passed on from elsewhere, whole', async () => {
    const text = '请看\n-----原始邮件-----\n发件人：诊所\n打针八折'
    expect(await readWritten({ subject: '转发：广告', text })).toMatchObject({
      text: `广告\n${text}`,
    })
  })

  it('from a page: its words, no scripts, no styles, quoted parts as such', async () => {
    const html =
      '<html><head><style>p{}</style><title>x</title></head><body><p>有人&nbsp;&lt;无证&gt;行医<br>在二楼</p><script>alert(1)</script><!-- weg --><blockquote>旧话</blockquote></body>'
    expect(await readWritten({ html })).toMatchObject({ text: '有人 <无证>行医\n在二楼\n\n> 旧话' })
  })

  it('from any page without fault and in time', () => {
    const parts = fc.constantFrom(
      '<',
      '>',
      '<!--',
      '-->',
      '<p',
      ' ',
      '&#x110000;',
      '&amp;',
      '<script>',
      '</script>',
      'a',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 100 }), (all) => {
        expect(textOfHtml(all.join(''))).not.toContain('<script>')
      }),
      { seed: 2, numRuns: 3000 },
    )
    const begin = performance.now()
    for (const part of ['<', '<b> ', '<!--', '&#', '<script>', '<blockquote>\n'])
      textOfHtml(part.repeat(150_000))
    expect(performance.now() - begin).toBeLessThan(3000)
  })

  it.each([
    ['gb2312', gbk],
    ['GBK', gbk],
    ['gb18030', gbk],
    ['utf-8', gbk],
    ['us-ascii', gbk],
    ['iso-8859-1', gbk],
    ['', gbk],
    ['"x-unknown"', gbk],
  ])('in the character set that it has, also where it says another: %s', async (charset, hex) => {
    expect(await read(inBytes(charset, hex))).toMatchObject({ text: '有人无证行医' })
  })

  it('in Big5 and ISO-2022-JP', async () => {
    expect(await read(inBytes('big5', 'b6c2b645a9d2'))).toMatchObject({ text: '黑診所' })
    expect(await read(inBytes('iso-2022-jp', '1b24423a234c7d1b2842'))).toMatchObject({
      type: 'letter',
    })
  })

  it('or it is said that it cannot be: signs that are none', async () => {
    const noise = Buffer.from('\ufffd'.repeat(40)).toString('hex')
    expect(await read(inBytes('utf-8', noise))).toMatchObject({ type: 'note', note: 'garbled' })
  })

  it.each([
    [
      'S/MIME',
      ['Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"'],
    ],
    [
      'PGP',
      ['Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="x"'],
    ],
  ])('or it is said that it is locked: %s', async (_, headers) => {
    const raw = `From: ${person}\r\nMessage-ID: <a@b.c>\r\n${headers.join('\r\n')}\r\n\r\n--x\r\n\r\nabc\r\n--x--`
    expect(await read(raw)).toMatchObject({ type: 'note', note: 'locked' })
  })

  it('out of a signature around it', async () => {
    const text = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${said}\n-----BEGIN PGP SIGNATURE-----\nabc\n-----END PGP SIGNATURE-----`
    expect(await readWritten({ text })).toMatchObject({ type: 'letter', text: said })
  })

  it('or it is said that it is locked: PGP in the text', async () => {
    const text = '-----BEGIN PGP MESSAGE-----\nabc\n-----END PGP MESSAGE-----'
    expect(await readWritten({ text })).toMatchObject({ type: 'note', note: 'locked' })
  })
})

describe('a mail that is built to break its reader', () => {
  const head = `From: ${person}\r\nMessage-ID: <bomb@b.c>\r\nMIME-Version: 1.0\r\n`
  const nested = (deep: number): string =>
    deep === 0
      ? 'Content-Type: text/plain\r\n\r\nx'
      : `Content-Type: multipart/mixed; boundary="b${deep}"\r\n\r\n--b${deep}\r\n${nested(deep - 1)}\r\n--b${deep}--`
  it.each([
    [
      'thousands of parts',
      `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(300_000)}`,
    ],
    ['parts in parts in parts', `${head}${nested(40)}`],
    [
      'hundreds of borders',
      `${head}Content-Type: multipart/mixed; boundary=a\r\n\r\n${Array.from({ length: 200 }, (_, n) => `boundary=b${n}`).join('\n')}`,
    ],
    ['an endless head', `${head}X-A: ${'a'.repeat(3_000_000)}\r\n\r\nx`],
  ])('is not read, and its sender is told: %s', async (_, raw) => {
    const begin = performance.now()
    expect(await read(raw)).toMatchObject({ type: 'note', note: 'broken', address: person })
    expect(performance.now() - begin).toBeLessThan(2000)
  })

  it('or is no mail at all is nothing, whatever the bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await read(Buffer.from(bytes))).toEqual({ type: 'nothing' })
      }),
      { seed: 3, numRuns: 500 },
    )
  })

  it('or is cut or changed anywhere never throws', async () => {
    const whole = mailOf({
      from: person,
      text: said,
      files: [{ name: 'a.jpg', bytes: Buffer.from('abc') }],
    })
    const change = fc.record({
      at: fc.nat(whole.length),
      put: fc.string({ maxLength: 6 }),
      drop: fc.nat(60),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const raw = changes.reduce(
          (text, { at, put, drop }) => text.slice(0, at) + put + text.slice(at + drop),
          whole,
        )
        expect(['letter', 'note', 'nothing']).toContain((await read(raw)).type)
      }),
      { seed: 4, numRuns: process.env['LONG'] ? 50_000 : 1500 },
    )
  })
})

describe('nobody answers a machine', () => {
  it.each([
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated (vacation)',
    'Precedence: bulk',
    'Precedence: auto_reply',
    'X-Autoreply: yes',
    'X-Auto-Response-Suppress: OOF',
    'List-Id: <news.shop.example>',
    'List-Unsubscribe: <https://shop.example>',
    'Return-Path: <>',
  ])('%s', async (header) => {
    expect(await readWritten({ headers: [header] })).toEqual({ type: 'nothing' })
  })

  it.each([
    'MAILER-DAEMON@citizen.example',
    'no-reply@shop.example',
    'jubao@ws.example',
    'jubao+abc@ws.example',
    'not an address',
  ])('from %s', async (from) => {
    expect(await readWritten({ from })).toEqual({ type: 'nothing' })
  })

  it('but a person whose program says that nobody else sent it is heard', async () => {
    expect(await readWritten({ headers: ['Auto-Submitted: no'] })).toMatchObject({ type: 'letter' })
  })
})

describe('a mail is known as an answer', () => {
  const token = tokens.of(person)
  it.each([
    ['by the mail it answers', { headers: [`In-Reply-To: ${tokens.messageId(person, 'm1')}`] }],
    ['by its subject', { subject: `Re: 关于您的来信 [${token}]` }],
    ['by the address', { to: `jubao+${token.toLowerCase()}@ws.example` }],
    ['by what it quotes', { text: `${said}\n\n发件人: jubao\n主题: 关于您的来信 [${token}]` }],
  ])('%s', async (_, written) => {
    expect(await readWritten(written)).toMatchObject({ proven: true, text: said })
  })

  it('never by the token of somebody else', async () => {
    const subject = `[${tokens.of('li@citizen.example')}]`
    expect(await readWritten({ subject })).toMatchObject({ proven: false })
    expect(await readWritten({ headers: ['In-Reply-To: <x@ws.example>'] })).toMatchObject({
      proven: false,
    })
  })

  it('and by the same id as before when it comes twice, with or without an id of its own', async () => {
    const once = async (raw: string) => {
      const reading = await read(raw)
      return 'once' in reading ? reading.once : ''
    }
    const raw = mailOf({ from: person, text: said, id: '' })
    expect(await once(`Received: from a\r\n${raw}`)).toBe(await once(`Received: from b\r\n${raw}`))
    expect(await once(raw)).toMatch(/^hash:/)
    expect(await once(raw)).not.toBe(await once(mailOf({ from: person, text: '别的', id: '' })))
  })
})

describe('a delivery notice', () => {
  const notice = (
    about: string,
    status: string,
    action = 'failed',
    id = tokens.messageId(about, 'm1'),
  ) =>
    `From: MAILER-DAEMON@mx.example\r\nReturn-Path: <>\r\nMessage-ID: <dsn@mx.example>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nsorry\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ${about}\r\nAction: ${action}\r\nStatus: ${status}\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${id}\r\n\r\n--b--\r\n`

  it('closes the channel of an address that is not there', async () => {
    expect(await read(notice(person, '5.1.1'))).toMatchObject({ type: 'gone', address: person })
  })

  it.each([
    ['of a full box', notice(person, '5.2.2')],
    ['of a delay', notice(person, '4.4.1', 'delayed')],
    ['of a mail that is not ours', notice(person, '5.1.1', 'failed', '<x@ws.example>')],
    [
      'with the token of another',
      notice(person, '5.1.1', 'failed', tokens.messageId('li@b.cn', 'm')),
    ],
  ])('does not, %s', async (_, raw) => {
    expect(await read(raw)).toEqual({ type: 'nothing' })
  })
})
