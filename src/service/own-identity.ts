import type { Answers } from '#conversation/flow.ts'
import type { Tx } from '#store/transaction.ts'
import type { CaseRow } from '#store/cases.ts'
import { letGoIdentity } from '#store/let-go.ts'
import { decide } from '#core/decide.ts'
import { keepEvents, openCase } from './case-file.ts'
import { recordErasure } from './erasure-record.ts'
import { maskConversation } from './mask-conversation.ts'
import { ownCases } from './own-cases.ts'
import type { Asking } from './requests.ts'
import type { Sealed } from './sealed.ts'
import { textOf } from './text-of.ts'

const asked = { why: 'asked', by: 'reporter' } as const

/** Exchanges name or telephone in every report of theirs that has them; what was there before is destroyed. */
export async function correctIdentity({ world, tx, row, given }: Asking): Promise<Answers> {
  const name = textOf(given['ownName'])
  const phone = textOf(given['ownPhone'])
  const right = { ...(name ? { name } : {}), ...(phone ? { phone } : {}) }
  if (!name && !phone) return { done: 'later' }
  const cases = await ownCases(tx, row.handle)
  const mask = await maskerOf(world, tx, cases)
  let corrected = 0
  for (const { id: caseId, number, area } of cases) {
    const old = await world.vault.correctIdentity(tx, { caseId, ...right })
    if (old === undefined) continue
    const erased = { kind: 'identity', number, area, keys: [old], files: [] } as const
    await recordErasure(world, tx, erased, asked)
    corrected += 1
  }
  if (corrected === 0) return { done: 'later' }
  await maskConversation(world, tx, row, { mask, cause: asked })
  return { done: 'yes' }
}

/** Consent to name and telephone is taken back: they are destroyed, the report goes on without them. */
export async function makeAnonymous({ world, tx, row, at }: Asking): Promise<Answers> {
  const cases = await ownCases(tx, row.handle)
  const mask = await maskerOf(world, tx, cases)
  for (const one of cases) await withoutIdentity(world, tx, one, at)
  await maskConversation(world, tx, row, { mask, cause: asked })
  return { done: 'yes' }
}

async function withoutIdentity(world: Sealed, tx: Tx, row: CaseRow, at: number): Promise<void> {
  const { keys, files } = await letGoIdentity(tx, row.id)
  if (keys.length === 0) return
  const { number, area } = row
  await recordErasure(world, tx, { kind: 'identity', number, area, keys, files }, asked)
  const file = await openCase(world, tx, row)
  const context = { at, by: { kind: 'reporter' }, id: () => world.idAt(at) } as const
  const events = decide(file.case, { type: 'make-anonymous' }, context)
  if (events.ok) await keepEvents(world, tx, file, events.value)
}

async function maskerOf(
  world: Sealed,
  tx: Tx,
  cases: readonly CaseRow[],
): Promise<(text: string) => string> {
  const masks: ((text: string) => string)[] = []
  for (const { id } of cases) {
    const left = await world.vault.ownIdentity(tx, id)
    if (left) masks.push(left.mask)
  }
  return (text) => masks.reduce((masked, mask) => mask(masked), text)
}

/** Requests of the conversation that may move its words under another key. */
const moving: ReadonlySet<string> = new Set([
  'correct-identity',
  'make-anonymous',
  'claim-reward',
  'forget-payee',
])

export const movesWords = (request: string): boolean => moving.has(request)
