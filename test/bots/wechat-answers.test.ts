import { inspect } from 'node:util'

import { describe, expect, it } from 'vitest'

import { wechatOfficialCapabilities } from '#bots/wechat-official.ts'
import { createTurn } from '#bots/wechat-official/turn.ts'
import { split } from '#conversation/split.ts'
import { openHouse } from './house.ts'
import { atDoor, openAccount } from './wechat-account.ts'
import {
  anEvent,
  aText,
  calm,
  custom,
  day,
  eachOnWechat,
  news,
  person,
  second,
} from './wechat-scene.ts'

const { on, from, says, ways } = eachOnWechat()

/** The times of all three deliveries are over. */
async function passThree(): Promise<void> {
  for (let n = 0; n < 3; n += 1) {
    await calm()
    on.wechat.time.pass(n < 2 ? 6 * second : 4 * second)
  }
}

describe('W1 five seconds', () => {
  it('W1 what is ready goes back in the same call, and no other door is used', async () => {
    const [answer] = await on.wechat.send(person, aText('有人无证行医'))
    expect(answer?.text).toContain('先按“无证行医”登记，行吗？')
    expect(ways()).toEqual(['reply'])
    expect(on.wechat.calls).toEqual([])
  })

  it('W1 what is late comes three times, is taken at the last, and said by the other door', async () => {
    const goOn = on.house.hold()
    const call = on.wechat.send(person, aText('有人无证行医'))
    await passThree()
    expect(await call).toEqual([
      { status: 503, body: '', late: true },
      { status: 503, body: '', late: true },
      { status: 200, body: 'success', late: false },
    ])
    expect(on.wechat.shown).toEqual([])
    goOn()
    await on.bot.quiet()
    expect(on.wechat.shown.map(({ way, text }) => `${way} ${text}`)).toEqual([
      'service 记下了：有人无证行医',
      'service 先按“无证行医”登记，行吗？',
    ])
  })

  it('W1 what is ready at the second or third time goes back in that call', async () => {
    const goOn = on.house.hold()
    const call = on.wechat.send(person, aText('有人无证行医'))
    await calm()
    on.wechat.time.pass(6 * second)
    await calm()
    goOn()
    expect((await call).map(({ status }) => status)).toEqual([503, 200])
    expect(ways()).toEqual(['reply'])
  })

  it('W1 nothing is taken before it is kept: who dies meanwhile is asked again', async () => {
    on.house.hold()
    const message = from({ ...aText('有人无证行医'), MsgId: '7000000000000000009' })
    const call = on.wechat.deliver(message)
    await calm()
    on.wechat.time.pass(6 * second)
    expect(await call).toMatchObject({ status: 503 })
    const next = openHouse()
    on.bot = openAccount(on.wechat, next)
    expect((await on.wechat.deliver(message)).text).toContain('记下了')
    expect(next.heard).toHaveLength(1)
  })

  it('W1 when the platform hung up before, the answer goes by the other door', async () => {
    const goOn = on.house.hold()
    const gone = new AbortController()
    on.wechat.hook(async (request) => {
      const call = atDoor(on.bot, new Request(request, { signal: gone.signal }))
      await calm()
      gone.abort()
      return await call
    })
    await on.wechat.send(person, aText('有人无证行医'))
    goOn()
    await on.bot.quiet()
    expect(ways()).toEqual(['service', 'service'])
  })
})

describe('W2 deliveries that come again', () => {
  it('W2 the second and third delivery of a message get the same answer, and it is heard once', async () => {
    const message = from({ ...aText('有人无证行医'), MsgId: '7000000000000000001' })
    const texts = []
    for (let n = 0; n < 3; n += 1) texts.push((await on.wechat.deliver(message)).text)
    expect(texts[0]).toContain('记下了')
    expect(new Set(texts).size).toBe(1)
    expect(on.house.steps).toEqual(['hear'])
    expect(on.wechat.calls).toEqual([])
  })

  it('W2 three deliveries at once are one message with one answer', async () => {
    const goOn = on.house.hold()
    const message = from({ ...aText('有人无证行医'), MsgId: '7000000000000000002' })
    const calls = [1, 2, 3].map(async () => await on.wechat.deliver(message))
    await calm()
    goOn()
    const answers = await Promise.all(calls)
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(on.house.steps).toEqual(['hear'])
  })

  it('W2 what was answered by the other door is not answered again in the call', async () => {
    const goOn = on.house.hold()
    const message = { ...aText('有人无证行医'), MsgId: '7000000000000000003' }
    const call = on.wechat.send(person, message)
    await passThree()
    await call
    goOn()
    await on.bot.quiet()
    const again = await on.wechat.deliver(from(message))
    expect(again.body).toBe('success')
    expect(on.wechat.shown).toHaveLength(2)
  })

  it('W2 an event is known by its person and time, and another person’s is another', async () => {
    const event = from(anEvent('subscribe'))
    await on.wechat.deliver(event)
    await on.wechat.deliver(event)
    await on.wechat.deliver({ ...event, FromUserName: 'oOther' })
    expect(on.house.heard.map(({ address }) => address)).toEqual([person, 'oOther'])
  })

  it('W2 after a restart the house knows what it heard: nothing is said twice', async () => {
    const message = { ...aText('有人无证行医'), MsgId: '7000000000000000004' }
    await says(message)
    on.bot = openAccount(on.wechat, on.house)
    await on.wechat.deliver(from(message))
    expect(on.house.heard).toHaveLength(1)
  })
})

