import { expect, it } from 'vitest'
import { readNumbers, skipNumbers } from '#service/case-numbers.ts'
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
  const told = lines.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
  expect(told).toEqual(
    ['RC-2026-00001', 'RC-2026-00003'].map((number) => ['a report is registered', { number }]),
  )
})

it('numbers go on from where they are told to, also while people report; how many have no report is known', async () => {
  await using house = await aHouse()
  const area = '500153'
  await reports(aPerson(house, area))
  const [skipped, ...filed] = await Promise.all([
    skipNumbers(house.world, area, 101),
    ...Array.from({ length: 4 }, async () => (await reports(aPerson(house, area))).number),
  ])
  expect(skipped).toMatchObject({ ok: true, value: { next: 'RC-2026-00101' } })
  const last = await reports(aPerson(house, area))
  const serials = [...filed, last.number].map((number) => Number(number.slice(-5)))
  expect(new Set(serials).size).toBe(5)
  expect(Math.max(...serials)).toBeGreaterThan(100)
  expect(await skipNumbers(house.world, area, 50)).toMatchObject({
    refusal: { key: 'numbers-given' },
  })
  expect(await readNumbers(house.world)).toEqual([
    { area, year: 2026, last: Math.max(...serials), cases: 6 },
  ])
}, 30_000)
