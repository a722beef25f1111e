import type { Case } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import { fold } from '#core/evolve.ts'
import { changeOf, isSameChange, mayKnow, type CaseChange } from '#core/exchange.ts'
import { partnersIn } from '#store/exchange.ts'
import type { Tx } from '#store/transaction.ts'
import { changeType, departmentsOf } from './exchange-partners.ts'
import { oweWebhook } from './outgoing-webhooks.ts'
import type { Sealed } from './sealed.ts'

interface Moved {
  readonly id: string
  readonly events: readonly CaseEvent[]
  readonly case: Case
}

/** Tells every partner that may know of a case how it stands, where that is another thing than before. */
export async function oweExchange(
  world: Sealed,
  tx: Tx,
  { id, events, case: about }: Moved,
  brought: readonly CaseEvent[],
): Promise<void> {
  const told = (await partnersIn(tx, about.area)).filter(
    ({ state, endpoint }) => state === 'on' && endpoint !== undefined,
  )
  const last = brought.at(-1)
  if (told.length === 0 || !last) return
  const earlier = events.slice(0, events.length - brought.length)
  const before = earlier.length === 0 ? undefined : fold(earlier)
  for (const partner of told) {
    const departments = departmentsOf(partner)
    if (!mayKnow(about, departments)) continue
    const now = changeOf(about, departments)
    const isKnown = before !== undefined && mayKnow(before, departments)
    if (isKnown && isSameChange(changeOf(before, departments), now)) continue
    await oweWebhook(world, tx, {
      type: changeType,
      area: about.area,
      at: last.at,
      caseId: id,
      source: { id: partner.id, alone: false },
      data: plain(now),
    })
  }
}

const plain = (change: CaseChange) => ({
  ...change,
  matters: change.matters.map((matter) => ({
    ...matter,
    tasks: matter.tasks.map((task) => ({ ...task })),
  })),
})
