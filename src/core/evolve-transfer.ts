import type { Case } from './case.ts'
import type { EventOf } from './case-event.ts'
import type { Transfer } from './transfer.ts'

/** One letter more. */
export function transferred(before: Case, event: EventOf<'transferred'>): Partial<Case> {
  const { transfer, task, to, organ, basis, materials, on, document, due, proposal, at, by } = event
  const letter: Transfer = {
    id: transfer,
    task,
    to,
    organ,
    basis,
    materials,
    on,
    at,
    by,
    ...(document === undefined ? {} : { document }),
    ...(due ? { due } : {}),
    ...(proposal === undefined ? {} : { proposal }),
  }
  return { transfers: [...(before.transfers ?? []), letter] }
}

/** The other organ has it. */
export function received(before: Case, event: EventOf<'transfer-received'>): Partial<Case> {
  const { transfer, on, document, due, at } = event
  const receipt = {
    on,
    at,
    ...(document === undefined ? {} : { document }),
    ...(due ? { due } : {}),
  }
  return {
    transfers: (before.transfers ?? []).map((one) =>
      one.id === transfer ? { ...one, receipt } : one,
    ),
  }
}
