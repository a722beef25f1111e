import { describe, expect, it } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { verifyAudit } from '#store/audit.ts'
import { dropEndpoint, rotateSecret, sendTest } from '#service/endpoint-changes.ts'
import { switchOff, switchOn } from '#service/endpoint-changes.ts'
import { listEndpoints, newEndpoint } from '#service/notice-endpoints.ts'
import { readConfig } from '../../src/config.ts'
import { actionsOf, admin, area, aScene, endpointsOf, eventsAt } from './department-scene.ts'
import { aPerson, reports } from './house.ts'

const minute = 60_000
const hour = 60 * minute

describe('an administrator', () => {
  it('sees where it leads, never a key; every change is on record in an unbroken chain', async () => {
    await using scene = await aScene()
    const { house, outside } = scene
    const { world } = house
    const hook = await scene.adds({ kind: 'webhook', name: '接口' })
    const robot = await scene.adds({ kind: 'dingtalk' })
    const shown = JSON.stringify(await endpointsOf(scene))
    expect(shown).toContain(new URL(outside.root).host)
    for (const secret of [hook.secret, outside.dingtalk.secret, 'access_token', '566cc69d'])
      expect(shown).not.toContain(secret)
    const which = { area, id: hook.id }
    expect((await sendTest(world, admin, which)).ok).toBe(true)
    await house.tell()
    expect(eventsAt(scene)).toMatchObject([
      { type: 'test', data: { link: 'https://jubao.example/desk' } },
    ])
    expect((await switchOff(world, admin, which)).ok).toBe(true)
    expect(await sendTest(world, admin, which)).toMatchObject({ refusal: { key: 'endpoint-off' } })
    await reports(aPerson(house, area))
    expect((await switchOn(world, admin, which)).ok).toBe(true)
    expect((await dropEndpoint(world, admin, { area, id: robot.id })).ok).toBe(true)
    await scene.runs(minute)
    expect(eventsAt(scene)).toHaveLength(1)
    expect(await endpointsOf(scene)).toMatchObject([{ name: '接口', waiting: 0 }])
    expect(await actionsOf(scene, hook.id)).toEqual([
      'notice-endpoint-added',
      'notice-endpoint-tested',
      'notice-endpoint-off',
      'notice-endpoint-on',
    ])
    expect(await actionsOf(scene, robot.id)).toEqual([
      'notice-endpoint-added',
      'notice-endpoint-removed',
    ])
    const chain = await world.db.read(async (tx) => await verifyAudit(tx, world.mac))
    expect(chain.ok).toBe(true)
  })

  it('changes a secret: both are good for a day, then the old one is not', async () => {
    await using scene = await aScene()
    const { house } = scene
    const { id: endpoint, secret } = await scene.adds({ kind: 'webhook' })
    const which = { area, id: endpoint }
    const changed = await rotateSecret(house.world, admin, which)
    const next = changed.ok ? changed.value.secret : ''
    expect(next).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    await sendTest(house.world, admin, which)
    await house.tell()
    const signatures = (n: number): readonly string[] =>
      String(scene.outside.received[n]?.headers['webhook-signature']).split(' ')
    expect(signatures(0)).toHaveLength(2)
    const signedBy = (one: string, n: number): boolean => {
      const received = scene.outside.received[n]
      const at = new Date(Number(received?.headers['webhook-timestamp']) * 1000)
      const id = String(received?.headers['webhook-id'])
      const signed = new Webhook(one).sign(id, at, received?.body ?? '')
      return signatures(n).includes(signed)
    }
    expect([signedBy(secret, 0), signedBy(next, 0)]).toEqual([true, true])
    house.wait(24 * hour)
    await sendTest(house.world, admin, which)
    await house.tell()
    expect([signedBy(secret, 1), signedBy(next, 1)]).toEqual([false, true])
  })

  it('is told what is wrong with what they typed; nobody else may type anything', async () => {
    await using scene = await aScene()
    const { world } = scene.house
    const asked = { kind: 'wecom', name: '群', office: '', wants: ['task.new'], secret: '' }
    const tried = async (more: object): Promise<string> => {
      const added = await newEndpoint(world, admin, area, { address: '', ...asked, ...more })
      return added.ok ? 'ok' : added.refusal.key
    }
    const feishu = 'https://open.feishu.cn/open-apis/bot/v2/hook/7f1c0d9e-8b7a-4f5c'
    expect(await tried({ address: 'qyapi.weixin.qq.com' })).toBe('notice-robot-address')
    expect(await tried({ address: feishu })).toBe('notice-robot-address')
    expect(await tried({ kind: 'feishu', address: feishu, secret: '密 钥' })).toBe(
      'notice-robot-secret',
    )
    expect(await tried({ kind: 'feishu', address: feishu, wants: [] })).toBe('notice-types-missing')
    expect(await tried({ kind: 'feishu', address: feishu, name: ' ' })).toBe('name-missing')
    expect(await tried({ kind: 'feishu', address: feishu, office: 'x' })).toBe('office-unknown')
    expect(await tried({ kind: 'feishu', address: feishu, wants: ['work-order.status'] })).toBe(
      'notice-types-missing',
    )
    expect(await tried({ kind: 'mail', address: 'a@b' })).toBe('notice-mail-address')
    expect(await tried({ kind: 'mail', address: 'a@b.cn\nBcc: x@y.cn' })).toBe(
      'notice-mail-address',
    )
    expect(await tried({ kind: 'webhook', address: 'ftp://x.example/' })).toBe('notice-web-address')
    expect(await tried({ kind: 'webhook', address: 'https://me:pw@x.example/' })).toBe(
      'notice-web-address',
    )
    expect(await tried({ kind: 'fax', address: feishu })).toBe('notice-kind')
    expect(await tried({ kind: 'feishu', address: feishu })).toBe('ok')
    const handler = { ...admin, role: 'handler', area } as const
    expect((await listEndpoints(world, handler, area)).ok).toBe(false)
    expect((await switchOff(world, handler, { area, id: 'x' })).ok).toBe(false)
    expect(await switchOff(world, admin, { area: '370300', id: 'x' })).toMatchObject({
      refusal: { key: 'endpoint-unknown' },
    })
  })
})

it.each(['10.1.0.0/33', '10.1/16', 'fd00::/129', 'intranet.example', '10.1.0.0/16;192.168.0.1'])(
  'a network that is none stops the start and is named: %s',
  (nets) => {
    const read = readConfig({ STATE_DIR: 'x', NOTICE_NETS: nets })
    expect(!read.ok && read.problems.join()).toContain('NOTICE_NETS is not usable')
  },
)
