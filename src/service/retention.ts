import { dayOf, addDays, startOf } from '#core/clock.ts'
import { lastDueDay } from '#core/retention.ts'
import type { CaseRow } from '#store/cases.ts'
import { expiredCases, expiredSessions, type ExpiredQuestion } from '#store/expired.ts'
import { letGoEvidence, pruneBlankHeard } from '#store/let-go.ts'
import { expiredPayees, letGoPayee } from '#store/payees.ts'
import { loadSession, type SessionRow } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { clearConversation, repeatedFor } from './clear-conversation.ts'
import { eraseCase, eraseIdentity } from './erasure.ts'
import { recordErasure } from './erasure-record.ts'
import { answeredHere } from './places.ts'
import { termFor, type OwnKind } from './retention-terms.ts'
import type { Sealed } from './sealed.ts'

/** Of each kind, so many in one round. */
const batch = 50
const hour = 3600 * 1000
/** While there is more to do. */
const soon = 10_000

const expired = { why: 'expired', by: 'clock' } as const

/** Lets go what is kept long enough, once a day; where much is due, in rounds that nobody has to wait for. */
export function createExpiry(world: Sealed): () => Promise<void> {
  let next = 0
  return async () => {
    const now = world.clock()
    if (now < next) return
    let most = 0
    for (const area of [...world.packs.areas.keys(), ''])
      for (const work of works) most = Math.max(most, await work(world, area))
    await world.db.transaction(async (tx) => await pruneBlankHeard(tx, now - repeatedFor))
    next = now + (most >= batch ? soon : 12 * hour)
  }
}

/** Lets go one kind in one area; gives how many it found. */
type Work = (world: Sealed, area: string) => Promise<number>

const ofCases =
  (kind: 'identity' | 'evidence' | 'case', letGo: LetGoCase): Work =>
  async (world, area) => {
    const asked = questionFor(world, area, kind)
    if (!asked) return 0
    const due = await world.db.read(async (tx) => await expiredCases(tx, kind, asked))
    for (const row of due) await each(world, row.number, async (tx) => await letGo(world, tx, row))
    return due.length
  }

type LetGoCase = (world: Sealed, tx: Tx, row: CaseRow) => Promise<unknown>

const ofSessions =
  (kind: OwnKind, which: 'alone' | 'with-report' | 'told'): Work =>
  async (world, area) => {
    const asked = questionFor(world, area, kind)
    if (!asked) return 0
    const due = await world.db.read(async (tx) => await expiredSessions(tx, which, asked))
    for (const row of due)
      await each(world, 'conversation', async (tx) => {
        const still = await loadSession(tx, row.addressHash, true)
        if (!still || !isUntouched(still, row)) return
        const isPlace = (await answeredHere(world, tx, still.handle)).length > 0
        const whole = which !== 'with-report' && !isPlace
        await clearConversation(world, tx, still, { ...expired, whole })
      })
    return due.length
  }

/** Whoever wrote in between begins the term anew. */
const isUntouched = (now: SessionRow, then: SessionRow): boolean =>
  now.at === then.at && now.keyId === then.keyId

function questionFor(world: Sealed, area: string, kind: OwnKind): ExpiredQuestion | undefined {
  const term = termFor(world, area, kind)
  if (!term) return undefined
  const last = lastDueDay(dayOf(world.clock()), term)
  return { area, before: startOf(addDays(last, 1)), limit: batch }
}

async function eraseEvidence(world: Sealed, tx: Tx, row: CaseRow): Promise<void> {
  const gone = await letGoEvidence(tx, row.id)
  const { number, area } = row
  await recordErasure(world, tx, { kind: 'evidence', number, area, ...gone }, expired)
}

/** One that fails is tried again the next time and stops no other. */
async function each(
  world: Sealed,
  about: string,
  work: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  await world.db
    .transaction(async (tx) => await work(tx))
    .catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.name : typeof cause
      world.log.error('what is due was not erased', { about, why })
    })
}

/** Where a reward went: finance has paid, and the time for what comes back or is looked up again is over. */
const ofPayees: Work = async (world, area) => {
  const asked = questionFor(world, area, 'payee')
  if (!asked) return 0
  const due = await world.db.read(async (tx) => await expiredPayees(tx, asked))
  for (const { reward, number } of due)
    await each(world, number, async (tx) => {
      const gone = await letGoPayee(tx, reward)
      await recordErasure(world, tx, { kind: 'identity', number, area, ...gone }, expired)
    })
  return due.length
}

const works: readonly Work[] = [
  ofPayees,
  ofCases('case', async (world, tx, row) => await eraseCase(world, tx, row, expired)),
  ofCases('identity', async (world, tx, row) => await eraseIdentity(world, tx, row, expired)),
  ofCases('evidence', eraseEvidence),
  ofSessions('conversation', 'alone'),
  ofSessions('transcript', 'with-report'),
  ofSessions('identity', 'told'),
]
