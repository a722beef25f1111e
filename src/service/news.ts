import type { Notice } from '#core/notices.ts'
import type { Tx } from '#store/transaction.ts'
import { addNews } from '#store/news.ts'
import { markLost } from '#store/hops.ts'
import type { CaseFile } from './case-file.ts'
import { hintAtNext } from './hints.ts'
import type { Sealed } from './sealed.ts'

export const newsText = (id: string): string => `news:${id}`

/**
 * News for the reporter: the content waits sealed until they ask for it; what is sent at once says only that there is
 * something, since anyone may look at a lock screen.
 */
export async function oweNews(
  world: Sealed,
  tx: Tx,
  file: CaseFile,
  notice: Notice,
): Promise<void> {
  const at = world.clock()
  await addNews(tx, {
    id: notice.id,
    caseId: file.id,
    handle: file.handle,
    sealed: await world.vault.seal(file.keyId, JSON.stringify(notice), newsText(notice.id)),
    at,
  })
  const hinted = await hintAtNext(world, tx, file, { id: notice.id })
  if (hinted === 'nowhere') await markLost(tx, notice.id, at)
}
