import { expect, it } from 'vitest'
import { noteNumber } from '#store/case-numbers.ts'
import type { Log } from '../../src/log.ts'
import { aHouse, aPerson, reports } from './house.ts'

function noting(): { readonly lines: unknown[]; readonly log: Log } {
  const lines: unknown[] = []
  const note = (what: string, facts?: object): void => void lines.push([what, facts])
  return { lines, log: { info: note, warn: note, error: note } }
}

it('a report that is registered is one line in the log: its number, and nothing else', async () => {
  const { lines, log } = noting()
  await using house = await aHouse({}, log)
  const { number } = await reports(aPerson(house, '500153'))
  expect(lines).toEqual([['a report is registered', { number }]])
  expect(number).toBe('RC-2026-00001')
})

it('whoever tells at once is each told once, and a transaction that was undone not at all', async () => {
  const { lines, log } = noting()
  await using house = await aHouse({}, log)
  const { db } = house.world
  const gives = async (number: string): Promise<void> =>
    await db.transaction(async (tx) => {
      noteNumber(tx, number)
      await tx.selectFrom('counters').selectAll().execute()
      if (number === 'RC-2026-00002') throw new Error('undone')
    })
  const all = ['RC-2026-00001', 'RC-2026-00002', 'RC-2026-00003'].map(gives)
  const done = await Promise.allSettled(all)
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(lines).toEqual(
    ['RC-2026-00001', 'RC-2026-00003'].map((number) => ['a report is registered', { number }]),
  )
})
