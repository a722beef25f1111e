import { createHash } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { isSigned, openBody, writeReply } from '#bots/wechat-official/callback.ts'
import { openText, sealText } from '#bots/wechat-official/message-crypto.ts'
import { readDelivery } from '#bots/wechat-official/reading.ts'
import { readXml, writeXml } from '#bots/wechat-official/xml.ts'

const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

/** Of the test that comes with the platform's own Java code: the 16 bytes are `aaaabbbbccccdddd`. */
const java = {
  appId: 'wxb11529c136998cb6',
  head: Buffer.from('aaaabbbbccccdddd'),
  short: '我是中文abcd123',
  sealedShort:
    'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==',
  long: '<xml><ToUserName><![CDATA[oia2Tj我是中文jewbmiOUlr6X-1crbLOvLw]]></ToUserName><FromUserName><![CDATA[gh_7f083739789a]]></FromUserName><CreateTime>1407743423</CreateTime><MsgType><![CDATA[video]]></MsgType><Video><MediaId><![CDATA[eYJ1MbwPRJtOvIEabaxHs7TX2D-HV71s79GUxqdUkjm6Gs2Ed1KF3ulAOA9H1xG0]]></MediaId><Title><![CDATA[testCallBackReplyVideo]]></Title><Description><![CDATA[testCallBackReplyVideo]]></Description></Video></xml>',
  sealedLong:
    'jn1L23DB+6ELqJ+6bruv23M2GmYfkv0xBh2h+XTBOKVKcgDFHle6gqcZ1cZrk3e1qjPQ1F4RsLWzQRG9udbKWesxlkupqcEcW7ZQweImX9+wLMa0GaUzpkycA8+IamDBxn5loLgZpnS7fVAbExOkK5DYHBmv5tptA9tklE/fTIILHR8HLXa5nQvFb3tYPKAlHF3rtTeayNf0QuM+UW/wM9enGIDIJHF7CLHiDNAYxr+r+OrJCmPQyTy8cVWlu9iSvOHPT/77bZqJucQHQ04sq7KZI27OcqpQNSto2OdHCoTccjggX5Z9Mma0nMJBU+jLKJ38YB1fBIz+vBzsYjrTmFQ44YfeEuZ+xRTQwr92vhA9OxchWVINGC50qE/6lmkwWTwGX9wtQpsJKhP+oS7rvTY8+VdzETdfakjkwQ5/Xka042OlUb1/slTwo4RscuQ+RdxSGvDahxAJ6+EAjLt9d8igHngxIbf6YyqqROxuxqIeIch3CssH/LqRs+iAcILvApYZckqmA7FNERspKA5f8GoJ9sv8xmGvZ9Yrf57cExWtnX8aCMMaBropU/1k+hKP5LVdzbWCG0hGwx/dQudYR/eXp3P0XxjlFiy+9DMlaFExWUZQDajPkdPrEeOwofJb',
}

/** Of the sample that comes with the platform's own Python code: a delivery in the compatible mode. */
const python = {
  credentials: { appId: 'wx2c2769f8efd9abc2', token: 'spamtest', aesKey },
  query: {
    timestamp: '1409735669',
    nonce: '1320562132',
    msg_signature: '5d197aaffba7e9b25a30732f161a50dee96bd5fa',
  },
  body: '<xml><ToUserName><![CDATA[gh_10f6c3c3ac5a]]></ToUserName><FromUserName><![CDATA[oyORnuP8q7ou2gfYjqLzSIWZf0rs]]></FromUserName><CreateTime>1409735668</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[abcdteT]]></Content><MsgId>6054768590064713728</MsgId><Encrypt><![CDATA[hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHFVAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE=]]></Encrypt></xml>',
}

describe('the sealing of messages', () => {
  it.each([
    [java.short, java.sealedShort],
    [java.long, java.sealedLong],
  ])('is that of the platform’s own code, byte for byte (%#)', (text, sealed) => {
    const seal = { aesKey, appId: java.appId }
    expect(sealText(seal, text, java.head)).toBe(sealed)
    expect(openText(seal, sealed)).toBe(text)
  })

  it('opens a delivery that the platform’s own sample shows', () => {
    const fields = openBody(python.credentials, python.query, python.body)
    expect(typeof fields === 'string' ? fields : Object.fromEntries(fields)).toEqual({
      ToUserName: 'gh_10f6c3c3ac5a',
      FromUserName: 'oyORnuP8q7ou2gfYjqLzSIWZf0rs',
      CreateTime: '1409735668',
      MsgType: 'text',
      Content: 'abcdteT',
      MsgId: '6054768590064713728',
    })
  })

  it('takes nothing whose seal was touched, whose signature is another, or that is for another account', () => {
    const { credentials, query, body } = python
    const touched = body.replace('hyzAe4Oz', 'hyzAe4Oa')
    expect(openBody(credentials, query, touched)).toBe('forged')
    expect(openBody(credentials, { ...query, nonce: '1320562133' }, body)).toBe('forged')
    expect(openBody({ ...credentials, token: 'other' }, query, body)).toBe('forged')
    expect(openBody({ ...credentials, appId: 'wx2c2769f8efd9abc3' }, query, body)).toBe('forged')
    expect(openBody(credentials, query, body.replace(/<Encrypt>.*<\/Encrypt>/, ''))).toBe('forged')
  })

  it.each(['', 'no base 64 !', 'AAAA', Buffer.alloc(64).toString('base64'), 'A'.repeat(88)])(
    'gives nothing for garbage (%#)',
    (sealed) => {
      expect(openText({ aesKey, appId: java.appId }, sealed)).toBeUndefined()
    },
  )

  it('seals a reply that opens again, words and all', () => {
    const text = '记下了：]]> <b>&amp; 😀\n第二行'
    const reply = writeReply(python.credentials, { to: 'o1', from: 'gh', text, now: 1.7e12 })
    const outer = readXml(reply)
    expect([...(outer?.keys() ?? [])]).toEqual(['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'])
    const inner = readXml(openText(python.credentials, outer?.get('Encrypt') ?? '') ?? '')
    expect(inner?.get('Content')).toBe(text)
  })

  it('a signature counts for five minutes, and only with a time of ten digits', () => {
    const { credentials } = python
    const query = { timestamp: '1409735669', nonce: '1320562132', signature: 'a'.repeat(40) }
    const at = 1_409_735_669_000
    const signed = { ...query, signature: signatureBy(credentials.token, query) }
    expect(isSigned(credentials, signed, at + 299_000)).toBe(true)
    expect(isSigned(credentials, signed, at + 301_000)).toBe(false)
    expect(isSigned(credentials, signed, at - 301_000)).toBe(false)
    expect(isSigned(credentials, query, at)).toBe(false)
    const shifted = { timestamp: '14097356691', nonce: '320562132' }
    const also = { ...shifted, signature: signatureBy(credentials.token, shifted) }
    expect(isSigned(credentials, also, 14_097_356_691_000)).toBe(false)
  })
})

