import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { newSubject } from '#service/follow-subjects.ts'
import { joinSubjects } from '#service/subject-deeds.ts'
import { nameSubject } from '#service/subject-naming.ts'
import { casesOfSubject, subjectsById } from '#store/subjects.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '../store/postgres-server.ts'
import { aHouse, aPerson, reports, type TestHouse } from './house.ts'

const area = '500153'
const masterKey = createHash('sha256').update('joining').digest('hex')
const officer = (id: string): Officer => ({
  id,
  name: '经办人',
  role: 'intake',
  area,
  office: `${area}-intake`,
  department: 'intake',
})

const subjects = async ({ world }: TestHouse, names: readonly string[]): Promise<string[]> =>
  await world.db.transaction(async (tx) => {
    const ids = []
    for (const name of names) {
      const words = { name, also: [] }
      const at = world.clock()
      ids.push(
        (await newSubject(world, tx, { area, kind: 'institution', place: '', at, words })).id,
      )
    }
    return ids
  })

describe.skipIf(!hasPostgres)('subjects on PostgreSQL', () => {
  let server: PostgresServer
  let house: TestHouse
  beforeAll(async () => {
    server = await startPostgres()
    house = await aHouse({ DATABASE_URL: server.url, MASTER_KEY: masterKey })
  }, 30_000)
  afterAll(async () => {
    await house?.[Symbol.asyncDispose]()
    await server?.stop()
  })

  const join = async (one: string, other: string, by: string) =>
    await joinSubjects(house.world, officer(by), { one, other, reason: '同一块招牌' })
  const standing = async (ids: readonly string[]) =>
    await house.world.db.read(async (tx) => await subjectsById(tx, ids))

  it('joined both ways at once by two officers: one join stands, the other is refused', async () => {
    for (let n = 0; n < 10; n += 1) {
      const ids = await subjects(house, [`康泰口腔诊所${n}`, `康泰口腔门诊部${n}`])
      const [one = '', other = ''] = ids
      const done = await Promise.all([join(one, other, 'jia'), join(other, one, 'yi')])
      expect(done.filter(({ ok }) => ok)).toHaveLength(1)
      const rows = await standing(ids)
      expect(new Set(rows.map(({ root }) => root)).size).toBe(1)
      expect(rows.filter(({ into }) => into === '')).toHaveLength(1)
    }
  })

  it('joined in a chain at once, all hang on the last', async () => {
    for (let n = 0; n < 10; n += 1) {
      const ids = await subjects(house, [`仁和诊所${n}`, `仁和门诊${n}`, `仁和医院${n}`])
      const [one = '', middle = '', last = ''] = ids
      const done = await Promise.all([join(one, middle, 'jia'), join(middle, last, 'yi')])
      const ends = done[0].ok ? [last, last, last] : [one, last, last]
      const rows = await standing(ids)
      expect(ids.map((id) => rows.find((row) => row.id === id)?.root)).toEqual(ends)
    }
  })
  it('joined while an officer names it in a case, the case counts with what it was joined to', async () => {
    const { number } = await reports(aPerson(house, area))
    const blank = { name: '', kind: '', address: '', licence: '' }
    for (let n = 0; n < 10; n += 1) {
      const ids = await subjects(house, [`安泰口腔诊所${n}`, `安泰口腔门诊部${n}`])
      const [one = '', other = ''] = ids
      const named = { ...blank, number, known: one }
      const [joined] = await Promise.all([
        join(one, other, 'jia'),
        nameSubject(house.world, officer('yi'), named),
      ])
      expect(joined.ok).toBe(true)
      const rows = await house.world.db.read(async (tx) => await casesOfSubject(tx, one))
      expect(rows).toEqual([])
    }
  })
})
