import type { Case } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import { dayOf } from '#core/clock.ts'
import { askFrom, lastWord, mayBeAsked } from '#core/rating.ts'
import type { CaseRow } from '#store/cases.ts'
import { markRead } from '#store/news.ts'
import { dropRating, planRating, saveRating } from '#store/ratings.ts'
import type { Tx } from '#store/transaction.ts'
import type { OpenCase } from './case-file.ts'
import { allWithin } from './follow-merge.ts'
import { hintRead } from './hints.ts'
import type { Sealed } from './sealed.ts'
import type { World } from './world.ts'

/** What an operator sets, or the default of `satisfaction.json`; `undefined`: nobody is asked here. */
function daysBefore(world: World, area: string): number | undefined {
  const set = world.operator.read(area).askAfterDays
  const days = set === undefined ? world.packs.satisfaction?.ask.days : Number(set)
  return days === 0 ? undefined : days
}

/** In the transaction that concludes a case: when its reporter is asked. What makes the question idle takes it back. */
export async function followRating(
  world: Sealed,
  tx: Tx,
  { id, keyId, handle, case: file }: OpenCase,
  brought: readonly CaseEvent[],
): Promise<void> {
  for (const event of brought) {
    if (event.type === 'concluded' && mayBeAsked(file)) {
      const days = daysBefore(world, file.area)
      const news = `${event.id}/rating`
      if (days !== undefined)
        await planAll(
          tx,
          { ...columnsOf(id, file), news, askAt: askFrom(dayOf(event.at), days) },
          file,
        )
    }
    if (event.type === 'rated' && file.rating) await saveRating(tx, id, file.rating)
    if (event.type === 're-examination-requested') await takeBack(world, tx, { id, keyId, handle })
  }
}

type Planned = Parameters<typeof planRating>[1]

/** The reporters of merged reports heard the outcome as well: each is asked, once, about their own. */
async function planAll(tx: Tx, planned: Planned, { number, joined }: Case): Promise<void> {
  await planRating(tx, planned)
  if (!joined) return
  for (const { row } of await allWithin(tx, number)) {
    const { id: caseId, offence } = row
    await planRating(tx, { ...planned, caseId, offence, news: `${planned.news}/${caseId}` })
  }
}

const columnsOf = (caseId: string, file: Case) => ({
  caseId,
  area: file.area,
  office: lastWord(file)?.office ?? '',
  offence: file.matters[0]?.offence ?? '',
  accuses: file.matters.some(({ stream }) => stream === 'accusation') ? 1 : 0,
})

type About = Pick<CaseRow, 'id' | 'keyId' | 'handle'>

/** Whoever was asked and has not looked yet finds no question any more. */
async function takeBack(world: Sealed, tx: Tx, about: About): Promise<void> {
  const asked = await dropRating(tx, about.id)
  if (asked === undefined) return
  const at = world.clock()
  await markRead(tx, [asked], at)
  await hintRead(world, tx, { about, news: { id: asked }, handle: '' })
}
