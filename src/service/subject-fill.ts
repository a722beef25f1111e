import { caseById } from '#store/cases.ts'
import { holdName } from '#store/row-lock.ts'
import { noteSubjectsFilled, subjectsToFill } from '#store/subjects.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase } from './case-file.ts'
import { readSubjects } from './follow-subjects.ts'
import { orSkip } from './or-skip.ts'
import type { Sealed } from './sealed.ts'

/** Cases of one round; each is a transaction of its own, so that nobody waits long. */
const batch = 20

/**
 * Reads whom cases complain of that came before there were subjects; answers how many it looked at. What is done is done:
 * stopped at any place, the next call goes on.
 */
export async function fillSubjects(world: Sealed): Promise<number> {
  const waiting = await world.db.read(async (tx) => await subjectsToFill(tx, batch))
  for (const id of waiting)
    await orSkip(world, id, {
      work: async (tx) => await fillOne(world, tx, id),
      skip: async (tx) => await noteSubjectsFilled(tx, id),
      cannot: 'whom a report complains of cannot be read',
    })
  return waiting.length
}

async function fillOne(world: Sealed, tx: Tx, id: string): Promise<void> {
  await holdName(tx, 'case', id)
  const row = await caseById(tx, id)
  if (row && row.erasedAt === undefined)
    await readSubjects(world, tx, await openCase(world, tx, row))
  await noteSubjectsFilled(tx, id)
}
