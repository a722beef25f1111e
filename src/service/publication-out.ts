import { dayOf } from '#core/clock.ts'
import type { PublicContent, VersionNote } from '#core/publication.ts'
import {
  putOut,
  savePublication,
  takeDown,
  versionsOf,
  type PublicationRow,
} from '#store/publications.ts'
import type { Tx } from '#store/transaction.ts'
import { readVersion } from './publish.ts'
import type { Sealed } from './sealed.ts'

/** A row without what is no more. */
export const without = (row: PublicationRow, ...names: readonly (keyof PublicationRow)[]) =>
  Object.fromEntries(
    Object.entries(row).filter(([name]) => !names.some((one) => one === name)),
  ) as unknown as PublicationRow

interface Out {
  readonly row: PublicationRow
  readonly content: PublicContent
  readonly reason?: string | undefined
}

/** The next version is out, and the draft is no more. */
export async function bringOut(
  world: Sealed,
  tx: Tx,
  { row, content, reason }: Out,
): Promise<void> {
  const today = dayOf(world.clock())
  const version = row.version + 1
  const note: VersionNote = {
    what: row.version === 0 ? 'published' : 'corrected',
    ...(reason === undefined ? {} : { reason }),
  }
  await savePublication(tx, {
    ...without(row, 'draft', 'releaseOn'),
    state: 'published',
    version,
    publishedOn: row.publishedOn ?? today,
    changedOn: today,
  })
  await putOut(tx, {
    area: row.area,
    publication: row.id,
    version,
    on: today,
    what: note.what,
    content: JSON.stringify({ ...note, content }),
    salt: saltOf(world),
  })
}

export const saltOf = (world: Sealed): string =>
  Buffer.from(world.mac(Buffer.from(`salt ${world.id()} ${world.id()}`)))
    .toString('hex')
    .slice(0, 32)

/** Nothing of what stood there is left but what kind of violation it was, and the digests. */
export async function bringDown(
  world: Sealed,
  tx: Tx,
  { row, reason }: { readonly row: PublicationRow; readonly reason: string },
): Promise<void> {
  const last = (await versionsOf(tx, row.id)).at(-1)
  const content = last && readVersion(last)?.content
  const offence = content?.kind === 'decision' ? { offence: content.decision.offence } : {}
  const [today, version] = [dayOf(world.clock()), row.version + 1]
  await takeDown(tx, row.id)
  await savePublication(tx, {
    ...without(row, 'draft', 'mark'),
    state: 'withdrawn',
    version,
    changedOn: today,
  })
  await putOut(tx, {
    area: row.area,
    publication: row.id,
    version,
    on: today,
    what: 'withdrawn',
    content: JSON.stringify({ what: 'withdrawn', reason, ...offence }),
    salt: saltOf(world),
  })
}
