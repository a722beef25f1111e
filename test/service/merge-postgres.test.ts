import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { act, readCase } from '#service/desk.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '../store/postgres-server.ts'
import { aHouse, aPerson, aStory, reports, type TestHouse } from './house.ts'

const masterKey = createHash('sha256').update('merging').digest('hex')
const intake: Officer = {
  id: 'xietiao',
  name: '经办人',
  role: 'intake',
  area: '500153',
  office: '500153-intake',
  department: 'intake',
}

const merge = async ({ world }: TestHouse, number: string, into: string) => {
  const read = await readCase(world, intake, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const { version } = read.value.file
  return await act(world, intake, { number, version }, { type: 'merge', into, reason: '同一家' })
}

describe.skipIf(!hasPostgres)('on PostgreSQL', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  }, 30_000)
  afterAll(async () => await server?.stop())

  it('desk edge 19: merged both ways at once while the reporters go on telling, one wins and nobody waits for ever', async () => {
    await server.empty()
    await using house = await aHouse({ DATABASE_URL: server.url, MASTER_KEY: masterKey })
    const people = [aPerson(house, '500153'), aPerson(house, '500153')] as const
    const [what = '', ...rest] = aStory
    const { number: one } = await reports(people[0], [`${what}，第一家`, ...rest])
    const { number: other } = await reports(people[1], [`${what}，第二家`, ...rest])
    await Promise.all(people.map(async (person) => await person.says('补充')))
    const done = await Promise.all([
      merge(house, one, other),
      merge(house, other, one),
      ...people.map(async (person) => await person.says('今天又开门了')),
    ])
    const merged = done.filter((answer) => typeof answer === 'object' && answer.ok)
    expect(merged.length).toBeLessThanOrEqual(1)
    const states = []
    for (const number of [one, other]) {
      const read = await readCase(house.world, intake, number)
      states.push(read.ok ? read.value.file.state : read.refusal.key)
    }
    expect(states.filter((state) => state === 'merged')).toHaveLength(merged.length)
  })
})
