import { describe, expect, it } from 'vitest'

import { openHouse } from './house.ts'
import { openAccount } from './wechat-account.ts'
import {
  anEvent,
  aText,
  custom,
  day,
  eachOnWechat,
  hour,
  minute,
  news,
  person,
  second,
} from './wechat-scene.ts'

const { on, says, ways, callsTo } = eachOnWechat()

describe('W4 what the platform allows later', () => {
  it('W4 five messages after what a person wrote; the sixth is not even tried, and waits for them', async () => {
    await says(aText('还在'))
    const given = []
    const waits = { retryAfter: 3 * day, orHeard: true }
    for (let n = 0; n < 7; n += 1) given.push(await on.bot.send(person, { ...news, id: `n${n}` }))
    expect(given.slice(0, 5)).toEqual(Array(5).fill('sent'))
    expect(given.slice(5)).toEqual([waits, waits])
    expect(callsTo(custom)).toBe(5)
    await says(aText('我又来了'))
    expect(await on.bot.send(person, news)).toBe('sent')
  })

  it('W4 nothing is tried 48 hours after what they wrote', async () => {
    await says(aText('还在'))
    on.wechat.time.pass(48 * hour + 1)
    expect(await on.bot.send(person, news)).toMatchObject({ orHeard: true })
    expect(on.wechat.calls).toEqual([])
  })

  it.each(['subscribe', 'SCAN', 'CLICK'])('W4 after %s three within a minute', async (event) => {
    await says(anEvent(event, { EventKey: '进度' }))
    const tries = async (): Promise<boolean> => (await on.bot.send(person, news)) === 'sent'
    expect([await tries(), await tries(), await tries(), await tries()]).toEqual([
      true,
      true,
      true,
      false,
    ])
    await says(anEvent(event, { EventKey: '进度', CreateTime: '1700000001' }))
    on.wechat.time.pass(minute + 1)
    expect(await tries()).toBe(false)
    expect(callsTo(custom)).toBe(3)
  })

  it('W4 of whom it knows nothing, after a restart, the platform is asked once', async () => {
    expect(await on.bot.send(person, news)).toMatchObject({ orHeard: true })
    expect(await on.bot.send(person, news)).toMatchObject({ orHeard: true })
    expect(callsTo(custom)).toBe(1)
  })

  it('W4 outside of what is allowed a template says that there is news, and nothing of it', async () => {
    on.bot = openAccount(on.wechat, on.house, { template: 'Tmpl_0123456789:thing1,phrase2,time3' })
    expect(await on.bot.send(person, { id: 'n1', text: '诊所查封了' })).toMatchObject({
      orHeard: true,
    })
    expect(on.wechat.shown.map(({ way, text }) => `${way} ${text}`)).toEqual([
      'template 您有一条办理进度',
      'template 有新进度',
      expect.stringMatching(/^template 2023-11-15 0\d:\d\d$/) as string,
    ])
    expect(on.bot.faults).toEqual([])
  })
})

describe('W6 a code inside of a 200', () => {
  it('W6 the window over and the quota used up are told, and not tried again', async () => {
    for (const code of [45015, 45047]) {
      await says(aText(`还在 ${code}`))
      on.wechat.fail(custom, [code])
      const before = callsTo(custom)
      expect(await on.bot.send(person, news)).toEqual({ retryAfter: 3 * day, orHeard: true })
      expect(await on.bot.send(person, news)).toMatchObject({ orHeard: true })
      expect(callsTo(custom)).toBe(before + 1)
    }
  })

  it.each([40001, 40014, 42001])(
    'W6 with %i another token is had once, and it is sent',
    async (code) => {
      await says(aText('还在'))
      on.wechat.fail(custom, [code])
      expect(await on.bot.send(person, news)).toBe('sent')
      expect(callsTo(custom)).toBe(2)
      on.wechat.fail(custom, [code, code, code])
      expect(await on.bot.send(person, news)).toEqual({ retryAfter: minute, orHeard: true })
      expect(callsTo(custom)).toBe(4)
    },
  )

  it('W6 a text too long is a fault of ours, and thrown', async () => {
    await says(aText('还在'))
    const sent = on.bot.send(person, { id: 'n', text: '长'.repeat(700) })
    await expect(sent).rejects.toThrow('wechat refused a message: 45002')
  })

  it('W6 who follows no more is closed', async () => {
    await says(aText('还在'))
    on.wechat.follow(person, false)
    expect(await on.bot.send(person, news)).toBe('closed')
  })
})

describe('W12 pauses and refusals of the platform', () => {
  const midnight = 86_400_000 - ((1_700_000_000_000 + 8 * hour) % 86_400_000)
  it.each([
    [45009, midnight],
    [45011, minute],
    [-1, 5 * second],
    [48001, 10 * minute],
  ])('W12 %i is a pause that is told, kept, and over in time', async (code, retryAfter) => {
    await says(aText('还在'))
    on.wechat.fail(custom, [code])
    expect(await on.bot.send(person, news)).toEqual({ retryAfter, orHeard: true })
    expect(await on.bot.send('oOther', news)).toEqual({ retryAfter, orHeard: true })
    expect(callsTo(custom)).toBe(1)
    expect(on.bot.faults.map(String)).toEqual([`Error: wechat refuses messages for now: ${code}`])
    on.wechat.time.pass(retryAfter)
    await says(aText('还在吗'))
    expect(await on.bot.send(person, news)).toBe('sent')
  })

  it('W12 no token is no crash: who writes is answered in the call all the same', async () => {
    on.wechat.fail('/cgi-bin/stable_token', [40164, 40164])
    expect(await on.bot.send(person, news)).toEqual({ retryAfter: 30 * second, orHeard: true })
    await says(aText('有人无证行医'))
    expect(ways()).toEqual(['reply'])
  })
})

describe('the access token', () => {
  it('is had once for many, and again shortly before its end', async () => {
    await says(aText('还在'))
    await Promise.all(
      [1, 2, 3].map(async (n) => await on.bot.send(person, { ...news, id: `n${n}` })),
    )
    expect(callsTo('/cgi-bin/stable_token')).toBe(1)
    on.wechat.time.pass(115 * minute)
    await on.bot.send(person, news)
    expect(callsTo('/cgi-bin/stable_token')).toBe(2)
    expect(callsTo(custom)).toBe(4)
  })

  it('that the platform forgot is had anew, and another process’s is not spoilt', async () => {
    const other = openAccount(on.wechat, openHouse())
    await says(aText('还在'))
    await on.bot.send(person, news)
    await other.send(person, news)
    expect(callsTo('/cgi-bin/stable_token')).toBe(2)
    on.wechat.expireTokens()
    expect([await on.bot.send(person, news), await other.send(person, news)]).toEqual([
      'sent',
      'sent',
    ])
    await on.bot.send(person, news)
    expect(callsTo('/cgi-bin/stable_token')).toBe(4)
  })
})
