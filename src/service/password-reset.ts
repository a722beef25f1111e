import { ok, refuse, type Result } from '#core/result.ts'
import { revokeApiTokensOf } from '#store/api-tokens.ts'
import { officerById, officerByLogin, setPassword } from '#store/officers.ts'
import { keepPasswordReset, passwordResetFor, takePasswordReset } from '#store/password-resets.ts'
import { closeWebSessionsOf } from '#store/web-sessions.ts'
import { accountById, mayHere, officerOf, type Account } from './officers.ts'
import { trace, type Doer } from './trace.ts'
import type { World } from './world.ts'

/** How long such a link is good. */
const life = 24 * 3_600_000

/**
 * A link by which an officer who forgot their password chooses a new one, once. It touches no second factor, and nobody makes
 * one for themselves. Only the digest of its token is kept.
 */
export async function makePasswordReset(
  world: World,
  by: Doer,
  { login, tokenHash }: { readonly login: string; readonly tokenHash: string },
): Promise<Result<{ readonly expiresAt: number; readonly name: string }>> {
  const right = mayHere(by, 'manage-officers')
  if (!right.ok) return right
  const madeAt = world.clock()
  const expiresAt = madeAt + life
  const maker = by === 'operator' ? by : by.id
  return await world.db.transaction(async (tx) => {
    const row = await officerByLogin(tx, login)
    if (!row || row.disabledAt !== undefined || row.id === maker) return refuse('officer-unknown')
    const { id, name, area } = row
    await keepPasswordReset(tx, { tokenHash, officer: id, by: maker, madeAt, expiresAt })
    const entry = { action: 'password-reset-made', subject: `officer:${id}` }
    await trace(world, tx, by, { ...entry, area })
    return ok({ expiresAt, name })
  })
}

/** Whose link it is, while it is good. */
export async function passwordResetOf(
  world: World,
  tokenHash: string,
): Promise<Account | undefined> {
  const now = world.clock()
  const id = await world.db.read(async (tx) => await passwordResetFor(tx, tokenHash, now))
  return id === undefined ? undefined : await accountById(world, id)
}

/** Sets the new password; every browser and every program of the officer is signed out. */
export async function usePasswordReset(
  world: World,
  tokenHash: string,
  passwordHash: string,
): Promise<Result<true>> {
  const at = world.clock()
  return await world.db.transaction(async (tx) => {
    const id = await takePasswordReset(tx, tokenHash, at)
    const row = id === undefined ? undefined : await officerById(tx, id)
    if (!row || row.disabledAt !== undefined) return refuse('setup-link-used')
    await setPassword(tx, row.id, { passwordHash, at })
    await closeWebSessionsOf(tx, row.id)
    await revokeApiTokensOf(tx, row.id, at)
    const officer = await officerOf(world, tx, row)
    const subject = `officer:${row.id}`
    await trace(world, tx, officer, { action: 'password-reset-used', subject })
    return ok(true)
  })
}
