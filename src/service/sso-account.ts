import { ok, refuse, type Result } from '#core/result.ts'
import { bindSso, officerByLogin, officerBySso, setSsoName } from '#store/officers.ts'
import type { Officer } from '#core/access.ts'
import { accountFrom, mayHere, officerOf, type Account } from './officers.ts'
import type { Vouched } from './single-sign-on.ts'
import { trace } from './trace.ts'
import type { World } from './world.ts'

/**
 * The officer whom an administrator entered under this name; nobody is made an officer by coming. From the first time on the
 * name stands for the same person: a name that the other service gave to somebody else opens nothing.
 */
export async function ssoAccount(world: World, vouched: Vouched): Promise<Result<Account>> {
  return await world.db.transaction(async (tx) => {
    const row = await officerBySso(tx, vouched.name)
    if (!row || row.disabledAt !== undefined) return refuse('sso-unknown')
    const officer = await officerOf(world, tx, row)
    if (row.ssoSubject === undefined) {
      if (!(await bindSso(tx, row.id, vouched.subject))) return refuse('sso-other')
      await trace(world, tx, officer, { action: 'sso-bound', subject: `officer:${row.id}` })
    } else if (row.ssoSubject !== vouched.subject) return refuse('sso-other')
    return ok(accountFrom(row, officer))
  })
}

/** By which name the other service signs an officer in; an empty one ends it. */
export async function enterSsoName(
  world: World,
  by: Officer,
  { login, name }: { readonly login: string; readonly name: string },
): Promise<Result<true>> {
  const right = mayHere(by, 'manage-officers')
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const row = await officerByLogin(tx, login)
    if (!row) return refuse('officer-unknown')
    const holder = name === '' ? undefined : await officerBySso(tx, name)
    if (holder && holder.id !== row.id) return refuse('sso-taken')
    await setSsoName(tx, row.id, name === '' ? null : name)
    const action = name === '' ? 'sso-name-removed' : 'sso-name-entered'
    await trace(world, tx, by, { area: row.area, action, subject: `officer:${row.id}` })
    return ok(true)
  })
}
