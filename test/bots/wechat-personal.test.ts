import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { WechatPersonalConfig } from '#bots/wechat-personal.ts'

import { keepsTheContract } from './contract.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'
import { day, kinds, openPhone, openPlatform, person } from './wechat-phone.ts'
import type { Phone } from './wechat-phone.ts'

keepsTheContract('wechat-personal', openPlatform)

let house: House
let phone: Phone

const another = async (settings: Partial<WechatPersonalConfig> = {}): Promise<Phone> => {
  const one = await openPhone(house, settings)
  await one.login()
  return one
}
const texts = (): readonly string[] =>
  house.heard.flatMap(({ what }) => (what.type === 'text' ? what.text : []))
const told = () => house.heard.at(-1)?.what

beforeEach(async () => {
  house = openHouse()
  phone = await another()
})
afterEach(async () => await phone.bot.stop())

describe('W11 what the platform delivers again', () => {
  it('W11 at a start, old by its age, is not heard', async () => {
    await phone.deliver({ text: '上个月的话', timestamp: phone.now() - 30 * day })
    await phone.deliver({ text: '开机前一小时的话', timestamp: phone.now() - 3_600_000 })
    await phone.deliver({ text: '刚才的话', timestamp: phone.now() - 60_000 })
    expect(texts()).toEqual(['刚才的话'])
    expect(phone.sent.every(({ text }) => !text.includes('上个月'))).toBe(true)
  })

  it('W11 twice at once is heard once, by its id', async () => {
    const steps = (): number => house.steps.filter((step) => step === 'hear').length
    const message = await phone.deliver({ text: '有人无证行医' })
    await phone.again(message)
    await phone.again(message)
    expect(steps()).toBe(1)
    expect(texts()).toEqual(['有人无证行医'])
  })

  it('W11 after a restart is known: what was written meanwhile is heard, what was heard is not', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'yijian-phone-'))
    const first = await another({ dir })
    first.wait(2 * day)
    const old = await first.deliver({ text: '停机前说的' })
    await first.bot.stop()
    const later = first.now() + 2 * day
    const second = await another({ dir, now: () => later })
    await second.deliver({ ...old, text: '停机前说的' })
    await second.deliver({ id: 'older', text: '停机前一天说的', timestamp: first.now() - day })
    await second.deliver({ id: 'new', text: '停机时说的', timestamp: later - day })
    await second.bot.stop()
    rmSync(dir, { recursive: true })
    expect(texts()).toEqual(['停机前说的', '停机时说的'])
  })

  it('W11 of three days ago is too old to be answered, also when nothing was heard since', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'yijian-phone-'))
    const first = await another({ dir })
    await first.bot.stop()
    const later = first.now() + 30 * day
    const second = await another({ dir, now: () => later })
    await second.deliver({ text: '四天前说的', timestamp: later - 4 * day })
    await second.deliver({ text: '两天前说的', timestamp: later - 2 * day })
    await second.bot.stop()
    rmSync(dir, { recursive: true })
    expect(texts()).toEqual(['两天前说的'])
  })
})

