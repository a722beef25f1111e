import { may, type Officer } from '#core/access.ts'
import type { Danger, Instant } from '#core/case.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  addBlock,
  blockById,
  blockOf,
  blocksIn,
  endBlock,
  putAside,
  takeUp,
  type BlockRow,
} from '#store/blocks.ts'
import { officerById } from '#store/officers.ts'
import type { Tx } from '#store/transaction.ts'
import { visibleCase } from './case-file.ts'
import { placesWith } from './places.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** For how many days a conversation may be blocked. */
export const blockDays: readonly number[] = [7, 30, 90]

const shortestReason = 5
const aDay = 86_400_000

/**
 * Blocks the conversation a case came from: it is answered as before, its new reports are registered as before, but they
 * stand on a list of their own. Nobody tells the sender, and nobody learns who it is.
 */
export async function blockSender(
  world: Sealed,
  officer: Officer,
  asked: { readonly number: string; readonly reason: string; readonly days: number },
): Promise<Result<true>> {
  const { number, days } = asked
  const reason = asked.reason.trim()
  return await world.db.transaction(async (tx) => {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return file
    const right = may(officer, 'block', file.value.case)
    if (!right.ok) return right
    if (reason.length < shortestReason) return refuse('reason-too-short')
    if (!blockDays.includes(days)) return refuse('block-days-missing')
    const { handle, keyId } = file.value
    const { area } = officer
    const at = world.clock()
    if (await blockOf(tx, { handle, area, at })) return refuse('already-blocked')
    const id = world.id()
    const sealed = await world.vault.seal(keyId, reason, blockText(id))
    const until = at + days * aDay
    await addBlock(tx, {
      id,
      handle,
      area,
      number,
      keyId,
      reason: sealed,
      by: officer.id,
      at,
      until,
    })
    await trace(world, tx, officer, {
      action: 'sender-blocked',
      subject: number,
      reason: `block:${id}`,
    })
    return ok(true)
  })
}

/** A block as those see it who set it and who may lift it. */
export interface Block {
  readonly id: string
  readonly number: string
  readonly reason: string
  readonly by: string
  readonly at: Instant
  readonly until: Instant
  readonly holds: boolean
  readonly liftedAt?: Instant
}

export async function listBlocks(
  world: Sealed,
  officer: Officer,
): Promise<Result<readonly Block[]>> {
  if (!may(officer, 'block').ok && !may(officer, 'lift-block').ok)
    return refuse('role-may-not', { role: officer.role, action: 'block' })
  return await world.db.transaction(async (tx) => {
    const shown: Block[] = []
    for (const row of await blocksIn(tx, officer.area)) {
      const visible = await visibleCase(world, tx, officer, row.number)
      if (visible.ok) shown.push(await opened(world, tx, row))
    }
    await trace(world, tx, officer, { action: 'blocks-read', subject: officer.area })
    return ok(shown)
  })
}

async function opened(world: Sealed, tx: Tx, row: BlockRow): Promise<Block> {
  const { id, number, at, until, liftedAt } = row
  const reason = await world.vault.open(row.keyId, row.reason, blockText(id)).catch(() => '')
  const by = (await officerById(tx, row.by))?.name ?? ''
  const holds = liftedAt === undefined && until > world.clock()
  const base = { id, number, reason, by, at, until, holds }
  return { ...base, ...(liftedAt === undefined ? {} : { liftedAt }) }
}

/** Lifts a block before its end; all that stood aside because of it goes into the queues. */
export async function liftBlock(
  world: Sealed,
  officer: Officer,
  asked: { readonly block: string; readonly reason: string },
): Promise<Result<true>> {
  const right = may(officer, 'lift-block')
  if (!right.ok) return right
  const words = asked.reason.trim()
  if (words.length < shortestReason) return refuse('reason-too-short')
  return await world.db.transaction(async (tx) => {
    const row = await blockById(tx, asked.block)
    if (!row || row.area !== officer.area || row.liftedAt !== undefined)
      return refuse('block-unknown')
    const reason = await world.vault.seal(row.keyId, words, blockText(row.id, 'lifted'))
    await endBlock(tx, row.id, { by: officer.id, at: world.clock(), reason })
    const subject = row.number
    await trace(world, tx, officer, { action: 'block-lifted', subject, reason: `block:${row.id}` })
    return ok(true)
  })
}

/** A person has read it and wants it handled like any other. */
export async function backToQueue(
  world: Sealed,
  officer: Officer,
  number: string,
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return file
    const right = may(officer, 'block', file.value.case)
    if (!right.ok) return right
    if (await takeUp(tx, file.value.id))
      await trace(world, tx, officer, { action: 'shelved-taken-up', subject: number })
    return ok(true)
  })
}

interface Filed {
  readonly caseId: string
  readonly area: string
  readonly handle: string
  readonly text: string
  readonly urgent: Danger | null
  readonly at: Instant
}

/** A new report of a blocked conversation stands aside, from whichever of its places it comes; danger never does. */
export async function shelve(world: Sealed, tx: Tx, filed: Filed): Promise<void> {
  const { caseId, area, urgent, text, at } = filed
  if (urgent !== null || world.understanding.danger(text) !== null) return
  for (const handle of await placesWith(world, tx, filed.handle)) {
    const block = await blockOf(tx, { handle, area, at })
    if (block) return await putAside(tx, { caseId, block: block.id, area, at })
  }
}

/** What a reason is sealed for. */
export const blockText = (block: string, lifted?: 'lifted'): string =>
  `block:${block}${lifted ? ':lifted' : ''}`
