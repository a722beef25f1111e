import { caseById, type CaseRow } from '#store/cases.ts'
import { isHop, keepHop, markLost, newsById, newsOfHop, type NewsAt } from '#store/hops.ts'
import { closeWaiting, outboxById, owe } from '#store/outbox.ts'
import { sessionOfHandle, takeSeqs } from '#store/sessions.ts'
import type { OutboxRow } from '#store/outbox.ts'
import type { Tx } from '#store/transaction.ts'
import { openSession, sealOutgoing, wordsIn } from './conversation-file.ts'
import { placesOf } from './places.ts'
import type { Sealed } from './sealed.ts'

type About = Pick<CaseRow, 'id' | 'keyId' | 'handle'>
type News = Pick<NewsAt, 'id' | 'at'>

const digest = (world: Sealed, ...parts: readonly string[]): string =>
  Buffer.from(world.mac(Buffer.from(JSON.stringify(parts))))
    .toString('base64url')
    .slice(0, 32)

/** Where the report came from its news may be named; elsewhere the message's id leads to nothing. */
const hintId = (world: Sealed, about: About, news: News, handle: string): string =>
  handle === about.handle ? `hint:${news.id}` : `hint:${digest(world, 'hint', news.id, handle)}`

const markOf = (world: Sealed, id: string): string => digest(world, 'hop', id)

/** Says that there is news at the first place where it was not said yet. `false`: no place is left. */
export async function hintAtNext(
  world: Sealed,
  tx: Tx,
  about: About,
  news: News,
): Promise<boolean> {
  for (const handle of await placesOf(world, tx, about)) {
    const id = hintId(world, about, news, handle)
    const isOrigin = handle === about.handle
    const wasTold = isOrigin ? await outboxById(tx, id) : await isHop(tx, markOf(world, id))
    if (
      !wasTold &&
      (await oweHint(world, tx, { id, handle, at: news.at }, isOrigin ? about : null))
    ) {
      if (!isOrigin) await keepHop(tx, { mark: markOf(world, id), news: news.id })
      return true
    }
  }
  return false
}

interface Hint {
  readonly id: string
  readonly handle: string
  readonly at: number
}

/** `false`: nobody is there any more. */
async function oweHint(world: Sealed, tx: Tx, hint: Hint, origin: About | null): Promise<boolean> {
  const row = await sessionOfHandle(tx, hint.handle)
  if (!row) return false
  const lang = row.sealed.length === 0 ? 'zh-cn' : (await openSession(world, row)).lang
  const { id } = hint
  const text = wordsIn(world, lang)['notice.hint'] ?? ''
  await owe(tx, [
    {
      id,
      session: row.id,
      handle: row.handle,
      seq: await takeSeqs(tx, row.id, 1),
      kind: 'notice',
      keyId: row.keyId,
      sealed: await sealOutgoing(world, row.keyId, { id, text }),
      createdAt: world.clock(),
      ...(origin ? { caseId: origin.id } : {}),
    },
  ])
  return true
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
  if (await hintAtNext(world, tx, about, news)) return true
  if (isLast) await markLost(tx, news.id, world.clock())
  return false
}

/** The person has read it here: what still waits elsewhere to tell them of it is not said any more. */
export async function hintRead(
  world: Sealed,
  tx: Tx,
  { about, news, handle }: { readonly about: About; readonly news: News; readonly handle: string },
): Promise<void> {
  const others = (await placesOf(world, tx, about)).filter((one) => one !== handle)
  if (others.length > 0)
    await closeWaiting(
      tx,
      others.map((one) => hintId(world, about, news, one)),
      world.clock(),
    )
}
