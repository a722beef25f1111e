import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import type { Role } from '#core/roles.ts'
import { archiveDue } from '#service/archive.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { forgetCases } from '#service/erasure.ts'
import { ownDataFile } from '#service/own-data-file.ts'
import { trackReceipt } from '#service/receipt.ts'
import { expiredSessions } from '#store/expired.ts'
import { sessionOfHandle } from '#store/sessions.ts'
import { filed, rongchang, rowOf, type Filed } from './filed.ts'
import { aHouse, aStory, type TestHouse } from './house.ts'

const day = 24 * 3600_000
let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

const officer = (role: Role, department: string): Officer => ({
  id: `${role}-${department}`,
  name: '经办人',
  role,
  area: rongchang,
  office: `${rongchang}-${department}`,
  department,
})
const intake = officer('intake', 'intake')
const health = officer('handler', 'health-commission')
const done = { ok: true }

const read = async (number: string, by: Officer = intake) => {
  const found = await readCase(house.world, by, number)
  if (!found.ok) throw new Error(found.refusal.key)
  return found.value
}
const does = async (number: string, by: Officer, deed: Deed) => {
  const { version } = (await read(number, by)).file
  expect(await act(house.world, by, { number, version }, deed)).toMatchObject(done)
}
let clinics = 0
const reported = async (): Promise<Filed> => {
  clinics += 1
  const [what = '', ...rest] = aStory
  return await filed(house, [`${what}，第${clinics}家`, ...rest])
}
/** The second is handled within the first. */
const together = async (): Promise<readonly [Filed, Filed]> => {
  const [main, other] = [await reported(), await reported()]
  await does(other.number, intake, { type: 'merge', into: main.number, reason: '同一家诊所' })
  return [main, other]
}
const taskOf = async (number: string): Promise<string> =>
  (await read(number)).tasks.find(({ role }) => role === 'lead')?.task ?? ''
const concludes = async (number: string, text: string): Promise<void> => {
  const task = await taskOf(number)
  await does(number, health, { type: 'accept', task })
  const found = { outcome: 'substantiated', noPenaltyReason: '处罚决定书还没有送达' } as const
  await does(number, health, { type: 'conclude', task, ...found, text })
}
const shown = async ({ number, passcode }: Filed) => {
  const found = await trackReceipt(house.world, { number, passcode, asker: `test:${number}` })
  if (!found.ok) throw new Error(found.refusal.key)
  return found.value
}
const hears = async ({ person }: Filed): Promise<string> => {
  let all = ''
  for (let n = 0; n < 4; n += 1) all += await person.says('查看')
  return all
}

describe('the reporter of a merged case', () => {
  it('is not told that anybody else reported, so that nobody finds it out by reporting themselves', async () => {
    const [, other] = await together()
    const told = (await hears(other)) + (await other.person.says('进度'))
    expect(told).not.toMatch(/并|同一件|别人|其他举报/u)
    expect((await shown(other)).state).toBe('received')
  })

  it('who asks for 再查 is answered under their own number; the other reporter hears nothing of it', async () => {
    const [main, other] = await together()
    await concludes(main.number, '去查了，门关着。')
    await hears(other)
    await hears(main)
    await other.person.says('再查')
    await other.person.says('早上五点才开门')
    expect((await shown(other)).again).toBeDefined()
    expect((await shown(main)).again).toBeUndefined()
    expect(await main.person.says('进度')).not.toContain('您申请的再查')
    await does(main.number, intake, {
      type: 'refuse-re-examination',
      text: '五点也去过两次，没有人。',
    })
    expect(await hears(other)).toContain('五点也去过两次')
    expect(await hears(main)).not.toContain('五点也去过两次')
    expect((await shown(other)).again).toMatchObject({ granted: false })
    expect(JSON.stringify(await shown(main))).not.toContain('五点也去过')
  })

  it('keeps the outcome when the main case is archived, and hears the penalty number that comes after', async () => {
    const [main, other] = await together()
    await concludes(main.number, '查实了，正在处罚。')
    await hears(other)
    house.wait(90 * day)
    await archiveDue(house.world)
    expect((await read(main.number)).file.state).toBe('closed')
    const later = await shown(other)
    expect(later.state).toBe('closed')
    expect(JSON.stringify(later)).toContain('查实了，正在处罚')
    expect((await read(main.number, health)).merged).toHaveLength(1)
    const task = await taskOf(main.number)
    await does(main.number, health, { type: 'add-penalty', task, penalty: '荣卫医罚〔2027〕3号' })
    expect(await hears(other)).toContain('荣卫医罚〔2027〕3号')
  })

  it('is not forgotten while the main case is handled, and is once it has ended', async () => {
    const [main, other] = await together()
    const { handle } = await rowOf(house, other.number)
    const forget = async () =>
      await house.world.db.transaction(
        async (tx) => await forgetCases(house.world, tx, { handle, at: house.now() }),
      )
    expect(await forget()).toMatchObject({ done: 0, kept: [{ why: 'open' }] })
    const reachable = async () =>
      await house.world.db.read(
        async (tx) =>
          await expiredSessions(tx, 'told', {
            area: rongchang,
            before: house.now() + day,
            limit: 1000,
          }),
      )
    expect((await reachable()).map((one) => one.handle)).not.toContain(handle)
    await concludes(main.number, '没有发现。')
    expect(await forget()).toMatchObject({ done: 1, kept: [] })
  })

  it('finds the outcome in the copy of their own data', async () => {
    const [main, other] = await together()
    await concludes(main.number, '查了三次，没有发现。')
    const { handle } = await rowOf(house, other.number)
    const file = await house.world.db.read(async (tx) => {
      const row = await sessionOfHandle(tx, handle)
      return row
        ? await ownDataFile(house.world, tx, row, { upto: 9999, lang: 'zh-cn' })
        : undefined
    })
    expect(JSON.stringify(file)).toContain('查了三次，没有发现')
    expect(JSON.stringify(file)).not.toContain(main.number)
  })
})

describe('one of two merged cases does not open any more', () => {
  const damage = async ({ number }: Filed): Promise<void> => {
    const { id } = await rowOf(house, number)
    await house.world.db.transaction(
      async (tx) =>
        await tx
          .updateTable('caseEvents')
          .set({ sealed: new Uint8Array(40) })
          .where('caseId', '=', id)
          .execute(),
    )
  }

  it('the main case is read, concluded and withdrawn all the same', async () => {
    const [main, other] = await together()
    await damage(other)
    await concludes(main.number, '没有发现。')
    expect((await read(main.number, health)).merged).toEqual([])
    const [withdrawn, gone] = await together()
    await damage(gone)
    for (const words of ['撤回', '撤回', '2', '跳过']) await withdrawn.person.says(words)
    expect((await read(withdrawn.number)).file.state).toBe('withdrawn')
  })

  it('a reporter of the merged one is still heard when the main case is damaged', async () => {
    const [main, other] = await together()
    await damage(main)
    await other.person.says('补充')
    await other.person.says('今天又开门了')
    await other.person.says('没有了')
    expect((await read(other.number)).file.supplements.map(({ text }) => text)).toEqual([
      '今天又开门了',
    ])
    expect(await other.person.says('进度')).toContain(other.number)
  })
})