describe('W8 the XML of deliveries', () => {
  const words = (xml: string): string | undefined =>
    readXml(`<xml><A>1</A>${xml}</xml>`)?.get('Content')

  it.each([']]>', 'a]]>b', ']]]]>>', '<![CDATA[', ']]', '<b>&lt;&amp;</b>', '</Content>', ' x '])(
    'keeps %j in words, written and read',
    (text) => {
      const xml = writeXml({ Content: text })
      expect(readXml(xml)?.get('Content')).toBe(text)
      expect(xml.replace(/<!\[CDATA\[[^]*?\]\]>/g, '')).toBe('<xml><Content></Content></xml>')
    },
  )

  it('keeps ]]> in words also where the platform did not divide it', () => {
    expect(words('<Content><![CDATA[a]]>b]]></Content>')).toBe('a]]>b')
  })

  it.each([
    '<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><Content>&e;</Content></xml>',
    '<?xml version="1.0"?><!DOCTYPE xml><xml></xml>',
    '<xml><!ENTITY e "x"><Content>1</Content></xml>',
    '<xml><!-- <Content>1</Content> --></xml>',
    '<xml><Content a="1">1</Content></xml>',
    '<xml><Content>1</Other></xml>',
    '<xml><Content>1</Content>',
    '<xml>loose<Content>1</Content></xml>',
    '{"xml":1}',
    '',
  ])('is refused with types, entities, comments, attributes or faults (%#)', (xml) => {
    expect(readXml(xml)).toBeUndefined()
  })

  it('leaves entities as they stand', () => {
    expect(words('<Content>&lt;b&gt; &#65; &e;</Content>')).toBe('&lt;b&gt; &#65; &e;')
  })

  it('is refused when a field comes twice, since words may have tried to be one', () => {
    const forged =
      'x]]></Content><FromUserName><![CDATA[oSomebodyElse]]></FromUserName><Content><![CDATA[y'
    const xml = `<xml><FromUserName><![CDATA[o1]]></FromUserName><Content><![CDATA[${forged}]]></Content></xml>`
    expect(readXml(xml)).toBeUndefined()
    expect(readXml(xml.replace(forged, 'x'))?.get('FromUserName')).toBe('o1')
  })

  it('is read in a moment, also where it was made to be slow', () => {
    const began = performance.now()
    for (const part of ['<a>', '<a><![CDATA[', '<a></a', ']]>', '<', ' '])
      readXml(`<xml>${part.repeat(65_536 / part.length)}</xml>`)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

it('of 20,000 damaged deliveries none makes it fall, and what is left whole is read', () => {
  const whole = writeXml({
    ToUserName: 'gh_1',
    FromUserName: 'o1',
    CreateTime: 1_700_000_000,
    MsgType: 'location',
    Location_X: '29.4',
    Location_Y: '105.6',
    Label: '昌元街道 ]]> &lt;',
    MsgId: 7,
  })
  let seed = 1
  const below = (n: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % n
  }
  let read = 0
  for (let n = 0; n < 20_000; n += 1) {
    let text = whole
    for (let cuts = 1 + below(3); cuts > 0; cuts -= 1) {
      const [at, length] = [below(text.length), below(12)]
      const piece = [text.slice(at, at + length), '', '<', ']]>', '</xml>', '\u0000', '￿'][below(7)]
      text = text.slice(0, at) + piece + text.slice(at + below(12))
    }
    const fields = readXml(text)
    if (fields && readDelivery(fields)) read += 1
  }
  expect(read).toBeGreaterThan(1000)
  expect(read).toBeLessThan(19_000)
})

function signatureBy(
  token: string,
  { timestamp, nonce }: { readonly timestamp: string; readonly nonce: string },
): string {
  return createHash('sha1').update([token, timestamp, nonce].toSorted().join('')).digest('hex')
}
