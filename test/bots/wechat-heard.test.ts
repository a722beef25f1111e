import { describe, expect, it } from 'vitest'

import { wechatOfficialCapabilities } from '#bots/wechat-official.ts'
import { render } from '#conversation/render.ts'
import { openAccount } from './wechat-account.ts'
import { aText, day, eachOnWechat } from './wechat-scene.ts'

const { on, says, lastHeard } = eachOnWechat()

describe('W10 no buttons', () => {
  it('W10 options are a numbered list of at most 2,048 bytes', () => {
    const options = ['无证行医', '虚假广告', '骗取医保'].map((value) => ({ value, key: value }))
    const say = { id: 's/1/0', type: 'say', key: 'which', facts: {}, options, wait: 's/1' } as const
    const words = {
      which: '是哪一种？',
      无证行医: '无证行医',
      虚假广告: '虚假广告',
      骗取医保: '骗取医保',
    }
    expect(render([say], wechatOfficialCapabilities, words)).toEqual([
      { id: 's/1/0', text: '是哪一种？\n1 无证行医  2 虚假广告  3 骗取医保' },
    ])
  })

  it('W10 a choice from a menu in the chat is heard as its label', async () => {
    await says({ ...aText('无证行医'), bizmsgmenuid: '101' })
    expect(lastHeard()?.what).toEqual({ type: 'text', text: '无证行医' })
  })
})

describe('W13 files', () => {
  const sound = Uint8Array.from([35, 33, 65, 77, 82])

  it('W13 a voice is kept at once, with the words that the platform understood', async () => {
    on.wechat.addMedia('v1', sound)
    const voice = { MsgType: 'voice', MediaId: 'v1', Format: 'amr' }
    await says({ ...voice, Recognition: '菜市场后头有人打针' })
    expect([...(on.house.kept[0]?.bytes ?? [])]).toEqual([...sound])
    expect(lastHeard()?.what).toMatchObject({
      type: 'media',
      caption: '菜市场后头有人打针',
      media: [{ kind: 'voice', state: 'kept' }],
    })
    await says(voice)
    expect(lastHeard()?.what).not.toHaveProperty('caption')
  })

  it('W13 of a voice that cannot be had the words are heard', async () => {
    await says({ MsgType: 'voice', MediaId: 'none', Recognition: '菜市场后头有人打针' })
    expect(lastHeard()?.what).toEqual({ type: 'text', text: '菜市场后头有人打针' })
  })

  it('W13 a file that the platform holds no more, or that is too large, is said to be so', async () => {
    on.bot = openAccount(on.wechat, on.house, { maxFileBytes: 1000 })
    on.wechat.addMedia('old', sound)
    on.wechat.time.pass(3 * day)
    await says({ MsgType: 'image', MediaId: 'old' })
    expect(lastHeard()?.what).toEqual({ type: 'refused-media', why: 'unreachable' })
    on.wechat.addMedia('large', new Uint8Array(1001))
    await says({ MsgType: 'image', MediaId: 'large' })
    expect(lastHeard()?.what).toEqual({ type: 'refused-media', why: 'too-large' })
    await says({ MsgType: 'file', Title: '病历.pdf', FileTotalLen: '12' })
    expect(lastHeard()?.what).toEqual({ type: 'refused-media', why: 'unreachable' })
    expect(on.house.kept).toEqual([])
  })

  it.each(['video', 'shortvideo'])('W13 a %s comes as the address of a film', async (MsgType) => {
    on.wechat.addMedia('film', { video_url: `${on.wechat.root}/film/1` })
    on.wechat.addMedia('/film/1', Uint8Array.from([0, 0, 0, 24]))
    await says({ MsgType, MediaId: 'film', ThumbMediaId: 't' })
    expect([...(on.house.kept[0]?.bytes ?? [])]).toEqual([0, 0, 0, 24])
    expect(lastHeard()?.what).toMatchObject({ media: [{ kind: 'video' }] })
  })

  it('a place and a link are heard, what nobody knows is not readable', async () => {
    const place = { Location_X: '29.4', Location_Y: '105.6', Scale: '15', Label: '昌元街道' }
    await says({ MsgType: 'location', ...place })
    expect(lastHeard()?.what).toEqual({
      type: 'location',
      latitude: 29.4,
      longitude: 105.6,
      label: '昌元街道',
    })
    await says({ MsgType: 'link', Title: '神医广告', Description: '', Url: 'http://a.example' })
    expect(lastHeard()?.what).toEqual({ type: 'text', text: '神医广告\nhttp://a.example' })
    for (const odd of [
      { MsgType: 'sticker' },
      { MsgType: 'location', Location_X: 'x' },
      aText(''),
    ]) {
      await says(odd)
      expect(lastHeard()?.what).toEqual({ type: 'unreadable' })
    }
  })
})
