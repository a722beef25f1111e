import { expect, it } from 'vitest'
import { escalateDue } from '#service/escalate.ts'
import { createRecount } from '#service/recount.ts'
import { aDesk } from '../web/world.ts'

const day = 24 * 3600_000

it('a report that does not open keeps no other from being counted anew or reminded of', async () => {
  const desk = await aDesk()
  const filed = [await desk.report(), await desk.report(), await desk.report()]
  const [damaged] = filed.map(({ id }) => id).toSorted()
  await desk.world.db.transaction(async (tx) => {
    await tx
      .updateTable('caseEvents')
      .set({ sealed: new Uint8Array(40) })
      .where('caseId', '=', damaged ?? '')
      .execute()
    await tx.updateTable('tasks').set({ countedBy: '' }).execute()
  })
  await createRecount(desk.world)()
  const counted = await desk.world.db.read(
    async (tx) => await tx.selectFrom('tasks').select('countedBy').execute(),
  )
  expect(counted.every(({ countedBy }) => countedBy !== '')).toBe(true)
  desk.later(40 * day)
  await escalateDue(desk.world)
  const said = await desk.world.db.read(
    async (tx) => await tx.selectFrom('reminders').select('caseId').distinct().execute(),
  )
  expect(said.map(({ caseId }) => caseId).toSorted()).toEqual(
    filed
      .map(({ id }) => id)
      .filter((id) => id !== damaged)
      .toSorted(),
  )
  expect(desk.logged.join()).toContain('cannot be counted')
  expect(desk.logged.join()).toContain('cannot be looked at')
  await desk.close()
})
