import type { Officer } from '#core/access.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { revokeApiTokensOf } from '#store/api-tokens.ts'
import * as kept from '#store/factors.ts'
import { officerById, officerByLogin } from '#store/officers.ts'
import { closeWebSessionsOf } from '#store/web-sessions.ts'
import { mayHere } from './officers.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

const longestReason = 300

/**
 * A lost telephone: all factors and codes of an officer end, and their sessions and keys for programs. The reason is kept, the chain says who did it,
 * and the officer hears of it at the next sign-in. Nobody does it to themselves.
 */
export async function resetFactors(
  world: Sealed,
  by: Officer,
  asked: { readonly login: string; readonly reason: string },
): Promise<Result<true>> {
  const right = mayHere(by, 'manage-officers')
  if (!right.ok) return right
  const reason = asked.reason.trim().slice(0, longestReason)
  if (reason === '') return refuse('reset-reason-missing')
  const keyId = await world.vault.newKey()
  const id = world.id()
  const sealed = await world.vault.seal(keyId, reason, about(id))
  const ended: string[] = []
  const done = await world.db.transaction(async (tx): Promise<Result<true>> => {
    ended.length = 0
    const row = await officerByLogin(tx, asked.login)
    if (!row || row.id === by.id) return refuse('officer-unknown')
    for (const factor of await kept.factorsOf(tx, row.id)) {
      await kept.dropFactor(tx, factor.id)
      ended.push(factor.keyId)
    }
    const at = world.clock()
    await kept.keepRecoveryCodes(tx, row.id, { hashes: [], at })
    await closeWebSessionsOf(tx, row.id)
    await revokeApiTokensOf(tx, row.id, at)
    await kept.keepFactorReset(tx, { id, officer: row.id, by: by.id, at, keyId, sealed })
    const entry = { action: 'factors-reset', subject: `officer:${row.id}`, reason: `reset:${id}` }
    await trace(world, tx, by, { ...entry, area: row.area })
    return ok(true)
  })
  for (const one of done.ok ? ended : [keyId]) await world.vault.dropKey(one)
  return done
}

/** What an officer has to be told: who took their factors away, when, and why. */
export interface ToldReset {
  readonly at: number
  readonly byName: string
  readonly reason: string
}

/** Each is told once: from here on it counts as told. */
export async function resetsToTell(world: Sealed, officer: Officer): Promise<readonly ToldReset[]> {
  return await world.db.transaction(async (tx) => {
    const told: ToldReset[] = []
    for (const { id, at, by, keyId, sealed } of await kept.untoldResets(tx, officer.id)) {
      const reason = await world.vault.open(keyId, sealed, about(id))
      told.push({ at, byName: (await officerById(tx, by))?.name ?? '', reason })
      await kept.noteResetTold(tx, id, world.clock())
    }
    return told
  })
}

const about = (id: string): string => `factor-reset:${id}`
