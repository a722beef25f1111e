import { expect, it } from 'vitest'
import type { Calendar } from '#core/calendar.ts'
import { createRecount } from '#service/recount.ts'
import { tasksOf } from '#store/cases.ts'
import { aDesk } from '../web/world.ts'
import { aBrowser } from '../web/browser-like.ts'

const day = 24 * 3600_000

it('desk edge 18: when the days off of a year come out, every open case is counted anew, once, and its history says so', async () => {
  const desk = await aDesk()
  desk.later(38 * day)
  const filed = [await desk.report(), await desk.report(), await desk.report()]
  const { calendar } = desk.world.packs
  const before = await dueDays(filed[0]?.id ?? '')
  expect(before).toContain('2027-01-18')
  await createRecount(desk.world)()
  expect(await dueDays(filed[0]?.id ?? '')).toEqual(before)

  const recountBy = (holidays: readonly string[], workdays: readonly string[]) => {
    const year = { published: true, holidays: new Set(holidays), workdays: new Set(workdays) }
    const known: Calendar = { years: new Map([...calendar.years, [2027, year]]) }
    return createRecount({ ...desk.world, packs: { ...desk.world.packs, calendar: known } })
  }
  const published = recountBy(['2027-01-01', '2027-01-04'], ['2027-01-10'])
  await published()
  for (const { id } of filed) expect(await dueDays(id)).toContain('2027-01-19')
  await published()
  await recountBy(['2027-01-01', '2027-01-04'], ['2027-01-10'])()
  const corrected = recountBy(['2027-01-01'], ['2027-01-09', '2027-01-10'])
  await corrected()
  for (const { id } of filed) expect(await dueDays(id)).toContain('2027-01-15')

  const [lead = ''] = filed[0]?.offices ?? []
  await desk.officer('doctor', 'handler', lead)
  const doctor = aBrowser(desk.app)
  await doctor.signIn('doctor')
  const page = await doctor.get(`/desk/cases/${filed[0]?.number}`)
  expect(page.text.match(/节假日安排变了，期限重新计算/g)?.length).toBe(4)
  await desk.close()

  async function dueDays(id: string): Promise<readonly string[]> {
    const rows = await desk.world.db.read(async (tx) => await tasksOf(tx, id))
    return rows.map(({ dueOn }) => dueOn)
  }
})
