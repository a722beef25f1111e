import type { Case } from '#core/case.ts'
import type { Notice } from '#core/notices.ts'
import { isAskingHour, lastWord, mayBeAsked } from '#core/rating.ts'
import { blockOf } from '#store/blocks.ts'
import { caseById } from '#store/cases.ts'
import { addNews } from '#store/news.ts'
import { dropRating, dueRatings, markAsked, ratingOf } from '#store/ratings.ts'
import { holdName } from '#store/row-lock.ts'
import { sessionOfHandle } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase, type OpenCase } from './case-file.ts'
import { handledCase } from './case-merge.ts'
import { hintAtNext } from './hints.ts'
import { newsText } from './news.ts'
import { placesOf } from './places.ts'
import type { Sealed } from './sealed.ts'

/** Cases of one round. */
const batch = 50

/** Asks those whose day has come, by day; one that fails stops no other. */
export async function askDue(world: Sealed): Promise<void> {
  const now = world.clock()
  if (!isAskingHour(now)) return
  const due = await world.db.read(async (tx) => await dueRatings(tx, now, batch))
  for (const id of due)
    await world.db
      .transaction(async (tx) => await ask(world, tx, id))
      .catch((cause: unknown) => {
        const why = cause instanceof Error ? cause.name : typeof cause
        world.log.error('a reporter could not be asked', { case: id, why })
      })
}

async function ask(world: Sealed, tx: Tx, id: string): Promise<void> {
  await holdName(tx, 'case', id)
  const planned = await ratingOf(tx, id)
  const row = await caseById(tx, id)
  if (!planned || planned.askedAt !== null) return
  const file = row && row.erasedAt === undefined ? await openCase(world, tx, row) : undefined
  const ended = file && (await asEnded(world, tx, file))
  if (!file || !ended || !mayBeAsked(ended) || !(await isThere(world, tx, file))) {
    await dropRating(tx, id)
    return
  }
  const at = world.clock()
  const notice = JSON.stringify(noticeOf(planned.news, ended))
  const sealed = await world.vault.seal(file.keyId, notice, newsText(planned.news))
  await addNews(tx, { id: planned.news, caseId: id, handle: file.handle, sealed, at })
  await hintAtNext(world, tx, file, { id: planned.news })
  await markAsked(tx, id, at)
}

/** A report with its outcome: of a merged one that of the main case, with what its own reporter said. */
async function asEnded(world: Sealed, tx: Tx, file: OpenCase): Promise<Case> {
  const root = await handledCase(world, tx, file)
  if (root === file) return file.case
  const { number, urgent, withdrawal, rating } = file.case
  const { rating: _mains, ...main } = root.case
  return {
    ...main,
    number,
    urgent,
    ...(withdrawal ? { withdrawal } : {}),
    ...(rating ? { rating } : {}),
  }
}

/** Not to whom the intake office has blocked, and not where nobody can be told: a caller without a chat is not asked. */
async function isThere(world: Sealed, tx: Tx, file: OpenCase): Promise<boolean> {
  const { handle } = file
  const { area } = file.case
  if (await blockOf(tx, { handle, area, at: world.clock() })) return false
  for (const place of await placesOf(world, tx, file))
    if (await sessionOfHandle(tx, place)) return true
  return false
}

/** The department's words once more: what they are asked about was said days ago. */
function noticeOf(id: string, file: Case): Notice {
  const { number } = file
  const said = lastWord(file)
  return {
    id,
    event: id,
    kind: 'rating',
    facts: { number, ...(said ? { task: said.task, text: said.text } : {}) },
  }
}
