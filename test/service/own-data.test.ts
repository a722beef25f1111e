import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCase } from '#service/desk.ts'
import { erasures } from '#store/erasures.ts'
import { sessionOfHandle } from '#store/sessions.ts'
import { chatOf, does, filed, name, named, phone, rongchang, rowOf, unfounded } from './filed.ts'
import { aHouse, aPerson, aStory, officerOf, type TestHouse } from './house.ts'
import { openIdentityOf } from './identity-of.ts'

const newPhone = '13887654321'

let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

/** Every file of the house, as it lies on the disk. */
const onDisk = (): Buffer =>
  Buffer.concat(
    readdirSync(house.dir, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => readFileSync(join(one.parentPath, one.name))),
  )

describe('我的信息', () => {
  it('tells what is kept, since when and for which report, the telephone with its middle hidden', async () => {
    const { person, number } = await filed(house, named)
    const said = await person.says('我的信息')
    expect(said).toContain('2026年11月21日')
    expect(said).toContain(number)
    expect(said).toContain('139****5678')
    expect(said).not.toContain(phone)
    expect(said).not.toContain(name)
    expect(said).toContain('聊天留 12 个月')
    expect(await person.says('不用了')).toContain('我的信息')
  })

  it('of somebody who filed nothing tells of this chat alone', async () => {
    const person = aPerson(house, rongchang)
    await person.says('你好')
    const said = await person.says('你们存了我什么')
    expect(said).toContain('没有登记过举报')
    expect(said).not.toContain('改一改')
  })
})

describe('a copy', () => {
  const secret = '内部：线人老周说的'

  it('holds what was told and answered, and nothing the officers wrote among themselves, no passcode, no other person', async () => {
    const other = await filed(house, ['隔壁小区的黑诊所给小孩吊水', ...aStory.slice(1)])
    const { person, number, passcode } = await filed(house, named)
    await does(house, number, { type: 'accept' })
    await does(house, number, { type: 'note', text: secret })
    await does(house, number, { type: 'ask', text: '二楼从哪个门上去？' })
    await person.says('查看')
    await person.says('查看')
    await person.says('鱼店旁边的铁门')
    await person.says(`密码是 ${passcode}`)
    await person.says('取消')
    await does(house, number, unfounded)
    expect(await person.says('导出')).toContain('/chat/my-data.json')
    const file = await house.port.ownData?.('web-chat', person.address)
    const copy = JSON.parse(file ?? '') as { readonly reports: readonly object[] }
    expect(copy.reports).toMatchObject([
      {
        number,
        standing: 'named',
        phone: '139****5678',
        told: { what: named[0] },
        questions: [{ asked: { text: '二楼从哪个门上去？' }, answer: { text: '鱼店旁边的铁门' } }],
        results: [{ text: unfounded.text }],
      },
    ])
    expect(file).toContain('2026-11-21T')
    for (const canary of [secret, passcode, other.number, '隔壁小区'])
      expect(file).not.toContain(canary)
  })

  it('is a file that only the browser with the address can fetch', async () => {
    const { person, number } = await filed(house)
    const [webChat] = house.bots
    const { routes } = webChat ?? {}
    const get = async (cookie?: string): Promise<Response> =>
      (await routes?.app.request('/my-data.json', { headers: cookie ? { cookie } : {} })) ??
      new Response()
    expect((await get()).status).toBe(303)
    const nobody = await get(`yj_chat=${'A'.repeat(22)}`)
    expect([nobody.status, await nobody.text()]).toEqual([303, ''])
    const address = 'B'.repeat(22)
    await house.port.hear(
      {
        channel: 'web-chat',
        address,
        once: 'a-visitor-speaks',
        at: house.now(),
        what: { type: 'text', text: '你好' },
      },
      async () => 'sent',
    )
    const own = await get(`yj_chat=${address}`)
    expect(own.headers.get('content-disposition')).toContain('attachment')
    expect(own.headers.get('cache-control')).toBe('no-store')
    const text = await own.text()
    expect(JSON.parse(text)).toMatchObject({ reports: [], chat: [{ text: '你好' }, {}, {}, {}] })
    expect(text).not.toContain(number)
    expect(person.address).not.toBe(address)
  })

  it('is said in parts where the channel has no files, each short enough for the narrowest', async () => {
    const { person, number, passcode } = await filed(house, aStory, 'terminal')
    await does(house, number, { type: 'accept' })
    await does(house, number, { type: 'note', text: secret })
    let said = await person.says('导出')
    const parts = [said]
    while (said.includes('接着看吗')) parts.push((said = await person.says('接着看')))
    expect(parts.length).toBeGreaterThan(2)
    expect(Math.max(...parts.map((part) => Buffer.byteLength(part)))).toBeLessThan(2048)
    const all = parts.join('\n')
    expect(all).toContain(number)
    expect(all).toContain('卖鱼的楼上二楼')
    expect(all).not.toContain(secret)
    expect(all).not.toContain(passcode)
  })
})

describe('a correction', () => {
  it('exchanges the telephone in the vault; the old one opens nowhere any more', async () => {
    const { person, number } = await filed(house, named)
    const { id, handle } = await rowOf(house, number)
    const before = await house.world.db.read(async (tx) => await sessionOfHandle(tx, handle))
    await person.says('我填错了电话')
    await person.says('电话')
    expect(await person.says(newPhone)).toContain('原来的删掉了')
    await house.tick()
    expect(await openIdentityOf(house, id)).toEqual({ name, phone: newPhone })
    expect(await person.says('我的信息')).toContain('138****4321')
    await person.says('不用了')
    expect(await chatOf(person)).not.toContain(phone)
    expect(await house.world.vault.hasKey(before?.keyId ?? '')).toBe(false)
    const gone = await house.world.db.read(async (tx) => await erasures(tx))
    expect(gone.filter((one) => one.number === number)).toMatchObject([{ kind: 'identity' }])
    expect(onDisk().includes(phone)).toBe(false)
  })

  it('of a fact goes to those who handle the report', async () => {
    const { person, number } = await filed(house)
    await person.says('我说错了')
    expect(await person.says('说错了事情')).toContain('哪里说错了')
    await person.says('不是二楼，是三楼')
    await person.says('好了')
    const read = await readCase(house.world, await officerOf(house, number), number)
    expect(read).toMatchObject({
      ok: true,
      value: { file: { supplements: [{ text: '不是二楼，是三楼' }] } },
    })
  })
})

describe('consent taken back', () => {
  it('leaves an anonymous report that goes on; officers see that it is anonymous now', async () => {
    const { person, number } = await filed(house, named)
    const { id } = await rowOf(house, number)
    await person.says('改成匿名')
    expect(await person.says('改成匿名')).toContain('姓名电话删掉了')
    await house.tick()
    expect(await openIdentityOf(house, id)).toBeUndefined()
    const read = await readCase(house.world, await officerOf(house, number), number)
    expect(read).toMatchObject({ ok: true, value: { file: { standing: 'anonymous' } } })
    expect(await chatOf(person)).not.toContain(phone)
    expect(await chatOf(person)).not.toContain(name)
    await does(house, number, { type: 'accept' })
    expect(await person.says('查看')).toContain('已受理')
  })
})
