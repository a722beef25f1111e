import type { Notice } from '#core/notices.ts'
import type { Tx } from '#store/transaction.ts'
import { addNews } from '#store/news.ts'
import { owe } from '#store/outbox.ts'
import { sessionOfHandle, takeSeqs } from '#store/sessions.ts'
import type { CaseFile } from './case-file.ts'
import { openSession, sealOutgoing, wordsIn } from './conversation-file.ts'
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
  await oweHint(world, tx, { id: notice.id, caseId: file.id, handle: file.handle, at })
}

interface Hint {
  readonly id: string
  readonly caseId: string
  readonly handle: string
  readonly at: number
}

async function oweHint(world: Sealed, tx: Tx, hint: Hint): Promise<void> {
  const row = await sessionOfHandle(tx, hint.handle)
  if (!row) return
  const lang = row.sealed.length === 0 ? 'zh-cn' : (await openSession(world, row)).lang
  const id = `hint:${hint.id}`
  const text = wordsIn(world, lang)['notice.hint'] ?? ''
  await owe(tx, [
    {
      id,
      session: row.id,
      handle: row.handle,
      seq: await takeSeqs(tx, row.id, 1),
      kind: 'notice',
      keyId: row.keyId,
      sealed: await sealOutgoing(world, row.keyId, { id, text }),
      createdAt: hint.at,
      caseId: hint.caseId,
    },
  ])
}
