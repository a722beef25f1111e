import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { atDoor } from '../bots/wechat-account.ts'
import { createTime } from '../bots/fake-wechat-time.ts'
import { openFakeWechat } from '../bots/fake-wechat.ts'
import { aHouse, aStory, officerOf, type TestHouse } from '../service/house.ts'

const person = 'oReporter-of-Rongchang'
const day = 86_400_000

async function does(house: TestHouse, officer: Officer, number: string, deed: Deed): Promise<void> {
  const read = await readCase(house.world, officer, number)
  const version = read.ok ? read.value.file.version : 0
  expect(await act(house.world, officer, { number, version }, deed)).toMatchObject({ ok: true })
}

/** The platform, a whole house behind its account, and a reporter with a phone. */
async function aScene() {
  const wechat = await openFakeWechat('safe', createTime(Date.UTC(2026, 10, 21, 2)))
  const house = await aHouse({
    WECHAT_APPID: wechat.appId,
    WECHAT_SECRET: wechat.secret,
    WECHAT_TOKEN: wechat.token,
    WECHAT_AES_KEY: wechat.aesKey,
    WECHAT_API_ROOT: wechat.root,
    WECHAT_AREA: '500153',
    WECHAT_TEMPLATE: 'Tmpl_0123456789:thing1,time2',
  })
  const bot = house.bots.find(({ capabilities }) => capabilities.id === 'wechat-official')
  if (!bot) throw new Error('the account is not on')
  wechat.hook(async (request) => await atDoor(bot, request))
  const said = (): string => wechat.shown.map(({ text }) => text).join('\n')
  const sends = async (fields: Record<string, string>): Promise<string> => {
    const before = said().length
    await wechat.send(person, fields)
    return said().slice(before)
  }
  return {
    wechat,
    house,
    said,
    sends,
    says: async (Content: string) => await sends({ MsgType: 'text', Content }),
    wait: (ms: number): void => {
      house.wait(ms)
      wechat.time.pass(ms)
    },
    [Symbol.asyncDispose]: async () => {
      await bot.stop()
      await house[Symbol.asyncDispose]()
      await wechat.close()
    },
  }
}

it('by WeChat a citizen follows, reports, is asked, answers, and reads the outcome', async () => {
  await using scene = await aScene()
  const { wechat, house, said, says, sends } = scene
  const reads = async (): Promise<string> => {
    await house.tick()
    expect(said()).toContain('您有一条办理进度')
    return await says('查看')
  }
  expect(await sends({ MsgType: 'event', Event: 'subscribe', EventKey: '' })).toContain('您好')
  let last = ''
  for (const words of aStory) last = await says(words)
  const number = /RC-2026-\d{5}/.exec(last)?.[0] ?? ''
  expect(number).not.toBe('')
  expect(new Set(wechat.shown.map(({ way }) => way))).toEqual(new Set(['reply']))

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
  const late = wechat.shown.filter(({ way }) => way === 'service')
  expect(late.every((one) => one.text.startsWith('您有一条办理进度'))).toBe(true)

  const kept = readdirSync(house.dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
  expect(kept.join('').length).toBeGreaterThan(100_000)
  for (const secret of [person, wechat.secret, wechat.aesKey, 'token-never-logged'])
    expect(kept.filter((file) => file.includes(secret))).toHaveLength(0)
}, 30_000)

it('news after 48 hours of silence wait for the next word; a template without content says that there are some', async () => {
  await using scene = await aScene()
  const { wechat, house, says, wait } = scene
  let last = ''
  for (const words of aStory) last = await says(words)
  const number = /RC-2026-\d{5}/.exec(last)?.[0] ?? ''
  wait(3 * day)
  const officer = await officerOf(house, number)
  await does(house, officer, number, { type: 'accept', task: officer.task })
  const before = wechat.shown.length
  for (let round = 0; round < 5; round += 1) {
    await house.tick()
    wait(60_000)
  }
  expect(wechat.shown.slice(before).map(({ way, text }) => `${way} ${text}`)).toEqual([
    'template 您有一条办理进度',
    expect.stringMatching(/^template 2026-11-24 \d\d:\d\d$/) as string,
  ])
  const [reply, ...more] = [await says('查看'), ...wechat.shown.slice(before + 3)]
  expect(more).toEqual([])
  expect(reply).toContain('已受理')
  expect(wechat.shown.at(-1)?.way).toBe('reply')
  wait(4 * day)
  await house.tick()
  expect(wechat.shown).toHaveLength(before + 3)
}, 30_000)