it('W2 what is said after the answer to a call was decided goes by the other door', async () => {
  const later: string[] = []
  const turn = createTurn(async ({ id }) => {
    later.push(id)
    return 'sent'
  })
  const call = turn.wait(async () => await new Promise(() => {}))
  const first = turn.say({ id: 'a', text: '一' }, [])
  const next = turn.say({ id: 'b', text: '二' }, [])
  expect([await first, await next, await turn.say({ id: 'a', text: '一' }, [])]).toEqual(
    Array(3).fill('sent'),
  )
  expect(await call).toEqual({ text: '一' })
  expect(later).toEqual(['b'])
})

describe('W3 one message in a call', () => {
  it('W3 all that a turn says is one text', async () => {
    await says(aText('有人无证行医'))
    expect(on.wechat.shown.map(({ text }) => text)).toEqual([
      '记下了：有人无证行医\n先按“无证行医”登记，行吗？',
    ])
  })

  it('W3 what is longer than one text goes whole and in order by the other door', async () => {
    const long = '长'.repeat(670)
    await says(aText(long))
    expect(on.wechat.shown.map(({ way, text }) => `${way} ${text.slice(0, 5)}`)).toEqual([
      'service 记下了：长',
      'service 先按“无证',
    ])
  })
})

describe('W5 W14 2,048 bytes', () => {
  const long = '诊所在菜市场后头，没有招牌。'.repeat(400)

  it('W5 the platform takes 2,048 bytes in a call and not one more', async () => {
    const exact = 2048 - Buffer.byteLength('记下了：\n先按“无证行医”登记，行吗？')
    const full = '满'.repeat(Math.floor(exact / 3)) + 'a'.repeat(exact % 3)
    await says(aText(full))
    await says(aText(`${full}b`))
    expect(ways()).toEqual(['reply', 'service', 'service'])
  })

  it('W14 Chinese is divided at its sentences, nothing is lost and no part is too long', () => {
    const parts = split(long, wechatOfficialCapabilities.text)
    expect(parts.join('')).toBe(long)
    expect(Math.max(...parts.map((part) => Buffer.byteLength(part)))).toBeLessThanOrEqual(2048)
    expect(parts.every((part) => part.endsWith('。'))).toBe(true)
    expect(parts).toHaveLength(Math.ceil(Buffer.byteLength(long) / 2048))
  })

  it('W14 2,000 characters without a single mark are divided too', () => {
    const parts = split('医'.repeat(2000), wechatOfficialCapabilities.text)
    expect(parts.map((part) => part.length)).toEqual([682, 682, 636])
  })
})

describe('what fails', () => {
  it('what could not be kept is tried again with the same id, and answered once', async () => {
    on.house.fail(2)
    await says(aText('有人无证行医'))
    expect(on.house.steps).toEqual(['hear', 'hear', 'hear'])
    expect(on.house.heard).toHaveLength(1)
    expect(ways()).toEqual(['reply'])
  })

  it('G3 what can never be kept is said, and the next message is heard', async () => {
    on.house.fail(4)
    await says(aText('这条存不下来'))
    await says(aText('这条可以'))
    expect(on.wechat.shown[0]?.text).toBe('刚才那条没有保存下来，请再发一次。')
    expect(on.house.heard.map(({ what }) => what)).toEqual([{ type: 'text', text: '这条可以' }])
  })

  it('the messages of one person are heard in order, other people do not wait', async () => {
    const goOn = on.house.hold(person)
    const texts = ['一', '二', '三']
    const calls = texts.map(async (text) => await on.wechat.send(person, aText(text)))
    await calm()
    await on.wechat.send('oOther', aText('别人的话'))
    expect(on.house.heard.map(({ address }) => address)).toEqual(['oOther'])
    goOn()
    await Promise.all(calls)
    expect(on.house.heard.slice(1).map(({ what }) => 'text' in what && what.text)).toEqual(texts)
  })

  it('a message that has to be tried again is still heard before the next one', async () => {
    on.house.fail(1)
    await Promise.all(['一', '二'].map(async (text) => await on.wechat.send(person, aText(text))))
    expect(on.house.heard.map(({ what }) => 'text' in what && what.text)).toEqual(['一', '二'])
  })

  it('what could not be kept when the house closes is not taken: it comes again', async () => {
    on.house.fail(9)
    const goOn = on.house.hold()
    const call = on.wechat.deliver(from({ ...aText('说到一半'), MsgId: '9' }))
    await calm()
    const stopped = on.bot.stop()
    goOn()
    await stopped
    expect((await call).status).toBe(503)
  })

  it('a house that closes takes nothing new: the platform delivers it to the next', async () => {
    await on.bot.stop()
    expect((await on.wechat.deliver(from(aText('还在吗')))).status).toBe(503)
    expect(on.house.heard).toEqual([])
  })

  it('no address, secret, token or word stands in a fault, also when the network fails', async () => {
    await says(aText('不能外传的话'))
    on.wechat.fail(custom, [45009])
    await on.bot.send(person, news)
    on.wechat.time.pass(day)
    on.house.fail(9)
    on.wechat.fail('/cgi-bin/stable_token', [40125])
    await says(aText('不能外传的话'))
    await on.bot.send(person, { id: 'n', text: '长'.repeat(700) }).catch(() => {})
    await on.wechat.close()
    const failed = await on.bot.send(person, news).catch((error: unknown) => error)
    const told = inspect([failed, ...on.bot.faults], { depth: 9, showHidden: true })
    expect(on.bot.faults.length).toBeGreaterThan(1)
    for (const secret of [person, 'NeverLogged', 'never-logged', '不能外传的话', '办理进度'])
      expect(told).not.toContain(secret)
  })
})
