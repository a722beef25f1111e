import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createChannelStates,
  createStateKeeping,
  type ChannelStates,
} from '#service/channel-states.ts'
import type { Sealed } from '#service/sealed.ts'
import { markLost } from '#store/hops.ts'
import { addNews } from '#store/news.ts'
import { createWeb } from '#web/app.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk, type TestDesk } from './world.ts'

const minute = 60_000

let desk: TestDesk
let now: number
let states: ChannelStates
let probed: 'ok' | { readonly code: string }
let app: ReturnType<typeof createWeb>
beforeAll(async () => {
  desk = await aDesk()
  now = desk.world.clock()
  states = createChannelStates(() => now)
  const channelsHere = { states, probes: new Map([['telegram', async () => probed]]) }
  const world: Sealed = { ...desk.world, channelsHere, clock: () => now }
  app = createWeb(world, { publicUrl: 'https://jubao.example' })
  for (const channel of ['web-chat', 'telegram', 'email', 'wechat-personal']) states.begin(channel)
  await desk.officer('admin', 'administrator', '')
  await desk.officer('watcher', 'supervisor', '500153-health-commission')
  await desk.officer('worker', 'handler', '500153-health-commission')
})
afterAll(async () => await desk.close())

const page = async (login: string): Promise<string> => {
  const browser = aBrowser(app)
  await browser.signIn(login)
  return (await browser.get('/desk/channels')).html.replace(/\s+/g, ' ')
}
const partOf = (text: string, channel: string): string =>
  text.split(`id="channel-${channel}"`)[1]?.split('</section>')[0] ?? ''

describe('渠道', () => {
  it('each stands there with its state, its last message in and out, and what waits in it', async () => {
    states.cameIn('web-chat')
    states.wentOut('web-chat')
    const chat = partOf(await page('admin'), 'web-chat')
    expect(chat).toContain('正常')
    expect(chat).not.toContain('没有</dd>')
    expect(chat).toContain('0 条')
    expect(partOf(await page('admin'), 'email')).toContain('没有</dd>')
  })

  it('one fault is no failure, two are, with the cure; a success ends it', async () => {
    states.failed('telegram', '401')
    expect(partOf(await page('admin'), 'telegram')).toContain('正常')
    states.failed('telegram', '401')
    const failing = partOf(await page('admin'), 'telegram')
    expect(failing).toContain('出错')
    expect(failing).toContain('向 @BotFather 重新要令牌')
    states.wentOut('telegram')
    const well = partOf(await page('admin'), 'telegram')
    expect(well).toContain('正常')
    expect(well).toContain('后来好了')
  })

  it('faults that have not come again for a while are over', async () => {
    for (const _ of [1, 2]) states.failed('email', 'imap-refused')
    expect(partOf(await page('admin'), 'email')).toContain('授权码')
    now += 6 * minute
    expect(partOf(await page('admin'), 'email')).toContain('正常')
  })

  it('what a bot says of its platform is shown, with the code to scan', async () => {
    states.report('wechat-personal', {
      state: 'logged-out',
      why: 'scan',
      picture: 'https://l.example/x',
    })
    const part = partOf(await page('admin'), 'wechat-personal')
    expect(part).toContain('没有登录')
    expect(part).toContain('<svg')
    states.report('wechat-personal', { state: 'banned', why: 'banned' })
    const banned = partOf(await page('admin'), 'wechat-personal')
    expect(banned).toContain('停用这个渠道')
    expect(banned).not.toContain('<svg')
  })

  it('a test asks the platform, says what came of it, and stands in the audit chain', async () => {
    const admin = aBrowser(app)
    await admin.signIn('admin')
    const press = async (): Promise<string> => {
      const { html } = await admin.get('/desk/channels')
      const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
      return (await admin.post('/desk/channels/test', { csrf, channel: 'telegram' })).text
    }
    probed = { code: '401' }
    expect(await press()).toContain('没有测通：令牌不对')
    probed = 'ok'
    expect(await press()).toContain('凭据有效')
    const entries = await desk.world.db.read(
      async (tx) =>
        await tx
          .selectFrom('audit')
          .select(['actor', 'subject', 'reason'])
          .where('action', '=', 'channel-tested')
          .orderBy('seq')
          .execute(),
    )
    expect(entries.map(({ subject, reason }) => [subject, reason])).toEqual([
      ['telegram', '401'],
      ['telegram', 'ok'],
    ])
  })

  it('supervisors see it without the button, handlers see neither it nor the list', async () => {
    const seen = await page('watcher')
    expect(partOf(seen, 'telegram')).toContain('最近收到')
    expect(seen).not.toContain('/desk/channels/test')
    expect(await page('worker')).not.toContain('最近收到')
  })

  it('what could be told to nobody is listed for who handles cases, never for the administrator', async () => {
    const { number, id } = await desk.report()
    await desk.world.db.transaction(async (tx) => {
      const news = { id: 'lost-1', caseId: id, handle: 'h', sealed: new Uint8Array(), at: now }
      await addNews(tx, news)
      await markLost(tx, news.id, now)
    })
    expect(await page('watcher')).toContain(`${number}</a>：1 条`)
    expect(await page('admin')).not.toContain(number)
  })

  it('is remembered for the next process; one that runs nowhere any more is shown as not running', async () => {
    const { db } = desk.world
    await createStateKeeping({
      db,
      clock: () => now,
      channelsHere: { states, probes: new Map() },
    })()
    const next = createChannelStates(() => now)
    next.begin('web-chat')
    const channelsHere = { states: next, probes: new Map() }
    app = createWeb({ ...desk.world, channelsHere, clock: () => now }, { publicUrl: 'https://x' })
    expect(partOf(await page('admin'), 'web-chat')).not.toContain('没有</dd>')
    expect(partOf(await page('admin'), 'telegram')).toContain('正常')
    now += 6 * minute
    expect(partOf(await page('admin'), 'telegram')).toContain('没有运行')
  })
})
