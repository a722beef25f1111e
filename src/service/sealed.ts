import type { Vault } from '#vault/open.ts'
import type { World } from './world.ts'

/** The world with the vault: only for the service files that design section 2 lets hold it. */
export interface Sealed extends World {
  readonly vault: Vault
}
