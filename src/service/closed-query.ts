import type { Officer } from '#core/access.ts'
import type { Sealed } from './sealed.ts'

/** As long as somebody may sit before one page. */
const lifetime = 12 * 3_600_000

/**
 * What an officer looks for may be a name: it goes into the address bar closed, for this officer and half a day, so that
 * no log, no history and no proxy reads it.
 */
export const closeQuery = (world: Sealed, officer: Officer, typed: string): string =>
  world.vault.closeQuery(JSON.stringify([world.clock(), typed]), officer.id)

/** `undefined`: too old, somebody else's or none of ours. */
export function openQuery(world: Sealed, officer: Officer, closed: string): string | undefined {
  const opened = world.vault.openQuery(closed, officer.id)
  if (opened === undefined) return undefined
  const [at, typed] = JSON.parse(opened) as [number, string]
  return at > world.clock() - lifetime ? typed : undefined
}
