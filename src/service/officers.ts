import { may, type Officer } from '#core/access.ts'
import type { Action } from '#core/actions.ts'
import type { Role } from '#core/roles.ts'
import type { AreaCode, DepartmentId, Office, Plan } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  disableOfficer,
  listOfficers,
  officerById,
  officerByLogin,
  saveOfficer,
  setPassword,
} from '#store/officers.ts'
import type { OfficerRow } from '#store/officers.ts'
import { dropSetupsFor, keepSetup, setupByHash, takeSetup } from '#store/setups.ts'
import type { Tx } from '#store/transaction.ts'
import { closeWebSessionsOf } from '#store/web-sessions.ts'
import { trace, type Doer } from './trace.ts'
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

/** Whoever keeps the machine may all that is no case. */
export const mayHere = (by: Doer, action: Action): Result<true> =>
  by === 'operator' ? ok(true) : may(by, action)

/** In the audit chain an invitation and the account that came of it have the same mark. */
const markOf = (tokenHash: string): string => `setup:${tokenHash.slice(0, 12)}`

/**
 * Makes a link by which one person sets a password, once. Only the digest of its token is kept. Whoever makes it could
 * use it: both stand in the audit chain.
 */
export async function invite(
  world: World,
  by: Doer,
  tokenHash: string,
  invitation: Invitation,
): Promise<Result<{ readonly expiresAt: number }>> {
  const right = mayHere(by, 'manage-officers')
  if (!right.ok) return right
  const expiresAt = world.clock() + setupLife
  return await world.db.transaction(async (tx) => {
    if (invitation.role !== 'administrator') {
      const offices = await officesIn(world, tx, invitation.area)
      const office = offices.find(({ id }) => id === invitation.office)
      if (!office) return refuse('office-unknown')
      if ((invitation.role === 'intake') !== (office.department === 'intake'))
        return refuse('office-does-not-fit-role')
    }
    const invitedBy = by === 'operator' ? by : by.id
    await keepSetup(tx, { ...invitation, tokenHash, expiresAt, invitedBy })
    const { area, role, office } = invitation
    const reason = `${role} ${office}`.trim()
    await trace(world, tx, by, {
      area,
      action: 'officer-invited',
      subject: markOf(tokenHash),
      reason,
    })
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

/**
 * Sets login and password by a link, which is then used up. With the first account the other links for administrators
 * end, since every start printed one.
 */
export async function redeem(
  world: World,
  tokenHash: string,
  account: { readonly login: string; readonly passwordHash: string },
): Promise<Result<{ readonly id: string }>> {
  return await world.db.transaction(async (tx) => {
    if (await officerByLogin(tx, account.login)) return refuse('login-taken')
    const setup = await takeSetup(tx, tokenHash, world.clock())
    if (!setup) return refuse('setup-link-used')
    const { role, area, office, name, invitedBy } = setup
    const id = world.id()
    const seat = { id, name, role, area, office, ...(invitedBy ? { invitedBy } : {}) }
    const row = { ...seat, ...account, passwordAt: world.clock() }
    if ((await listOfficers(tx)).length === 0) await dropSetupsFor(tx, 'administrator')
    await saveOfficer(tx, row)
    const officer = await officerOf(world, tx, row)
    const made = { action: 'officer-made', subject: `officer:${id}`, reason: markOf(tokenHash) }
    await trace(world, tx, officer, made)
    return ok({ id })
  })
}

/** An officer who may sign in, with what their password must match. */
export async function accountOf(world: World, login: string): Promise<Account | undefined> {
  return await world.db.read(async (tx) => {
    const row = await officerByLogin(tx, login)
    if (!row || row.disabledAt !== undefined) return undefined
    return accountFrom(row, await officerOf(world, tx, row))
  })
}

/** The same, by id. */
export async function accountById(world: World, id: string): Promise<Account | undefined> {
  return await world.db.read(async (tx) => {
    const row = await officerById(tx, id)
    if (!row || row.disabledAt !== undefined) return undefined
    return accountFrom(row, await officerOf(world, tx, row))
  })
}

/** Who may sign in, and what proves it. */
export interface Account {
  readonly officer: Officer
  readonly login: string
  readonly passwordHash: string
  readonly passwordAt: number | undefined
}

export const accountFrom = (
  { login, passwordHash, passwordAt }: OfficerRow,
  officer: Officer,
): Account => ({ officer, login, passwordHash, passwordAt })

/** An officer with the department of their office; whoever sits in an intake office belongs to the body it sits in. */
export async function officerOf(world: World, tx: Tx, row: OfficerRow): Promise<Officer> {
  const { id, name, area, office } = row
  const offices = world.packs.areas.has(area) ? await officesIn(world, tx, area) : []
  const own = offices.find((one) => one.id === office)
  const unit = own && unitOf(own, { offices, plan: world.packs.areas.get(area)?.plan })
  return {
    id,
    name,
    area,
    office,
    department: own?.department ?? '',
    role: row.role as Role,
    ...(unit === undefined ? {} : { unit }),
  }
}

interface UnitGround {
  readonly offices: readonly Office[]
  readonly plan: Plan | undefined
}

/** The department that an office acts for, where its row in the list of offices says so (委托单位). */
export function unitOf(
  { delegatedBy }: Office,
  { offices, plan }: UnitGround,
): DepartmentId | undefined {
  if (delegatedBy === undefined) return undefined
  const by = offices.find(({ id, name }) => id === delegatedBy || name === delegatedBy)
  const named = plan?.departments.find(({ id, name, asWritten }) =>
    [id, name, ...asWritten].includes(delegatedBy),
  )
  return by?.department ?? named?.id
}

/** All officers, or those of one area. */
export async function officersIn(world: World, area?: AreaCode): Promise<readonly OfficerRow[]> {
  return await world.db.read(async (tx) => await listOfficers(tx, area))
}

/** Ends what an officer may do; what they did stays in the history. */
export async function disable(world: World, by: Doer, login: string): Promise<Result<true>> {
  const right = mayHere(by, 'manage-officers')
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const row = await officerByLogin(tx, login)
    if (!row) return refuse('officer-unknown')
    await disableOfficer(tx, row.id, world.clock())
    const subject = `officer:${row.id}`
    await trace(world, tx, by, { area: row.area, action: 'officer-disabled', subject })
    return ok(true)
  })
}

/** An officer's own new password; every other browser of theirs is signed out. */
export async function changePassword(
  world: World,
  officer: Officer,
  { passwordHash, here }: { readonly passwordHash: string; readonly here: string },
): Promise<void> {
  await world.db.transaction(async (tx) => {
    await setPassword(tx, officer.id, { passwordHash, at: world.clock() })
    await closeWebSessionsOf(tx, officer.id, here)
    await trace(world, tx, officer, {
      action: 'password-changed',
      subject: `officer:${officer.id}`,
    })
  })
}
