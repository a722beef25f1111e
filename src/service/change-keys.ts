import { ok, refuse, type Result } from '#core/result.ts'
import type { KeyStatus, MasterKey } from '#vault/open.ts'
import { freshenCopies } from './destroy-keys.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** Looks at whether every process has the new key, before it is left to the next call. */
const patience = 200

/** What a change of keys did. */
export interface KeysChanged {
  readonly generation: number
  readonly rewrapped: number
}

/**
 * Puts all data keys under a new wrapping key, which lies under the master key `to`, while others go on working; then
 * destroys the old one. Stopped at any step, it goes on from there when it is called again. `pause`: between two looks at
 * whether every process has the new key.
 */
export async function changeKeys(
  world: Sealed,
  to: MasterKey,
  pause: () => Promise<void>,
): Promise<Result<KeysChanged>> {
  const { keyChange } = world.vault
  await keyChange.begin(to)
  const { generation } = await keyChange.status()
  await note(world, 'keys-change-begun', generation)
  let rewrapped = 0
  for (let round = 0; round < patience; round++) {
    for (let some = await keyChange.rewrapSome(); some > 0; some = await keyChange.rewrapSome())
      rewrapped += some
    if (await keyChange.settle()) {
      await freshenCopies(world)
      await note(world, 'keys-changed', generation)
      return ok({ generation, rewrapped })
    }
    await pause()
  }
  return refuse('keys-still-held', { behind: (await keyChange.status()).behind })
}

async function note(world: Sealed, action: string, generation: number): Promise<void> {
  await world.db.transaction(async (tx) => {
    await trace(world, tx, 'operator', { action, subject: `wrapping-key:${generation}` })
  })
}

/** Where the keys stand; nothing of them. */
export const keyStatus = async ({ vault }: Sealed): Promise<KeyStatus> =>
  await vault.keyChange.status()
