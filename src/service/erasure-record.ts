import { canonical } from '#core/canonical.ts'
import { appendAudit } from '#store/audit.ts'
import { addErasure, type ErasureRow } from '#store/erasures.ts'
import type { LetGo, Tombstone } from '#store/let-go.ts'
import type { Tx } from '#store/transaction.ts'
import type { ErasureNote } from '#vault/open.ts'
import type { Sealed } from './sealed.ts'

/** What is erased: a whole report, the name behind it, its files, some of its words, or a conversation. */
export type ErasedKind = 'case' | 'identity' | 'evidence' | 'words' | 'conversation'

/** `asked`: by the reporter. `expired`: its term is over. `order`: somebody who may ordered it. */
export interface Cause {
  readonly why: 'asked' | 'expired' | 'order'
  readonly by: 'reporter' | 'clock' | 'operator'
  /** Of an order: the reason, in words. */
  readonly words?: string
}

/** What the data and the key store both remember of an erasure; no word of anybody is in it. */
export interface Erased extends LetGo {
  readonly kind: ErasedKind
  readonly number?: string
  readonly area: string
  readonly why: Cause['why']
  readonly by: Cause['by']
  readonly tombstone?: Tombstone
}

/** The chain of what concerns no area. */
const nowhere = 'house'

/**
 * Writes down that something was let go, in the transaction that lets it go: the keys are still to be destroyed, and
 * will be even if the process ends right after the commit.
 */
export async function recordErasure(
  world: Sealed,
  tx: Tx,
  erased: Omit<Erased, 'why' | 'by'>,
  { words, ...cause }: Cause,
): Promise<void> {
  const id = world.id()
  const at = world.clock()
  const { kind, number, area } = erased
  await addErasure(tx, {
    id,
    kind,
    area,
    at,
    ...cause,
    ...(number === undefined ? {} : { number }),
    plain: JSON.stringify({ ...erased, ...cause } satisfies Erased),
    ...(words === undefined ? {} : await sealedWords(world, id, words)),
  })
  const entry = { area: area || nowhere, at, actor: cause.by, action: `${kind}-erased` }
  const reason = `${cause.why} erasure:${id}`
  await appendAudit(tx, { ...entry, subject: number ?? `erasure:${id}`, reason }, world.mac)
}

async function sealedWords(
  world: Sealed,
  id: string,
  words: string,
): Promise<{ readonly keyId: string; readonly sealed: Uint8Array }> {
  const keyId = await world.vault.newKey()
  return { keyId, sealed: await world.vault.seal(keyId, words, `erasure:${id}`) }
}

/** As the data and the key store keep it. */
export const erasedIn = ({ plain }: Pick<ErasureNote, 'plain'>): Erased =>
  JSON.parse(plain) as Erased

/** The mark on an erasure that is done: the row cannot be changed without it. */
export const markOf = (world: Sealed, row: ErasureRow, doneAt: number): Uint8Array => {
  const { id, kind, number = null, area, why, by, at, plain } = row
  const what = { id, kind, number, area, why, by, at, plain, doneAt }
  return world.vault.mac(Buffer.from(canonical(['erasure', what])))
}
