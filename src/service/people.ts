import { may, type Officer } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { sessionById, type SessionRow } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { forwardsOf, keepForward, listWaiting, releaseWaiting } from '#store/waiting.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { turnOfOperator } from './turn.ts'

/** A conversation that waits for a person, as the intake office sees it: no name, no address. */
export interface Waiting {
  /** Good while it waits: the same person has another one the next time, so that nobody is known again by it. */
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

/** Conversations of the officer's area that wait for a person, longest first; every look is on record. */
export async function waitingPeople(
  world: Sealed,
  officer: Officer,
): Promise<Result<readonly Waiting[]>> {
  const right = may(officer, 'talk-to-reporter')
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const waiting: Waiting[] = []
    const all = await waitingIn(tx, officer.area)
    for (const one of all) {
      const lines = await linesOf(world, tx, one.session)
      waiting.push({ session: markOf(world, one), why: one.why, since: one.at, lines })
    }
    for (const { session } of all)
      await trace(world, tx, officer, { action: 'conversation-read', subject: session })
    return ok(waiting)
  })
}

const markOf = (world: Sealed, { session, at }: Row): string =>
  Buffer.from(world.mac(Buffer.from(JSON.stringify(['waiting', session, at]))))
    .toString('base64url')
    .slice(0, 22)

type Row = Awaited<ReturnType<typeof waitingIn>>[number]

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

/** Whoever types a passcode to a person would give away the way into their report: it is not shown. */
async function linesOf(world: Sealed, tx: Tx, session: string): Promise<Waiting['lines']> {
  const lines: Waiting['lines'][number][] = []
  for (const { id, at, keyId, sealed } of await forwardsOf(tx, session)) {
    const from = id.startsWith(ownWords) ? 'office' : 'reporter'
    const text = await world.vault.open(keyId, sealed, `forward:${id}`)
    lines.push({ at, from, text: world.vault.maskPasscode(text) })
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
    const all = await waitingIn(tx, officer.area)
    const waiting = all.find((one) => markOf(world, one) === words.session)
    const row = waiting && (await sessionById(tx, waiting.session, true))
    if (!row) return refuse('conversation-not-waiting')
    const { text, release } = words
    await turnOfOperator(world, tx, row, { text, ...(release ? { release } : {}) })
    if (release) await releaseWaiting(tx, row.id)
    else await keepOwnWords(world, tx, row, text)
    const action = release ? 'conversation-released' : 'conversation-answered'
    await trace(world, tx, officer, { action, subject: row.id })
    return ok(true)
  })
}
