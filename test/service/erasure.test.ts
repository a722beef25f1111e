import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, readCase } from '#service/desk.ts'
import { destroyOwed } from '#service/destroy-keys.ts'
import { forgetMe, type Forgotten } from '#service/erasure.ts'
import { readInbox } from '#service/inbox.ts'
import { trackReceipt } from '#service/receipt.ts'
import { verifyAudit } from '#store/audit.ts'
import { caseByNumber, type CaseRow } from '#store/cases.ts'
import { erasures } from '#store/erasures.ts'
import { sessionOfHandle } from '#store/sessions.ts'
import { aHouse, aPerson, officerOf, reports, type Person, type TestHouse } from './house.ts'

const eraser = fileURLToPath(new URL('erasing-process.ts', import.meta.url))
const rongchang = '500153'
const hour = 3600 * 1000
let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

const rowOf = async (number: string): Promise<CaseRow> => {
  const row = await house.world.db.read(async (tx) => await caseByNumber(tx, number))
  if (!row) throw new Error(`${number} is not there`)
  return row
}

const sessionOf = async (handle: string) =>
  await house.world.db.read(async (tx) => await sessionOfHandle(tx, handle))

const forgets = async (handle: string): Promise<Forgotten> =>
  await house.world.db.transaction(
    async (tx) => await forgetMe(house.world, tx, { handle, at: house.now() }),
  )

interface Filed {
  readonly person: Person
  readonly number: string
  readonly passcode: string
}

async function filed(): Promise<Filed> {
  const person = aPerson(house, rongchang)
  return { person, ...(await reports(person)) }
}

async function concludes(number: string): Promise<void> {
  const handler = await officerOf(house, number)
  const deeds = [
    { type: 'accept', task: handler.task },
    {
      type: 'conclude',
      task: handler.task,
      outcome: 'substantiated',
      penalty: '渝荣卫罚〔2026〕7号',
      text: '查实并处罚。',
    },
  ] as const
  for (const deed of deeds) {
    const seen = await readCase(house.world, handler, number)
    if (!seen.ok) throw new Error(seen.refusal.key)
    const { version } = seen.value.file
    const done = await act(house.world, handler, { number, version }, deed)
    expect(done.ok).toBe(true)
  }
}

const aConcluded = async (): Promise<Filed> => {
  const one = await filed()
  await concludes(one.number)
  return one
}

describe('who asks to be forgotten', () => {
  it('is forgotten at once where the case is over: words, keys, conversation and address', async () => {
    const { number } = await aConcluded()
    const before = await rowOf(number)
    const session = await sessionOf(before.handle)
    expect(await forgets(before.handle)).toEqual({ done: 1, kept: [] })
    house.wait(2 * hour)
    await house.tick()
    const after = await rowOf(number)
    expect([after.state, after.outcome]).toEqual(['concluded', 'substantiated'])
    expect(after.erasedAt).toBeGreaterThan(0)
    for (const key of [before.keyId, session?.keyId ?? ''])
      expect(await house.world.vault.hasKey(key)).toBe(false)
    expect(await sessionOf(before.handle)).toBeUndefined()
  })

  it('keeps an open case until it is over, but not what was said to us besides', async () => {
    const { number, person } = await filed()
    const { handle } = await rowOf(number)
    expect(await forgets(handle)).toEqual({ done: 0, kept: [{ number, why: 'open' }] })
    house.wait(2 * hour)
    await house.tick()
    expect(await person.reads()).toEqual([])
    expect((await rowOf(number)).erasedAt).toBeUndefined()
    await concludes(number)
    const address = await house.world.db.transaction(
      async (tx) =>
        await house.world.vault.openAddress(tx, handle, { officer: 'clock', reason: 'notice' }),
    )
    expect(address?.channel).toBe('web-chat')
    house.wait(25 * hour)
    await house.tick()
    expect((await rowOf(number)).erasedAt).toBeGreaterThan(0)
    expect(await sessionOf(handle)).toBeUndefined()
  })

  it('still hears the outcome with number and passcode, and in a new chat', async () => {
    const { number, passcode } = await aConcluded()
    await forgets((await rowOf(number)).handle)
    const found = await trackReceipt(house.world, { number, passcode, asker: 'somebody' })
    expect(found).toMatchObject({
      ok: false,
      refusal: { key: 'case-erased', facts: { number, outcome: 'substantiated' } },
    })
    const elsewhere = aPerson(house, rongchang)
    await elsewhere.says('进度')
    await elsewhere.says(number)
    expect(await elsewhere.says(passcode)).toContain('结果：查实')
  })

  it('is not called back to life by a message that arrives late', async () => {
    const { number, person } = await aConcluded()
    const said = await person.delivers('late-1', { type: 'text', text: '你好' })
    expect(said.length).toBeGreaterThan(0)
    await forgets((await rowOf(number)).handle)
    house.wait(2 * hour)
    await house.tick()
    expect(await person.delivers('late-1', { type: 'text', text: '你好' })).toEqual([])
  })
})

describe('an erased case', () => {
  it('stands on the lists with its outcome, opens for nobody and takes no deed', async () => {
    const { number } = await aConcluded()
    const handler = await officerOf(house, number)
    await forgets((await rowOf(number)).handle)
    const list = await readInbox(house.world, handler, { queue: 'done' })
    const row = list.ok ? list.value.rows.find((one) => one.number === number) : undefined
    expect(row).toMatchObject({ number, outcome: 'substantiated', where: '' })
    expect(row?.erasedAt).toBeGreaterThan(0)
    expect(await readCase(house.world, handler, number)).toMatchObject({
      ok: false,
      refusal: { key: 'case-erased', facts: { outcome: 'substantiated' } },
    })
    const other = { ...handler, office: 'another-office' }
    expect(await readCase(house.world, other, number)).toMatchObject({
      refusal: { key: 'case-not-visible' },
    })
    const deed = { type: 'note', task: handler.task, text: '再记一笔' } as const
    const done = await act(house.world, handler, { number, version: 3 }, deed)
    expect(done).toMatchObject({ ok: false, refusal: { key: 'case-erased' } })
  })

  it('leaves the audit chain whole, with the erasure in it', async () => {
    const verified = await house.world.db.read(async (tx) => await verifyAudit(tx, house.world.mac))
    expect(verified.ok).toBe(true)
  })
})

it('a process that is killed between the commit and the keys is made good by the next one', async () => {
  const { number } = await aConcluded()
  const { handle, keyId } = await rowOf(number)
  await house.close()
  const words = [house.dir, handle, `${house.now()}`, house.databaseUrl]
  const killed = spawnSync(process.execPath, [eraser, ...words], { encoding: 'utf8' })
  expect([killed.signal, killed.stderr]).toEqual(['SIGKILL', ''])
  house = await house.reopened()
  expect((await rowOf(number)).erasedAt).toBeGreaterThan(0)
  expect(await house.world.vault.hasKey(keyId)).toBe(true)
  await house.tick()
  expect(await house.world.vault.hasKey(keyId)).toBe(false)
  const left = await house.world.db.read(async (tx) => await erasures(tx))
  expect(left.filter(({ doneAt }) => doneAt === undefined)).toEqual([])
  expect(await destroyOwed(house.world)).toBe(0)
}, 30_000)
