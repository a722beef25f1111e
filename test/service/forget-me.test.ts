import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trackReceipt } from '#service/receipt.ts'
import { verifyAudit } from '#store/audit.ts'
import { evidenceById } from '#store/evidence.ts'
import { loadSession, sessionOfHandle } from '#store/sessions.ts'
import { lines } from '#store/transcript.ts'
import { aPhoto } from '../vault/sample-files.ts'
import { chatOf, does, filed, named, rongchang, rowOf, unfounded } from './filed.ts'
import { aHouse, aPerson, aStory, reports, type TestHouse } from './house.ts'
import { openIdentityOf } from './identity-of.ts'

let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

describe('忘记我', () => {
  it('in an open case says what stays and why, and the chat goes on as a new person’s', async () => {
    const { person, number, passcode } = await filed(house, named)
    const { handle } = await rowOf(house, number)
    const asked = await person.says('删除我的信息')
    expect(asked).toContain(`${number} 里您说的经过，办完了再删`)
    const done = await person.says('删除')
    expect(done).toContain(`${number} 还在办`)
    expect(done).toContain('用编号和密码还能查')
    await house.tick()
    await house.tick()
    expect(
      await house.world.db.read(async (tx) => await sessionOfHandle(tx, handle)),
    ).toBeUndefined()
    expect(await person.says('进度')).toContain('这个聊天里没有您的举报')
    expect(await chatOf(person)).not.toContain(named[0])
    await does(house, number, { type: 'accept' })
    await does(house, number, unfounded)
    const seen = await trackReceipt(house.world, { number, passcode, asker: 'a-browser' })
    expect(seen).toMatchObject({ ok: true, value: { state: 'concluded' } })
  })

  it('after the case is over erases it; a second time there is only this chat', async () => {
    const { person, number } = await filed(house)
    await does(house, number, { type: 'accept' })
    await does(house, number, unfounded)
    expect(await person.says('忘记我')).toContain('举报里您说的话，都会删掉')
    expect(await person.says('删除')).toContain('1 件举报里您说的话也删了')
    expect((await rowOf(house, number)).erasedAt).toBeDefined()
    expect(await person.says('忘记我')).toContain('这段聊天会删掉')
    const again = await person.says('删除')
    expect(again).toContain('这里都删掉了')
    expect(again).not.toContain(number)
  })

  it('in the middle of a draft drops what was told so far, the pictures too', async () => {
    const person = aPerson(house, rongchang)
    await person.says(aStory[0] ?? '')
    await person.says('行')
    const ref = await house.port.keepFile({
      channel: 'web-chat',
      kind: 'image',
      bytes: await aPhoto('jpeg'),
    })
    if ('refused' in ref) throw new Error(ref.refused)
    await person.delivers('a-photo-of-it', { type: 'media', media: [ref] })
    expect(await person.says('忘记我')).toContain('没登记完的也一起删')
    await person.says('2')
    const hash = house.world.vault.addressHash('web-chat', person.address)
    const row = await house.world.db.read(async (tx) => await loadSession(tx, hash))
    const kept = await house.world.db.read(async (tx) => await lines(tx, row?.id ?? ''))
    expect(kept.filter(({ from }) => from === 'heard')).toHaveLength(1)
    const loose = await house.world.db.read(async (tx) => await evidenceById(tx, ref.id))
    expect(loose).toBeUndefined()
    expect(await person.says('你好')).toContain('发生了什么事')
    expect(await chatOf(person)).not.toContain('菜市场')
  })

  it('heard twice says the same with the same ids, also after the old conversation is gone', async () => {
    const { person } = await filed(house)
    await person.says('忘记我')
    const what = { type: 'text', text: '删除' } as const
    const first = await person.delivers('forget-me-0001', what)
    await house.tick()
    await house.tick()
    const again = await person.delivers('forget-me-0001', what)
    expect(first.map(({ text }) => text).join('')).toContain('这里都删掉了')
    expect(again).toEqual(first)
  })

  it('asked before the process ended is done by the next one; the chain still holds', async () => {
    await using first = await aHouse()
    const person = aPerson(first, rongchang)
    const { number } = await reports(person, named)
    await person.says('忘记我')
    const second = await first.reopened()
    const later = person.at(second)
    expect(await later.says('删除')).toContain(`${number} 还在办`)
    const third = await second.reopened()
    await third.tick()
    await third.tick()
    const { world } = third
    const { handle, id } = await rowOf(third, number)
    expect(await world.db.read(async (tx) => await sessionOfHandle(tx, handle))).toBeUndefined()
    expect(await openIdentityOf(third, id)).toBeUndefined()
    expect(await person.at(third).says('进度')).toContain('没有您的举报')
    const chain = await world.db.read(async (tx) => await verifyAudit(tx, world.vault.mac))
    expect(chain).toMatchObject({ ok: true })
    await third.close()
  })

  it('stays undone where the person thinks again', async () => {
    const { person, number } = await filed(house)
    await person.says('忘记我')
    expect(await person.says('不删')).toContain('没有删')
    expect(await person.says('进度')).toContain(number)
  })
})
