import { expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { act, readCase } from '#service/desk.ts'
import { destroyOwed } from '#service/destroy-keys.ts'
import { placeHold } from '#service/holds.ts'
import { createExpiry } from '#service/retention.ts'
import { setTerm } from '#service/retention-terms.ts'
import { caseByNumber, type CaseRow } from '#store/cases.ts'
import { erasures } from '#store/erasures.ts'
import { sessionOfHandle } from '#store/sessions.ts'
import { aHouse, aPerson, officerOf, reports, type TestHouse } from './house.ts'

const rongchang = '500153'
const day = 24 * 3600 * 1000

const rowOf = async (house: TestHouse, number: string): Promise<CaseRow> => {
  const row = await house.world.db.read(async (tx) => await caseByNumber(tx, number))
  if (!row) throw new Error(`${number} is not there`)
  return row
}

const sessionOf = async (house: TestHouse, handle: string) =>
  await house.world.db.read(async (tx) => await sessionOfHandle(tx, handle))

async function expires(house: TestHouse): Promise<readonly string[]> {
  const before = new Set((await listed(house)).map(({ id }) => id))
  await createExpiry(house.world)()
  while ((await destroyOwed(house.world)) > 0);
  return (await listed(house)).filter(({ id }) => !before.has(id)).map(({ kind }) => kind)
}

const listed = async (house: TestHouse) =>
  await house.world.db.read(async (tx) => await erasures(tx))

async function aDeclined(house: TestHouse): Promise<{ readonly row: CaseRow }> {
  const person = aPerson(house, rongchang)
  const { number } = await reports(person)
  const handler = await officerOf(house, number)
  const seen = await readCase(house.world, handler, number)
  if (!seen.ok) throw new Error(seen.refusal.key)
  const { version } = seen.value.file
  const deed = {
    type: 'decline',
    task: handler.task,
    reason: 'not-our-duty',
    text: '不归我们管。',
  } as const
  expect((await act(house.world, handler, { number, version }, deed)).ok).toBe(true)
  return { row: await rowOf(house, number) }
}

it('a conversation without a report goes six months after its last message, not before', async () => {
  await using house = await aHouse()
  const person = aPerson(house, rongchang)
  await person.says('你们几点上班')
  house.wait(100 * day)
  await person.says('再问一句')
  house.wait(150 * day)
  expect(await expires(house)).toEqual([])
  expect((await person.reads()).length).toBeGreaterThan(0)
  house.wait(40 * day)
  expect(await expires(house)).toEqual(['conversation'])
  expect(await person.reads()).toEqual([])
})

it('of a report the words of the chat go first, then who can be reached, at last the file', async () => {
  await using house = await aHouse()
  const { row } = await aDeclined(house)
  house.wait(170 * day)
  expect(await expires(house)).toEqual([])
  house.wait(20 * day)
  expect(await expires(house)).toEqual(['conversation'])
  expect(await sessionOf(house, row.handle)).toBeUndefined()
  house.wait(9 * 365 * day)
  expect(await expires(house)).toEqual([])
  house.wait(365 * day)
  expect(await expires(house)).toEqual(['case'])
  expect((await rowOf(house, row.number)).erasedAt).toBeGreaterThan(0)
  expect(await house.world.vault.hasKey(row.keyId)).toBe(false)
})

it('what is held stays, however old; what is open too', async () => {
  await using house = await aHouse()
  const { row } = await aDeclined(house)
  const handler = await officerOf(house, row.number)
  const supervisor: Officer = { ...handler, role: 'supervisor' }
  const reason = '诉讼中，等判决生效'
  expect((await placeHold(house.world, supervisor, { number: row.number, reason })).ok).toBe(true)
  const open = await reports(aPerson(house, rongchang))
  house.wait(20 * 365 * day)
  expect(await expires(house)).toEqual(['conversation'])
  expect((await rowOf(house, row.number)).erasedAt).toBeUndefined()
  expect((await rowOf(house, open.number)).erasedAt).toBeUndefined()
  const waiting = await sessionOf(house, (await rowOf(house, open.number)).handle)
  expect(waiting?.sealed.length).toBe(0)
})

it('an administrator sets a term with a reason, not below what the law asks', async () => {
  await using house = await aHouse()
  const { world } = house
  const administrator: Officer = {
    id: 'officer-admin',
    name: '管理员',
    role: 'administrator',
    area: '',
    office: '',
    department: '',
  }
  const sets = async (
    kind: 'identity' | 'conversation',
    term: string,
    reason = '按本单位档案规定',
  ) => await setTerm(world, administrator, { area: rongchang, kind, term, reason })
  expect(await sets('identity', '1M')).toMatchObject({ refusal: { key: 'term-too-short' } })
  expect(await sets('identity', '六个月')).toMatchObject({ refusal: { key: 'term-unclear' } })
  expect(await sets('identity', '90D', '')).toMatchObject({ refusal: { key: 'reason-missing' } })
  const handler = { ...administrator, role: 'handler' as const, area: rongchang }
  expect(
    await setTerm(world, handler, {
      area: rongchang,
      kind: 'case',
      term: '1D',
      reason: '想快点删',
    }),
  ).toMatchObject({ refusal: { key: 'role-may-not' } })

  expect(await sets('conversation', '7D')).toEqual({ ok: true, value: true })
  const person = aPerson(house, rongchang)
  await person.says('你们几点上班')
  house.wait(8 * day)
  expect(await expires(house)).toEqual(['conversation'])
})
