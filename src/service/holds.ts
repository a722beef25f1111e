import { may, type Officer } from '#core/access.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { addHold, endHoldOf, holdsOf, isHeld, type HoldRow } from '#store/holds.ts'
import { officerById } from '#store/officers.ts'
import type { Tx } from '#store/transaction.ts'
import { visibleCase, type OpenCase } from './case-file.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** A legal hold as the desk shows it: nothing of the case is erased while it runs. */
export interface Hold {
  readonly placedAt: number
  readonly placedBy: string
  readonly reason: string
  readonly ended?: { readonly at: number; readonly by: string; readonly reason: string }
}

interface Asked {
  readonly number: string
  readonly reason: string
}

const shortest = 4
const longest = 500

/** Keeps a case from being erased, for a proceeding say. */
export async function placeHold(
  world: Sealed,
  officer: Officer,
  asked: Asked,
): Promise<Result<true>> {
  return await onCase(world, officer, asked, async (tx, file, words) => {
    if (await isHeld(tx, file.id)) return refuse('case-held', { number: asked.number })
    const id = world.id()
    const { keyId, id: caseId } = file
    const reason = await world.vault.seal(keyId, words, placedText(id))
    const { number, area } = file.case
    const placed = { placedBy: officer.id, placedAt: world.clock() }
    await addHold(tx, { id, caseId, number, area, keyId, ...placed, reason })
    await trace(world, tx, officer, { action: 'hold-placed', subject: number })
    return ok(true)
  })
}

/** Its own reason ends it; what is due goes from the next day on. */
export async function endHold(
  world: Sealed,
  officer: Officer,
  asked: Asked,
): Promise<Result<true>> {
  return await onCase(world, officer, asked, async (tx, file, words) => {
    const running = (await holdsOf(tx, file.id)).find(({ endedAt }) => endedAt === undefined)
    if (!running) return refuse('hold-none')
    const endReason = await world.vault.seal(file.keyId, words, endedText(running.id))
    await endHoldOf(tx, file.id, { endedBy: officer.id, endedAt: world.clock(), endReason })
    await trace(world, tx, officer, { action: 'hold-ended', subject: asked.number })
    return ok(true)
  })
}

/** The holds of a case with both reasons, newest first. */
export async function holdsOn(
  world: Sealed,
  officer: Officer,
  number: string,
): Promise<Result<readonly Hold[]>> {
  return await world.db.read(async (tx) => {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return file
    const right = may(officer, 'hold-case', file.value.case)
    if (!right.ok) return right
    const holds: Hold[] = []
    for (const row of await holdsOf(tx, file.value.id)) holds.push(await shown(world, tx, row))
    return ok(holds)
  })
}

async function onCase(
  world: Sealed,
  officer: Officer,
  { number, reason }: Asked,
  work: (tx: Tx, file: OpenCase, words: string) => Promise<Result<true>>,
): Promise<Result<true>> {
  const words = reason.trim()
  return await world.db.transaction(async (tx) => {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return file
    const right = may(officer, 'hold-case', file.value.case)
    if (!right.ok) return right
    if (words === '') return refuse('reason-missing')
    if (words.length < shortest) return refuse('reason-too-short')
    if (words.length > longest) return refuse('text-too-long', { longest })
    return await work(tx, file.value, words)
  })
}

async function shown(world: Sealed, tx: Tx, row: HoldRow): Promise<Hold> {
  const { id, keyId, placedAt, placedBy, reason, endedAt, endedBy = '', endReason } = row
  const nameOf = async (officer: string): Promise<string> =>
    (await officerById(tx, officer))?.name ?? ''
  const words = await world.vault.open(keyId, reason, placedText(id))
  const placed = { placedAt, placedBy: await nameOf(placedBy), reason: words }
  if (endedAt === undefined || !endReason) return placed
  const why = await world.vault.open(keyId, endReason, endedText(id))
  return { ...placed, ended: { at: endedAt, by: await nameOf(endedBy), reason: why } }
}

export const placedText = (id: string): string => `hold:${id}:placed`
export const endedText = (id: string): string => `hold:${id}:ended`
