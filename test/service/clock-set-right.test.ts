import { Secret, TOTP } from 'otpauth'
import { expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { takeMessage } from '#service/exchange-in.ts'
import { newPartner } from '#service/exchange-partners.ts'
import { beginTotp, confirmTotp } from '#service/second-factor.ts'
import { atDoor } from '../bots/wechat-account.ts'
import { openFakeWechat } from '../bots/fake-wechat.ts'
import { admin, area, aScene, health } from './department-scene.ts'
import { aHouse, aPerson, reports } from './house.ts'

/** The machine ran ahead, the house with it, and then somebody set it right. */
const tooFar = 2 * 3_600_000

it('a message of the official account is heard though the clock was set back', async () => {
  let now = (): number => 0
  const wechat = await openFakeWechat('safe', {
    now: () => now(),
    pass: () => {},
    pause: async () => {},
  })
  await using house = await aHouse({
    WECHAT_APPID: wechat.appId,
    WECHAT_SECRET: wechat.secret,
    WECHAT_TOKEN: wechat.token,
    WECHAT_AES_KEY: wechat.aesKey,
    WECHAT_API_ROOT: wechat.root,
    WECHAT_AREA: area,
  })
  ;({ now } = house)
  const account = house.bots.find(({ capabilities }) => capabilities.id === 'wechat-official')
  if (!account) throw new Error('there is no account')
  wechat.hook(async (request) => await atDoor(account, request))
  house.wait(-tooFar)
  const [answer] = await wechat.send('oZhang', { MsgType: 'text', Content: '举报' })
  expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('举报') })
  await wechat.close()
})

it('robots and machines of departments take what is signed though the clock was set back', async () => {
  await using scene = await aScene()
  const { house, outside } = scene
  for (const kind of ['feishu', 'dingtalk', 'webhook'] as const)
    await scene.adds({ kind, office: health })
  await reports(aPerson(house, area))
  house.wait(-tooFar)
  await house.tell()
  expect(outside.shown('feishu')).toHaveLength(1)
  expect(outside.shown('dingtalk')).toHaveLength(1)
  const hook = outside.received.find(({ path }) => path === '/hooks')
  const at = Number(hook?.headers['webhook-timestamp']) * 1000
  expect(Math.abs(at - house.now())).toBeLessThan(60_000)
})

it('the code on a phone and the signature of a partner are taken though the clock was set back', async () => {
  await using house = await aHouse()
  const { world } = house
  const made = await newPartner(world, admin, area, {
    name: '监督信息系统',
    departments: [],
    texts: false,
    address: '',
  })
  if (!made.ok) throw new Error(made.refusal.key)
  house.wait(-tooFar)
  const came = {
    partner: made.value.id,
    theirs: 'msg_1',
    sentAt: house.now(),
    mark: 'm',
    isSigned: () => true,
    read: () => ({ ok: false, refusal: { key: 'read' } }) as const,
  }
  expect(await takeMessage(world, came)).toEqual({ ok: false, refusal: { key: 'read' } })
  expect(await takeMessage(world, { ...came, sentAt: world.clock() })).toMatchObject({
    refusal: { key: 'clock-skew' },
  })
  const officer: Officer = { ...admin, area }
  const begun = await beginTotp(world, { officer, login: 'admin' })
  const app = new TOTP({ secret: Secret.fromBase32(begun.secret) })
  const code = app.generate({ timestamp: house.now() })
  expect((await confirmTotp(world, officer, { id: begun.id, code })).ok).toBe(true)
})
