import type { Case, CaseEvent } from '#core/case.ts'
import { decides, isLive } from '#core/transitions.ts'
import type { Tx } from '#store/transaction.ts'
import { orderOfCase } from '#store/work-orders.ts'
import { oweWebhook } from './outgoing-webhooks.ts'
import type { Sealed } from './sealed.ts'
import { officesIn } from './world.ts'

/** What the hotline that sent an order is told of. */
const told = new Set<CaseEvent['type']>(['assigned', 'accepted', 'declined', 'concluded'])

interface Moved {
  readonly id: string
  readonly case: Case
}

/** Tells the source of an order how its case stands: numbers, state, office and day, and nothing of who called. */
export async function oweOrderStatus(
  world: Sealed,
  tx: Tx,
  { id, case: about }: Moved,
  brought: readonly CaseEvent[],
): Promise<void> {
  if (about.channel !== 'work-orders') return
  const last = brought.findLast(({ type }) => told.has(type))
  const order = last && (await orderOfCase(tx, id))
  if (!order) return
  const leads = about.tasks.filter(({ role }) => decides(role))
  const task = leads.find(isLive) ?? leads.at(-1) ?? about.tasks.at(-1)
  const offices = await officesIn(world, tx, about.area)
  const { source, theirs, area } = order
  await oweWebhook(world, tx, {
    type: 'work-order.status',
    area,
    at: last.at,
    data: {
      source: source.slice(source.indexOf('/') + 1),
      number: theirs,
      ourNumber: about.number,
      state: last.type,
      leadOffice: offices.find((one) => one.id === task?.office)?.name ?? null,
      due: task?.due.on ?? null,
    },
  })
}
