import { closedTo, may, type Officer } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'
import type { Result } from '#core/result.ts'
import { ok } from '#core/result.ts'
import { caseById } from '#store/cases.ts'
import {
  flockOf,
  flocksOf,
  joinFlock,
  keepLikeness,
  likenessesOf,
  likenessOf,
  makeFound,
  maybeAlike,
} from '#store/likenesses.ts'
import { holdName } from '#store/row-lock.ts'
import type { CaseRow } from '#store/cases.ts'
import type { Tx } from '#store/transaction.ts'
import { visibleCase } from './case-file.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** From here on two texts are nearly the same: a forwarded one with its edges changed. */
const nearlySame = 0.6

/** By so many of a flock the next one is found; thousands with the same words need not all be looked through. */
const enough = 16

/** The person's own report that says nearly the same and can still be added to. */
export async function ownAlike(
  world: Sealed,
  tx: Tx,
  { handle, text }: { readonly handle: string; readonly text: string },
): Promise<CaseRow | undefined> {
  const own = await likenessesOf(tx, handle)
  const said = own.length > 0 ? world.vault.likenessOf(text) : undefined
  if (!said) return undefined
  for (const { caseId, marks } of own) {
    if (world.vault.alike(marks, said) < nearlySame) continue
    const row = await caseById(tx, caseId)
    if (row && row.state !== 'closed' && row.state !== 'withdrawn') return row
  }
  return undefined
}

/** Remembers of a report what others can be compared with. */
export async function rememberLikeness(
  world: Sealed,
  tx: Tx,
  filed: {
    readonly caseId: string
    readonly area: AreaCode
    readonly handle: string
    readonly text: string
    readonly at: number
  },
): Promise<void> {
  const { text, ...plain } = filed
  const marks = world.vault.likenessOf(text)
  if (marks) await keepLikeness(tx, { ...plain, marks, flock: filed.caseId })
}

/** A report joins those that say nearly the same; each stays a case of its own. Once for each report. */
export async function joinAlike(
  world: Sealed,
  tx: Tx,
  { id, area }: Pick<CaseRow, 'id' | 'area'>,
): Promise<void> {
  await holdName(tx, 'alike', area)
  const own = await likenessOf(tx, id)
  if (!own) return
  const like = (await maybeAlike(tx, area, own.marks)).filter(
    (one) => world.vault.alike(one.marks, own.marks) >= nearlySame,
  )
  if (like.some(({ caseId }) => caseId === id)) return
  const [first] = like
  if (first) await joinFlock(tx, id, first.flock)
  if (like.length < enough) await makeFound(tx, own)
}

/** How many reports say nearly the same as each of these, and which belong together; for those who give reports out. */
export async function flocksFor(
  tx: Tx,
  officer: Officer,
  caseIds: readonly string[],
): ReturnType<typeof flocksOf> {
  if (!may(officer, 'see-alike').ok) return new Map()
  return await flocksOf(tx, caseIds, closedTo(officer))
}

/** Reports that say nearly the same as one, itself among them; the look is on record. */
export async function readFlock(
  world: Sealed,
  officer: Officer,
  number: string,
): Promise<Result<Awaited<ReturnType<typeof flockOf>>>> {
  return await world.db.transaction(async (tx) => {
    const right = may(officer, 'see-alike')
    if (!right.ok) return right
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return file
    const flock = await flockOf(tx, file.value.id, closedTo(officer))
    await trace(world, tx, officer, { action: 'alike-read', subject: number })
    return ok(flock)
  })
}
