import type { Case } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import { decides, isLive } from '#core/transitions.ts'
import type { Tx } from '#store/transaction.ts'
import { orderOfCase } from '#store/work-orders.ts'
import { sourcesIn } from './hotline-rules.ts'
import { oweWebhook } from './outgoing-webhooks.ts'
import type { Sealed } from './sealed.ts'
import { officesIn } from './world.ts'

/** What the hotline that sent an order is told of. */
const told = new Set<CaseEvent['type']>(['assigned', 'accepted', 'declined', 'concluded'])

interface Moved {
  readonly id: string
  readonly case: Case
}

/**
 * Tells the source of an order how its case stands: numbers, state, office and day, and nothing of who called. Of a case
 * that accuses somebody it hears nothing: those who read there may be the ones accused.
 */
export async function oweOrderStatus(
  world: Sealed,
  tx: Tx,
  { id, case: about }: Moved,
  brought: readonly CaseEvent[],
): Promise<void> {
  if (about.channel !== 'work-orders' || accuses(about)) return
  const last = brought.findLast(({ type }) => told.has(type))
  const order = last && (await orderOfCase(tx, id))
  if (!order) return
  const leads = about.tasks.filter(({ role }) => decides(role))
  const task = leads.find(isLive) ?? leads.at(-1) ?? about.tasks.at(-1)
  const offices = await officesIn(world, tx, about.area)
  const { theirs, area } = order
  const source = order.source.slice(order.source.indexOf('/') + 1)
  const alone = sourcesIn(world, area).every((one) => one.id === source)
  await oweWebhook(world, tx, {
    type: 'work-order.status',
    area,
    at: last.at,
    caseId: id,
    source: { id: source, alone },
    data: {
      source,
      number: theirs,
      ourNumber: about.number,
      state: last.type,
      leadOffice: offices.find((one) => one.id === task?.office)?.name ?? null,
      due: task?.due.on ?? null,
    },
  })
}

const accuses = ({ matters }: Case): boolean =>
  matters.some(({ stream, accused }) => stream === 'accusation' || accused)
