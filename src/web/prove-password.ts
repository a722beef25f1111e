import { ok, refuse, type Refusal, type Result } from '#core/result.ts'
import { accountById, type Account } from '#service/officers.ts'
import { forgetTries, takeTry } from '#service/sign-in.ts'
import { markOf } from './browser-session.ts'
import type { Visit } from './desk-door.ts'
import { isPassword } from './password.ts'
import { slow } from './slow.ts'
import { refusalWords } from './words/refusals.ts'

/** Whether whoever sits there knows the password; wrong ones wait as they do at the door. */
export async function provePassword(
  { c, web, officer }: Visit,
  typed: string,
): Promise<Result<Account>> {
  const { world } = web
  const account = await accountById(world, officer.id)
  if (!account) return refuse('password-wrong')
  const trying = { login: account.login, mark: markOf(c) }
  const { until, refused } = await takeTry(world, trying)
  if (refused) return refuse('slow', { ms: until - world.clock() })
  if (!(await isPassword(account.passwordHash, typed))) return refuse('password-wrong')
  await forgetTries(world, trying)
  return ok(account)
}

/** Why it was not taken. */
export const proofWords = ({ key, facts }: Refusal): string =>
  key === 'slow'
    ? slow(Number(facts?.['ms'] ?? 0))
    : refusalWords({ key, ...(facts ? { facts } : {}) })
