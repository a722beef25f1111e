import { departmentsIn } from '#core/warning.ts'
import { oweNotices } from '#store/department-notices.ts'
import { endpointsWanting, type EndpointRow } from '#store/notice-endpoints.ts'
import type { Tx } from '#store/transaction.ts'
import type { WarningRow } from '#store/warnings.ts'
import type { NoticeFacts } from './department-words.ts'
import { owedText, oweWebhook } from './outgoing-webhooks.ts'
import type { Sealed } from './sealed.ts'
import { officesIn } from './world.ts'

const type = 'warning.raised'

/**
 * Owes a warning to whoever is to hear of it: the offices of the departments it was handed to at the level of the area, the
 * intake office where it waits there, and the machines of the whole area. No report, no word of one.
 */
export async function oweWarning(world: Sealed, tx: Tx, row: WarningRow): Promise<void> {
  const { area, id, version, raisedAt: at } = row
  const offices = await hearing(world, tx, row)
  const wanting = await endpointsWanting(tx, { area, type })
  const told = wanting.filter(
    ({ office, kind }) =>
      (office === undefined && kind !== 'webhook') || (office !== undefined && offices.has(office)),
  )
  const rows = []
  for (const endpoint of told) rows.push(await owedRow(world, row, endpoint))
  if (rows.length > 0) await oweNotices(tx, area, rows)
  const { nth, kind, grade, clause, offence, place, fromOn, toOn, senders, cases } = row
  const departments = departmentsIn(row.department)
  const link = linkOf(world, id)
  const plain = { nth, kind, grade, clause, offence, place, fromOn, toOn, senders, cases, link }
  await oweWebhook(world, tx, { type, area, data: { ...plain, version, departments }, at })
}

async function hearing(
  world: Sealed,
  tx: Tx,
  { area, department }: WarningRow,
): Promise<ReadonlySet<string>> {
  const wanted = departmentsIn(department)
  const offices = await officesIn(world, tx, area)
  const own = offices.filter(
    (one) =>
      one.place === area && (wanted.length > 0 ? wanted : ['intake']).includes(one.department),
  )
  return new Set(own.map(({ id }) => id))
}

const linkOf = (world: Sealed, id: string): string => `${world.publicUrl}/desk/warnings/${id}`

async function owedRow(world: Sealed, row: WarningRow, { id: endpoint, keyId }: EndpointRow) {
  const id = world.id()
  const createdAt = world.clock()
  const data: NoticeFacts = { warning: row.nth, link: linkOf(world, row.id) }
  const body = JSON.stringify({ data, at: createdAt })
  const sealed = await world.vault.seal(keyId, body, owedText(id))
  const about = `${type}:${row.id}/${row.version}`
  return { id, endpoint, about, type, keyId, sealed, createdAt }
}
