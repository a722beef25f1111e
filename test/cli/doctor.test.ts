import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { createServer } from 'node:tls'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSuite } from '#crypto/suite.ts'
import { sealTarget } from '#service/endpoint-target.ts'
import { addEndpoint, stopEndpoint } from '#store/notice-endpoints.ts'
import { localMasterKey } from '#vault/master-key.ts'
import { lookAtNetwork } from '../../src/cli/doctor/network.ts'
import { aHouse } from '../service/house.ts'
import { aHouseWithCases, type HouseWithCases } from './house-with-cases.ts'
import { aFolder, here } from './yijian.ts'

let whole: HouseWithCases
let house: HouseWithCases
beforeAll(async () => {
  whole = await aHouseWithCases()
})
afterAll(() => whole[Symbol.dispose]())
beforeEach(() => {
  house = whole.again()
})
afterEach(() => house[Symbol.dispose]())

const doctor = async () => {
  const { code, out } = await here(['doctor'], house.env)
  return { code, bad: out.split('\n').filter((line) => line.startsWith('要处理')), out }
}
const evidence = (...name: string[]): string => house.path('var', 'evidence', ...name)
const fileLike = (end: string): string =>
  readdirSync(evidence()).find((name) => name.endsWith(end)) ?? ''

describe('yijian doctor', () => {
  it('finds nothing in a house that is whole', async () => {
    const { code, out } = await doctor()
    expect(out).toContain('证据文件 1 个，一一对得上')
    expect(out).toMatch(/数据密钥 \d+ 把/)
    expect(code, out).toBe(0)
  })

  it('finds a canary that is missed, unless its channel is off by now', async () => {
    const data = new DatabaseSync(house.path('var', 'yijian.db'))
    const put = data.prepare(
      'insert into canaries (channel, number, "sentAt", arrived, "lateSince") values (?, 2, ?, 1, ?)',
    )
    const [lately, longAgo] = [Date.now() - 120_000, Date.now() - 7_200_000]
    put.run('telegram', longAgo, longAgo + 60_000)
    expect(await doctor()).toMatchObject({ code: 0, bad: [] })
    put.run('web-chat', lately, lately + 60_000)
    data.close()
    const { code, bad } = await doctor()
    expect([code, bad.length]).toEqual([1, 1])
    expect(bad.join()).toContain('canary  web-chat 的自检没有通过')
  })

  it('finds evidence without its file, and without the copy for departments', async () => {
    const original = fileLike('.original')
    rmSync(evidence(fileLike('.cleaned')))
    expect((await doctor()).bad.join()).toContain('少了给部门看的副本')
    rmSync(evidence(original))
    const { code, bad } = await doctor()
    expect(code).toBe(1)
    expect(bad.join()).toMatch(/evidence {2}\S+ 的证据原件不在/)
  })

  it('finds a file that nobody knows, not one that just came', async () => {
    writeFileSync(evidence('0123.original'), 'x')
    expect((await doctor()).code).toBe(0)
    const old = Date.now() / 1000 - 7200
    utimesSync(evidence('0123.original'), old, old)
    expect((await doctor()).bad.join()).toContain('1 个文件没有记录（0123）')
    expect(existsSync(evidence('0123.original'))).toBe(true)
  })

  it('finds a case whose key is gone, by its number', async () => {
    const data = new DatabaseSync(house.path('var', 'yijian.db'))
    const row = data.prepare('select number, "keyId" from cases order by number desc').get()
    data.close()
    const keys = new DatabaseSync(house.path('var', 'keys.db'))
    keys.prepare('delete from keys where id = ?').run(String(row?.['keyId']))
    keys.close()
    const { bad } = await doctor()
    expect(bad.join()).toMatch(new RegExp(`案件 ${String(row?.['number'])} 的密钥不在了.*keys.db`))
  })

  it('counts keys that nobody uses', async () => {
    const idle = async (): Promise<number> =>
      Number(/其中 (\d+) 把没有用/.exec((await doctor()).out)?.[1])
    const before = await idle()
    const data = new DatabaseSync(house.path('var', 'yijian.db'))
    data.exec('delete from stashes; delete from evidence')
    data.close()
    expect(await idle()).toBe(before + 1)
  })

  it('finds a folder or a database that is open to everybody', async () => {
    chmodSync(house.path('var'), 0o777)
    chmodSync(house.path('var', 'keys.db'), 0o644)
    chmodSync(house.path('var', 'master.key'), 0o644)
    const said = (await doctor()).bad.join()
    expect(said).toMatch(/chmod 600 .*keys.db.*chmod 700/)
    expect(said).toMatch(/master.key 别的用户读得到：运行 chmod 600/)
  })

  it('finds a change of keys that stopped halfway', async () => {
    const key = Buffer.from(readFileSync(house.path('var', 'master.key'), 'utf8').trim(), 'hex')
    await using open = await aHouse({ STATE_DIR: house.path('var') })
    await open.world.vault.keyChange.begin(localMasterKey(createSuite('international'), key))
    await open.close()
    const { bad } = await doctor()
    expect(bad.join()).toContain('换密钥没有做完')
  })

  it('finds department machines that take nothing, and says so without asking them', async () => {
    await using open = await aHouse({ STATE_DIR: house.path('var') })
    const { world } = open
    const row = {
      id: 'e1',
      area: '500153',
      kind: 'webhook',
      name: '卫健委平台',
      keyId: await world.vault.newKey(),
      wants: ' task ',
      createdAt: 1,
    }
    const target = { kind: 'webhook', url: 'https://nowhere.invalid/x', secrets: [] } as const
    const sealed = await sealTarget(world, row, target)
    await world.db.transaction(async (tx) => {
      await addEndpoint(tx, { ...row, sealed })
      await stopEndpoint(tx, 'e1', 'silent')
    })
    await open.close()
    const { bad } = await doctor()
    expect(bad.join()).toContain('卫健委平台：一直送不到')
    expect(bad.join()).toContain('没有可用的签名密钥')
  })
})

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

describe.skipIf(!hasOpenssl)('certificates', () => {
  const day = 24 * 3_600_000
  const asked: string[] = []
  let url = ''
  let close = (): void => {}
  beforeAll(async () => {
    using folder = aFolder()
    const [key, cert] = [folder.path('key'), folder.path('cert')]
    const words = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout ${key} -out ${cert}`
    execFileSync('openssl', words.split(' '), { stdio: 'ignore' })
    const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (socket) => {
      socket.on('data', (data) => asked.push(data.toString()))
      socket.on('error', () => {})
    })
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
    url = `https://localhost:${(server.address() as AddressInfo).port}/hook?key=secret`
    close = () => void server.close()
  })
  afterAll(() => close())

  const found = async (address: string, days: number): Promise<string> =>
    (await lookAtNetwork([address], () => Date.now() + days * day)).map(({ say }) => say).join()

  it('one that nobody vouches for, that ends soon or has ended, or bears another name is told', async () => {
    expect(await found(url, 0)).toContain('不被信任')
    expect(await found(url, 15)).toMatch(/还有 1[45] 天到期/)
    expect(await found(url, 31)).toContain('已经过期')
    expect(await found(url.replace('localhost', '127.0.0.1'), 0)).toContain('不是给 127.0.0.1 的')
    expect(asked).toEqual([])
  })

  it('a machine that is away is told with the cure, and never with what stands behind its name', async () => {
    const said = await found('https://127.0.0.1:1/hook?key=secret', 0)
    expect(said).toContain('127.0.0.1:1 连不上（ECONNREFUSED）')
    expect(said).not.toContain('secret')
  })
})