describe('W12 how fast we speak', () => {
  it('W12 messages go one after the other with a pause between, over all chats', async () => {
    for (const n of [1, 2, 3, 4, 5])
      phone.mocker.createContact({ id: `wxid_${n}`, name: `${n}`, type: 1 })
    await Promise.all(
      [1, 2, 3, 4, 5].map(
        async (n) => await phone.deliver({ talkerId: `wxid_${n}`, text: '在吗' }),
      ),
    )
    const times = phone.sent.map(({ at }) => at)
    const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0))
    expect(phone.sent.length).toBe(10)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1500)
  })

  it('W12 the messages of one chat keep their order, also behind a file that takes its time', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const fileOf = phone.puppet.messageFile.bind(phone.puppet)
    phone.puppet.messageFile = async (id: string) => {
      await promise
      return await fileOf(id)
    }
    await phone.deliver({ type: kinds.image }, Uint8Array.from([1]))
    await phone.deliver({ text: '二' })
    expect(house.heard).toEqual([])
    resolve()
    await phone.settled()
    expect(phone.sent.map(({ text }) => text).slice(0, 2)).toEqual([
      '收到 1 个文件。',
      '记下了：二',
    ])
  })

  it('W12 of many at once each gets its place in the row, and keeps it', async () => {
    const send = async (n: number) => await phone.bot.send(person, { id: `n${n}`, text: `${n}` })
    const first = [await send(1), await send(2), await send(3)]
    expect(first).toEqual(['sent', { retryAfter: 1500 }, { retryAfter: 3000 }])
    expect(await send(3)).toEqual({ retryAfter: 3000 })
    phone.wait(1500)
    expect(await send(2)).toBe('sent')
    phone.wait(1500)
    expect(await send(3)).toBe('sent')
    expect(phone.sent.map(({ text }) => text)).toEqual(['1', '2', '3'])
  })

  it('W12 操作过于频繁: nothing goes for five minutes, then for ten; the desk is told', async () => {
    const send = async (id: string) => await phone.bot.send(person, { id, text: id })
    phone.refuse(2, '操作过于频繁，请稍后再试')
    expect(await send('a')).toEqual({ retryAfter: 5 * 60_000 })
    phone.wait(60_000)
    expect(await send('b')).toEqual({ retryAfter: 4 * 60_000 })
    expect(phone.reports.at(-1)).toEqual({ state: 'failing', why: 'too-often' })
    phone.wait(4 * 60_000)
    expect(await send('b')).toEqual({ retryAfter: 10 * 60_000 })
    phone.wait(10 * 60_000)
    expect(await send('a')).toBe('sent')
    expect(phone.reports.at(-1)).toEqual({ state: 'on' })
    expect(phone.sent.length).toBe(1)
  })

  it('W12 the rest over, the desk is told so, also when nothing is to be sent', async () => {
    await phone.deliver({ type: kinds.note, text: '操作过于频繁' })
    expect(phone.reports.at(-1)).toEqual({ state: 'failing', why: 'too-often' })
    expect(await phone.bot.send(person, { id: 'n', text: '消息' })).toEqual({ retryAfter: 300_000 })
    phone.wait(5 * 60_000)
    await phone.settled()
    expect(phone.reports.at(-1)).toEqual({ state: 'on' })
  })

  it('W12 answers rest as well as news', async () => {
    phone.refuse(1, '操作太频繁')
    await phone.deliver({ text: '有人无证行医' })
    expect(house.deliveries).toEqual([{ retryAfter: 300_000 }, { retryAfter: 300_000 }])
  })
})

describe('W12 how we stand with the platform', () => {
  it('W12 logged out: the desk is told, news wait, and the code to scan is shown there and in the terminal', async () => {
    await phone.puppet.logout('手机上退出了')
    await phone.settled()
    expect(phone.reports.at(-1)).toEqual({ state: 'logged-out', why: 'logged-out' })
    expect(await phone.bot.send(person, { id: 'n', text: '消息' })).toEqual({ retryAfter: 300_000 })
    expect(phone.reports[0]).toEqual({ state: 'logged-out', why: 'starting' })
    phone.mocker.scan('http://weixin.qq.com/x/abc')
    await phone.settled()
    const picture = 'http://weixin.qq.com/x/abc'
    expect(phone.reports.at(-1)).toEqual({ state: 'logged-out', why: 'scan', picture })
    expect(phone.shown).toEqual([picture])
    expect(await phone.bot.probe?.()).toEqual({ code: 'scan' })
    await phone.login()
    expect(phone.reports.at(-1)).toEqual({ state: 'on' })
    expect(await phone.bot.probe?.()).toBe('ok')
    expect(await phone.bot.send(person, { id: 'n', text: '消息' })).toBe('sent')
  })

  it('W12 banned: the desk is told, and nothing more is tried for an hour', async () => {
    await phone.puppet.logout('该账号因违规被限制登录')
    await phone.settled()
    expect(phone.reports.at(-1)).toEqual({ state: 'banned', why: 'banned' })
    const hour = 3_600_000
    expect(await phone.bot.send(person, { id: 'n', text: '消息' })).toEqual({ retryAfter: hour })
  })

  it('W12 a puppet that falls is taken up again, and no error of one brings the house down', async () => {
    phone.puppet.emit('error', new Error('ECONNRESET at wxid_reporter') as never)
    await phone.fall()
    expect(phone.reports.map(({ why }) => why)).toContain('puppet-ended')
    expect(phone.openings()).toBe(2)
    await phone.login()
    await phone.deliver({ text: '还听得见吗' })
    expect(texts()).toEqual(['还听得见吗'])
  })

  it('W12 a puppet that was logged out and shows no code, or an old one, is begun anew', async () => {
    await phone.puppet.logout('手机上退出了')
    phone.wait(60_000)
    await phone.settled()
    expect(phone.openings()).toBe(2)
    phone.mocker.scan('http://weixin.qq.com/x/abc')
    phone.wait(8 * 60_000)
    await phone.settled()
    expect(phone.openings()).toBe(2)
    phone.wait(60_000)
    await phone.settled()
    expect(phone.openings()).toBe(3)
  })

  it('what a puppet says of a failure is told by its kind alone', async () => {
    phone.refuse(1, `lost the line to ${person}`)
    const failed = await phone.bot
      .send(person, { id: 'n', text: '不能外传的话' })
      .catch((error: unknown) => error)
    phone.puppet.emit('error', new Error(`sync of ${person} failed`) as never)
    await phone.settled()
    const all = inspect([(failed as Error).message, phone.faults, phone.reports], { depth: 9 })
    expect(failed).toBeInstanceOf(Error)
    expect(phone.faults.length).toBe(1)
    expect(all).not.toContain(person)
    expect(all).not.toContain('不能外传的话')
  })
})

