import { oweNotices } from '#store/department-notices.ts'
import { endpointsWanting } from '#store/notice-endpoints.ts'
import type { Tx } from '#store/transaction.ts'
import type { NoticeFacts } from './department-words.ts'
import { owedText } from './outgoing-webhooks.ts'
import type { Sealed } from './sealed.ts'

const type = 'meeting.called'

interface Telling {
  readonly area: string
  readonly meeting: string
  readonly offices: readonly string[]
  readonly due: string
}

/** Tells offices that they are invited, or have something to do by a meeting: the day and where to look, no word of it. */
export async function tellOfMeeting(
  world: Sealed,
  tx: Tx,
  { area, meeting, offices, due }: Telling,
): Promise<void> {
  const link = `${world.publicUrl}/desk/meetings/${meeting}`
  const data: NoticeFacts = { due, link }
  const rows = []
  for (const { id: endpoint, keyId, office } of await endpointsWanting(tx, { area, type })) {
    if (office === undefined || !offices.includes(office)) continue
    const id = world.id()
    const createdAt = world.clock()
    const body = JSON.stringify({ data, at: createdAt })
    const sealed = await world.vault.seal(keyId, body, owedText(id))
    rows.push({ id, endpoint, about: `${type}:${id}`, type, keyId, sealed, createdAt })
  }
  if (rows.length > 0) await oweNotices(tx, area, rows)
}
