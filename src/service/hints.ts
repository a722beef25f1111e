import { caseById, type CaseRow } from '#store/cases.ts'
import { isHop, keepHop, markLost, newsById, newsOfHop, type NewsAt } from '#store/hops.ts'
import { unreadNews } from '#store/news.ts'
import { closeWaiting, outboxById, type OutboxRow } from '#store/outbox.ts'
import type { Tx } from '#store/transaction.ts'
import { hourOf } from './coarse-time.ts'
import { oweLine } from './fixed-line.ts'
import { placesOf, reachedPlaces } from './places.ts'
import type { Sealed } from './sealed.ts'

type About = Pick<CaseRow, 'id' | 'keyId' | 'handle'>
type News = Pick<NewsAt, 'id'>

const digest = (world: Sealed, ...parts: readonly string[]): string =>
  Buffer.from(world.mac(Buffer.from(JSON.stringify(parts))))
    .toString('base64url')
    .slice(0, 32)

/** Where the report came from its news may be named; elsewhere the message's id leads to nothing. */
const hintId = (world: Sealed, about: About, news: News, handle: string): string =>
  handle === about.handle ? `hint:${news.id}` : `hint:${digest(world, 'hint', news.id, handle)}`

const markOf = (world: Sealed, id: string): string => digest(world, 'hop', id)

/** `not-expected`: whoever reported left no place where anybody could be told. `nowhere`: no place is left. */
export type Hinted = 'told' | 'nowhere' | 'not-expected'

/** Says that there is news at the first place where it was not said yet. */
export async function hintAtNext(world: Sealed, tx: Tx, about: About, news: News): Promise<Hinted> {
  const places = await reachedPlaces(world, tx, about)
  for (const handle of places) {
    const id = hintId(world, about, news, handle)
    const isOrigin = handle === about.handle
    const wasTold = isOrigin ? await outboxById(tx, id) : await isHop(tx, markOf(world, id))
    const hint = { id, handle, words: 'notice.hint', ...(isOrigin ? { caseId: about.id } : {}) }
    if (!wasTold && (await oweLine(world, tx, hint))) {
      if (!isOrigin) await keepHop(tx, { mark: markOf(world, id), news: news.id })
      return 'told'
    }
  }
  return places.length === 0 ? 'not-expected' : 'nowhere'
}

/** A place was left: news that nobody has read are said at the next one. */
export async function hintAgain(world: Sealed, tx: Tx, about: About): Promise<void> {
  for (const news of await unreadNews(tx, about.handle))
    if (news.caseId === about.id) await hintAtNext(world, tx, about, news)
}

/**
 * A message could not be delivered. If it told of news that nobody has read, the next place is told; where none is left,
 * the news waits for its person and stands on the desk's list. `true`: it goes on elsewhere.
 */
export async function failOver(
  world: Sealed,
  tx: Tx,
  row: Pick<OutboxRow, 'id' | 'kind'>,
  { isLast }: { readonly isLast: boolean },
): Promise<boolean> {
  if (row.kind !== 'notice' || !row.id.startsWith('hint:')) return false
  const news =
    (await newsById(tx, row.id.slice('hint:'.length))) ??
    (await newsOfHop(tx, markOf(world, row.id)))
  const about = news && (await caseById(tx, news.caseId))
  if (!about || news.readAt !== undefined) return false
  const next = await hintAtNext(world, tx, about, news)
  if (next === 'told') return true
  const isLost = isLast && next === 'nowhere' && !(await isSaid(world, tx, about, news))
  if (isLost) await markLost(tx, news.id, world.clock())
  return false
}

/** It was said at one of the places, or waits there to be said. */
async function isSaid(world: Sealed, tx: Tx, about: About, news: News): Promise<boolean> {
  for (const handle of await placesOf(world, tx, about)) {
    const said = await outboxById(tx, hintId(world, about, news, handle))
    if (said && said.state !== 'closed' && said.state !== 'undeliverable') return true
  }
  return false
}

/** The person has read it here: what still waits elsewhere to tell them of it is not said any more. */
export async function hintRead(
  world: Sealed,
  tx: Tx,
  { about, news, handle }: { readonly about: About; readonly news: News; readonly handle: string },
): Promise<void> {
  const others = (await placesOf(world, tx, about)).filter((one) => one !== handle)
  await hushHints(world, tx, about, [news], others)
}

/** What waits at places to tell of news is not said there any more. */
async function hushHints(
  world: Sealed,
  tx: Tx,
  about: About,
  news: readonly News[],
  places: readonly string[],
): Promise<void> {
  const ids = news.flatMap((one) => places.map((place) => hintId(world, about, one, place)))
  const now = world.clock()
  if (ids.length > 0) await closeWaiting(tx, ids, { now, doneAt: hourOf(now) })
}

/** Nothing more is told of a report at places that it has left. */
export async function hushPlaces(
  world: Sealed,
  tx: Tx,
  about: About,
  places: readonly string[],
): Promise<void> {
  const unread = await unreadNews(tx, about.handle)
  const own = unread.filter(({ caseId }) => caseId === about.id)
  await hushHints(world, tx, about, own, places)
}
