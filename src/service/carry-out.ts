import type { Effect, Session } from '#conversation/session.ts'
import type { SessionRow } from '#store/sessions.ts'
import { setTimer } from '#store/timers.ts'
import type { Tx } from '#store/transaction.ts'
import { addWaiting, keepForward } from '#store/waiting.ts'
import type { Sealed } from './sealed.ts'
import { textOf } from './text-of.ts'

/** What an effect asks for besides being said: a timer, a person, their copy of the words. */
export async function carryOut(
  world: Sealed,
  tx: Tx,
  { row, session }: { readonly row: SessionRow; readonly session: Session },
  effect: Effect,
): Promise<void> {
  switch (effect.type) {
    case 'schedule':
      return await setTimer(tx, { session: row.id, wait: effect.wait, at: effect.at })
    case 'hand-over':
      await forward(world, tx, row, {
        id: `${effect.id}/told`,
        text: textOf(session.answers['what']) || textOf(session.answers['opening']),
      })
      return await addWaiting(tx, {
        session: row.id,
        area: textOf(session.answers['area']) || (row.area ?? ''),
        why: effect.why,
        at: world.clock(),
      })
    case 'forward':
      return await forward(world, tx, row, effect)
    case 'say':
    case 'request':
    case 'keep-evidence':
    case 'language':
    case 'close':
      return
  }
}

/** What a person who takes over can read: from now on, and what was told before they were asked for. */
async function forward(
  world: Sealed,
  tx: Tx,
  row: SessionRow,
  { id, text }: { readonly id: string; readonly text: string },
): Promise<void> {
  if (text === '') return
  const sealed = await world.vault.seal(row.keyId, text, `forward:${id}`)
  await keepForward(tx, { id, session: row.id, at: world.clock(), keyId: row.keyId, sealed })
}
