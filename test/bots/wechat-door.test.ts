import { describe, expect, it } from 'vitest'

import type { FakeWechat } from './fake-wechat.ts'
import { atDoor } from './wechat-account.ts'
import { anEvent, aText, eachOnWechat, hour, minute, person, second } from './wechat-scene.ts'

const { on, from, says, ways, lastHeard } = eachOnWechat()

describe('W7 forged and old calls', () => {
  const wrong: readonly (readonly [string, Parameters<FakeWechat['deliver']>[1]])[] = [
    ['signed with another token', { token: 'other' }],
    ['not signed', { forge: (query, body) => (query.delete('signature'), body) }],
    [
      'with a signature of another length',
      { forge: (query, body) => (query.set('signature', 'a'), body) },
    ],
    ['without a time', { forge: (query, body) => (query.delete('timestamp'), body) }],
    ['without a nonce', { forge: (query, body) => (query.delete('nonce'), body) }],
    ['whose body is not signed', { forge: (query, body) => (query.delete('msg_signature'), body) }],
    ['for another account', { appId: 'wxffffffffffffffff' }],
    ['not sealed, though the account has a key', { mode: 'plain' }],
  ]
  it.each(wrong)('W7 a call %s is refused, and nothing is heard', async (_, how) => {
    expect(await on.wechat.deliver(from({ ...aText('x'), MsgId: '1' }), how)).toMatchObject({
      status: 403,
      body: '',
    })
    expect(on.house.heard).toEqual([])
  })

  it('W7 a call whose sealed body was changed is refused', async () => {
    const forge = (_: unknown, body: string): string =>
      body.replace(/(<Encrypt><!\[CDATA\[.{30})./, (_whole, before: string) => `${before}=`)
    const answer = await on.wechat.deliver(from({ ...aText('x'), MsgId: '1' }), { forge })
    expect(answer.status).toBe(403)
  })

  it('W7 of a delivery in the compatible mode only what is sealed counts', async () => {
    const forge = (_: unknown, body: string): string => body.replace('CDATA[真]', 'CDATA[假]')
    await on.wechat.deliver(from({ ...aText('真'), MsgId: '1' }), { mode: 'compatible', forge })
    expect(lastHeard()?.what).toEqual({ type: 'text', text: '真' })
  })

  it('W7 the door opens to the platform alone: the same words only if they are signed and fresh', async () => {
    const opens = async (token: string, at: number): Promise<string> => {
      let asked = ''
      on.wechat.hook(async (request) => {
        asked = `${request.url}&echostr=4075181314397890557`
        return new Response()
      })
      await on.wechat.deliver(from(aText('x')), { token, at })
      const answer = await atDoor(on.bot, new Request(asked))
      return `${answer.status} ${await answer.text()}`
    }
    const now = on.wechat.time.now()
    expect(await opens(on.wechat.token, now)).toBe('200 4075181314397890557')
    expect(await opens('other', now)).toBe('403 ')
    expect(await opens(on.wechat.token, now - 6 * minute)).toBe('403 ')
  })

  it('a body over 64 KB is refused before it is read whole, garbage and lost fields too', async () => {
    const status = async (body: string | undefined, fields = {}): Promise<number> => {
      const forge = (_: unknown, made: string): string => body ?? made
      return (await on.wechat.deliver({ ...from(aText('x')), ...fields }, { forge })).status
    }
    expect(await status('x'.repeat(65_537))).toBe(413)
    expect(await status('garbage')).toBe(400)
    expect(await status('<!DOCTYPE xml [<!ENTITY a "b">]><xml><Content>&a;</Content></xml>')).toBe(
      400,
    )
    expect(await status(undefined, { FromUserName: '' })).toBe(400)
    expect(await status(undefined, { FromUserName: '<script>' })).toBe(400)
    expect(await status(undefined, { CreateTime: 'soon' })).toBe(400)
    expect(on.house.heard).toEqual([])
  })
})

it('W8 ]]> in words comes in and goes out as words', async () => {
  const text = 'a]]>b]]></Content><Event><![CDATA[unsubscribe'
  await says(aText(text))
  expect(on.house.heard.map(({ what }) => what)).toEqual([{ type: 'text', text }])
  expect(on.wechat.shown[0]?.text).toContain(`记下了：${text}\n`)
  expect(ways()).toEqual(['reply'])
})

describe('W9 every event is answered', () => {
  it.each(
    [
      'subscribe unsubscribe CLICK VIEW view_miniprogram SCAN LOCATION scancode_push scancode_waitmsg',
      'pic_sysphoto pic_photo_or_album pic_weixin location_select TEMPLATESENDJOBFINISH',
      'MASSSENDJOBFINISH subscribe_msg_popup_event user_info_modified of_tomorrow',
    ].flatMap((names) => names.split(' ')),
  )('W9 %s', async (event) => {
    const answers = await on.wechat.send(person, anEvent(event, { EventKey: 'x' }))
    await on.bot.quiet()
    expect(answers).toHaveLength(1)
    expect(answers[0]?.status).toBe(200)
  })

  it('W9 following, also by a code with an area, is the way in; leaving closes', async () => {
    await says(anEvent('subscribe', { EventKey: 'qrscene_500153' }))
    expect(lastHeard()).toMatchObject({ what: { type: 'start' }, area: '500153' })
    await says(anEvent('SCAN', { EventKey: '999999' }))
    expect(lastHeard()).toMatchObject({ what: { type: 'start' }, area: '150000' })
    await says(anEvent('unsubscribe'))
    expect(lastHeard()?.what).toEqual({ type: 'closed' })
  })

  it('W9 a key of the menu is said as words; a place the phone reports by itself is not kept', async () => {
    await says(anEvent('CLICK', { EventKey: '进度' }))
    expect(lastHeard()?.what).toEqual({ type: 'text', text: '进度' })
    await says(anEvent('LOCATION', { Latitude: '29.4', Longitude: '105.6' }))
    expect(on.house.heard).toHaveLength(1)
  })
})

describe('W11 old deliveries', () => {
  it('W11 what is older than five minutes is not heard, whoever kept it', async () => {
    const old = from({ ...aText('旧的'), MsgId: '1' })
    const seen = { at: on.wechat.time.now() }
    on.wechat.time.pass(5 * minute + second)
    expect((await on.wechat.deliver(old, seen)).status).toBe(403)
    expect(on.house.heard).toEqual([])
  })

  it('W11 what comes again later, freshly signed, is known by its id', async () => {
    const message = from({ ...aText('旧的'), MsgId: '1' })
    await on.wechat.deliver(message)
    on.wechat.time.pass(hour)
    await on.wechat.deliver(message)
    expect(on.house.heard).toHaveLength(1)
  })
})
