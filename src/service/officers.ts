import { may, type Officer, type Role } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { disableOfficer, listOfficers, officerByLogin, saveOfficer } from '#store/officers.ts'
import type { OfficerRow } from '#store/officers.ts'
import { keepSetup, setupByHash, takeSetup } from '#store/setups.ts'
import type { Tx } from '#store/transaction.ts'
import { officesIn, type World } from './world.ts'

export type { OfficerRow } from '#store/officers.ts'

/** How long a setup link is good. */
const setupLife = 3 * 24 * 3600 * 1000

/** Who is invited: the administrator of the house, or an officer of an office. */
export interface Invitation {
  readonly role: Role
  readonly area: AreaCode
  readonly office: string
  readonly name: string
}

/** Makes a link by which one person sets a password, once. Only the digest of its token is kept. */
export async function invite(
  world: World,
  tokenHash: string,
  invitation: Invitation,
): Promise<Result<{ readonly expiresAt: number }>> {
  const expiresAt = world.clock() + setupLife
  return await world.db.transaction(async (tx) => {
    if (invitation.role !== 'administrator') {
      const offices = await officesIn(world, tx, invitation.area)
      const office = offices.find(({ id }) => id === invitation.office)
      if (!office) return refuse('office-unknown')
      if ((invitation.role === 'intake') !== (office.department === 'intake'))
        return refuse('office-does-not-fit-role')
    }
    await keepSetup(tx, { ...invitation, tokenHash, expiresAt })
    return ok({ expiresAt })
  })
}

/** The invitation behind a token, while it is good. */
export async function invitationOf(
  world: World,
  tokenHash: string,
): Promise<Invitation | undefined> {
  const row = await world.db.read(async (tx) => await setupByHash(tx, tokenHash, world.clock()))
  if (!row) return undefined
  const { area, office, name } = row
  return { area, office, name, role: row.role as Role }
}

/** Sets login and password by a link, which is then used up. */
export async function redeem(
  world: World,
  tokenHash: string,
  account: { readonly login: string; readonly passwordHash: string },
): Promise<Result<{ readonly id: string }>> {
  return await world.db.transaction(async (tx) => {
    if (await officerByLogin(tx, account.login)) return refuse('login-taken')
    const setup = await takeSetup(tx, tokenHash, world.clock())
    if (!setup) return refuse('setup-link-used')
    const { role, area, office, name } = setup
    const id = world.id()
    await saveOfficer(tx, { id, name, role, area, office, ...account })
    return ok({ id })
  })
}

/** An officer who may sign in, with what their password must match. */
export async function accountOf(
  world: World,
  login: string,
): Promise<{ readonly officer: Officer; readonly passwordHash: string } | undefined> {
  return await world.db.read(async (tx) => {
    const row = await officerByLogin(tx, login)
    if (!row || row.disabledAt !== undefined) return undefined
    return { officer: await officerOf(world, tx, row), passwordHash: row.passwordHash }
  })
}

/** An officer with the department of their office. */
export async function officerOf(world: World, tx: Tx, row: OfficerRow): Promise<Officer> {
  const { id, name, area, office } = row
  const offices = world.packs.areas.has(area) ? await officesIn(world, tx, area) : []
  const department = offices.find((one) => one.id === office)?.department ?? ''
  return { id, name, area, office, department, role: row.role as Role }
}

/** All officers, or those of one area. */
export async function officersIn(world: World, area?: AreaCode): Promise<readonly OfficerRow[]> {
  return await world.db.read(async (tx) => await listOfficers(tx, area))
}

/** Ends what an officer may do; what they did stays in the history. */
export async function disable(
  world: World,
  by: Officer | 'operator',
  login: string,
): Promise<Result<true>> {
  if (by !== 'operator') {
    const right = may(by, 'manage-officers')
    if (!right.ok) return right
  }
  return await world.db.transaction(async (tx) => {
    const row = await officerByLogin(tx, login)
    if (!row) return refuse('officer-unknown')
    await disableOfficer(tx, row.id, world.clock())
    return ok(true)
  })
}