describe('who and what is heard', () => {
  it('G11 nothing of a group, of official accounts, of the platform, of our own', async () => {
    const { mocker } = phone
    mocker.createContact({ id: 'gh_news', name: '某公众号', type: 2 })
    mocker.createContact({ id: 'brand', name: '某服务号', type: 2 })
    mocker.createContact({ id: 'weixin', name: '微信团队', type: 1 })
    mocker.createRoom({ id: 'r@chatroom', memberIdList: [person, 'wxid_account'] })
    await phone.deliver({ roomId: 'r@chatroom', text: '群里的话' })
    for (const talkerId of ['gh_news', 'brand', 'weixin'])
      await phone.deliver({ talkerId, text: '通知' })
    await phone.deliver({ talkerId: 'wxid_account', listenerId: person, text: '我们说的' })
    await phone.deliver({ type: kinds.unknown, text: '以上是打招呼的内容' })
    await phone.deliver({ type: kinds.note, text: '你已添加了张三，现在可以开始聊天了' })
    await phone.deliver({ type: kinds.recalled, text: 'message-1' })
    expect(house.heard).toEqual([])
    expect(phone.sent).toEqual([])
  })

  it('each kind of file as what it is', async () => {
    const files = {
      image: 'image',
      audio: 'voice',
      video: 'video',
      attachment: 'document',
    } as const
    for (const [name, kind] of Object.entries(files)) {
      await phone.deliver({ type: kinds[name as keyof typeof files] }, Uint8Array.from([1, 2]))
      expect(told()).toMatchObject({ type: 'media', media: [{ kind }] })
    }
  })

  it('a file too large is refused before all of it is read', async () => {
    const small = await another({ maxFileBytes: 3 })
    await small.deliver({ type: kinds.image }, new Uint8Array(4))
    await small.bot.stop()
    expect(told()).toEqual({ type: 'refused-media', why: 'too-large' })
  })

  it('places and links are heard, stickers and cards answered kindly', async () => {
    await phone.deliver({ type: kinds.location })
    expect(told()).toMatchObject({ type: 'location', latitude: 39.995120999999997 })
    await phone.deliver({ type: kinds.url })
    expect(told()).toMatchObject({ text: expect.stringContaining('https://mock.url') as string })
    for (const type of [kinds.emoticon, kinds.card]) await phone.deliver({ type })
    expect(told()).toEqual({ type: 'unreadable' })
    expect(phone.sent.at(-1)?.text).toBe('没看明白，麻烦换个说法。')
  })

  it('who took us off their list is gone', async () => {
    await phone.deliver({ type: kinds.unknown, text: '张三开启了朋友验证，你还不是他（她）朋友。' })
    expect(told()).toEqual({ type: 'closed' })
  })

  it('what could not be kept is tried again, and in the end it is said', async () => {
    house.fail(2)
    await phone.deliver({ text: '有人无证行医' })
    expect(texts()).toEqual(['有人无证行医'])
    house.fail(5)
    await phone.deliver({ text: '存不下来' })
    expect(phone.sent.at(-1)?.text).toBe('刚才那条没有保存下来，请再发一次。')
  })
})

describe('who asks to be a friend', () => {
  const asks = async (one: Phone): Promise<readonly string[]> => {
    const accepted: string[] = []
    const request = { id: 'f1', contactId: person, timestamp: one.now(), ticket: 't', type: 2 }
    one.puppet.friendshipRawPayload = async () => request
    one.puppet.friendshipAccept = async (id: string) => void accepted.push(id)
    one.puppet.emit('friendship', { friendshipId: 'f1' })
    await one.settled()
    return accepted
  }

  it('becomes one only where that is set', async () => {
    expect(await asks(phone)).toEqual([])
    const open = await another({ friends: 'accept' })
    expect(await asks(open)).toEqual(['f1'])
    await open.bot.stop()
  })

  it('is greeted when they are one', async () => {
    const confirmed = { id: 'f2', contactId: person, timestamp: phone.now(), type: 1 }
    phone.puppet.friendshipRawPayload = async () => confirmed
    phone.puppet.emit('friendship', { friendshipId: 'f2' })
    await phone.settled()
    expect(told()).toEqual({ type: 'start' })
    expect(phone.sent.at(-1)?.text).toContain('您好')
  })
})
