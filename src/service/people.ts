import { may, type Officer } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { appendAudit } from '#store/audit.ts'
import { sessionById, type SessionRow } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { forwardsOf, keepForward, listWaiting, releaseWaiting, waitingOf } from '#store/waiting.ts'
import type { Sealed } from './sealed.ts'
import { turnOfOperator } from './turn.ts'

/** A conversation that waits for a person, as the intake office sees it: no name, no address. */
export interface Waiting {
  readonly session: string
  /** Why it waits: a key. */
  readonly why: string
  readonly since: number
  readonly lines: readonly {
    readonly at: number
    readonly from: 'reporter' | 'office'
    readonly text: string
  }[]
}

/** Conversations of the officer's area that wait for a person, longest first. */
export async function waitingPeople(
  world: Sealed,
  officer: Officer,
): Promise<Result<readonly Waiting[]>> {
  const right = may(officer, 'talk-to-reporter')
  if (!right.ok) return right
  return await world.db.read(async (tx) => {
    const waiting: Waiting[] = []
    for (const { session, why, at } of await waitingIn(tx, officer.area))
      waiting.push({ session, why, since: at, lines: await linesOf(world, tx, session) })
    return ok(waiting)
  })
}

/** Before the ids of what the office wrote itself. */
const ownWords = 'own:'

/** Those of an area, and those who could not say where: any intake office may help them. */
export async function waitingIn(
  tx: Tx,
  area: AreaCode,
): Promise<Awaited<ReturnType<typeof listWaiting>>> {
  const all = [...(await listWaiting(tx, area)), ...(await listWaiting(tx, ''))]
  return all.toSorted((one, other) => one.at - other.at)
}

async function linesOf(world: Sealed, tx: Tx, session: string): Promise<Waiting['lines']> {
  const lines: Waiting['lines'][number][] = []
  for (const { id, at, keyId, sealed } of await forwardsOf(tx, session)) {
    const from = id.startsWith(ownWords) ? 'office' : 'reporter'
    lines.push({ at, from, text: await world.vault.open(keyId, sealed, `forward:${id}`) })
  }
  return lines
}

/** Whoever answers next must know what was said already. */
async function keepOwnWords(world: Sealed, tx: Tx, row: SessionRow, text: string): Promise<void> {
  const id = `${ownWords}${world.id()}`
  const sealed = await world.vault.seal(row.keyId, text, `forward:${id}`)
  await keepForward(tx, { id, session: row.id, at: world.clock(), keyId: row.keyId, sealed })
}

/** Writes to the person, or gives the conversation back to the flow. */
export async function speakTo(
  world: Sealed,
  officer: Officer,
  words: { readonly session: string; readonly text: string; readonly release?: true },
): Promise<Result<true>> {
  const right = may(officer, 'talk-to-reporter')
  if (!right.ok) return right
  if (!words.release && !words.text.trim()) return refuse('text-missing')
  return await world.db.transaction(async (tx) => {
    const waiting = await waitingOf(tx, words.session)
    const row = await sessionById(tx, words.session, true)
    if (!row || !waiting || (waiting.area && waiting.area !== officer.area))
      return refuse('conversation-not-waiting')
    const { text, release } = words
    await turnOfOperator(world, tx, row, { text, ...(release ? { release } : {}) })
    if (release) await releaseWaiting(tx, row.id)
    else await keepOwnWords(world, tx, row, text)
    const entry = {
      area: officer.area,
      at: world.clock(),
      actor: `officer:${officer.id}`,
      action: release ? 'conversation-released' : 'conversation-answered',
      subject: row.id,
    }
    await appendAudit(tx, entry, world.vault.mac)
    return ok(true)
  })
}
