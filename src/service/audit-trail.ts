import { closedTo, may, type Officer } from '#core/access.ts'
import { startOf } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { verifyAudit } from '#store/audit.ts'
import { auditTrail, type TrailEntry, type TrailQuestion } from '#store/audit-trail.ts'
import { listOfficers } from '#store/officers.ts'
import type { Tx } from '#store/transaction.ts'
import { houseChain, trace } from './trace.ts'
import type { World } from './world.ts'

/** What somebody looks for in the audit chain; what is left out is any. */
export interface TrailAsked {
  /** The chain of what concerns no area, as administrators and accounts. */
  readonly house?: boolean
  readonly day?: string
  readonly action?: string
  /** A login or a name. */
  readonly officer?: string
  /** A case number. */
  readonly number?: string
  readonly before?: number
  readonly limit: number
}

/** An entry with the name of who did it. */
export type ShownEntry = TrailEntry & { readonly who?: string; readonly whom?: string }

export interface Trail {
  readonly entries: readonly ShownEntry[]
  /** Where the next page begins. */
  readonly next?: number
}

/** Entries of the officer's own area, or of the house for whoever audits; looking leaves an entry itself. */
export async function readTrail(
  world: World,
  officer: Officer,
  asked: TrailAsked,
): Promise<Result<Trail>> {
  const chain = chainFor(officer, asked.house === true)
  if (!chain.ok) return chain
  return await world.db.transaction(async (tx) => {
    const officers = await listOfficers(tx)
    const names = new Map(
      officers.map(({ id, name, login }) => [`officer:${id}`, `${name}（${login}）`]),
    )
    const question = { ...questionOf(chain.value, asked), limit: asked.limit + 1 }
    const actors = asked.officer && actorsNamed(officers, asked.officer)
    const all = { ...question, ...(actors ? { actors } : {}) }
    const rows = await auditTrail(tx, all, closedTo(officer))
    await noteLook(world, tx, officer, chain.value)
    const entries = rows.slice(0, asked.limit).map((row) => shown(row, names))
    const last = rows.length > asked.limit ? entries.at(-1) : undefined
    return ok({ entries, ...(last ? { next: last.seq } : {}) })
  })
}

/** Follows the chain from its first entry: how many there are, or which one was tampered with. */
export async function verifyTrail(
  world: World,
  officer: Officer,
  house: boolean,
): Promise<Result<{ readonly entries: number }>> {
  const chain = chainFor(officer, house)
  if (!chain.ok) return chain
  const found = await world.db.read(async (tx) => await verifyAudit(tx, world.mac, chain.value))
  await world.db.transaction(async (tx) => {
    await trace(world, tx, officer, {
      area: chain.value,
      action: 'audit-verified',
      subject: chain.value,
      reason: found.ok ? 'whole' : 'broken',
    })
  })
  return found
}

/** Whoever supervises an area reads its chain; the chain of the house is for auditors alone. */
function chainFor(officer: Officer, house: boolean): Result<string> {
  const right = may(officer, 'read-audit')
  if (!right.ok) return right
  if (house && officer.role !== 'auditor')
    return refuse('role-may-not', { role: officer.role, action: 'read-audit' })
  return ok(house || officer.area === '' ? houseChain : officer.area)
}

function questionOf(chain: string, asked: TrailAsked): Omit<TrailQuestion, 'limit'> {
  const from = asked.day === undefined ? undefined : startOf(asked.day)
  return {
    chain,
    ...(from === undefined ? {} : { from, to: from + 86_400_000 }),
    ...(asked.action === undefined ? {} : { action: asked.action }),
    ...(asked.number === undefined ? {} : { subject: asked.number }),
    ...(asked.before === undefined ? {} : { before: asked.before }),
  }
}

const actorsNamed = (
  officers: readonly { readonly id: string; readonly name: string; readonly login: string }[],
  typed: string,
): readonly string[] =>
  officers
    .filter(({ name, login }) => login === typed.toLowerCase() || name === typed)
    .map(({ id }) => `officer:${id}`)

function shown(row: TrailEntry, names: ReadonlyMap<string, string>): ShownEntry {
  const [who, whom] = [names.get(row.actor), names.get(row.subject)]
  return { ...row, ...(who ? { who } : {}), ...(whom ? { whom } : {}) }
}

async function noteLook(world: World, tx: Tx, officer: Officer, chain: string): Promise<void> {
  await trace(world, tx, officer, { area: chain, action: 'audit-read', subject: chain })
}
