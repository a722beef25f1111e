import { may, type Officer } from '#core/access.ts'
import { permissions, type Role } from '#core/roles.ts'
import { dayOf, isDay } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { absencesOf, endAbsence, keepAbsence } from '#store/absences.ts'
import { listOfficers, officerById } from '#store/officers.ts'
import type { Tx } from '#store/transaction.ts'
import { trace } from './trace.ts'
import type { World } from './world.ts'

/** Somebody of an office, as colleagues choose whom to hand something to. */
export interface Colleague {
  readonly id: string
  readonly name: string
  readonly office: string
  /** Days off that are not over yet. */
  readonly away?: { readonly first: string; readonly last: string; readonly now: boolean }
}

const handles = (role: string): boolean => permissions[role as Role].has('take')

/** Who works on cases in these offices of an area. */
export async function colleaguesIn(
  world: World,
  tx: Tx,
  area: string,
  offices: readonly string[],
): Promise<readonly Colleague[]> {
  const today = dayOf(world.clock())
  const rows = (await listOfficers(tx, area)).filter(
    ({ office, role, disabledAt }) =>
      disabledAt === undefined && offices.includes(office) && handles(role),
  )
  const off = await absencesOf(
    tx,
    rows.map(({ id }) => id),
    today,
  )
  return rows.map(({ id, name, office }) => {
    const found = off.find(({ officer }) => officer === id)
    if (!found) return { id, name, office }
    const { first, last } = found
    return { id, name, office, away: { first, last, now: first <= today } }
  })
}

/** Sets the days on which somebody is away: they themselves, or whoever keeps the accounts. Empty days end it. */
export async function setAbsence(
  world: World,
  by: Officer,
  about: { readonly officer: string; readonly first: string; readonly last: string },
): Promise<Result<true>> {
  const { officer, first, last } = about
  if (officer !== by.id && !may(by, 'manage-officers').ok)
    return refuse('role-may-not', { role: by.role, action: 'manage-officers' })
  const ends = first === '' && last === ''
  if (!ends && (!isDay(first) || !isDay(last) || last < first || last < dayOf(world.clock())))
    return refuse('absence-days')
  return await world.db.transaction(async (tx) => {
    const row = await officerById(tx, officer)
    if (!row || row.disabledAt !== undefined) return refuse('officer-unknown')
    if (by.area !== '' && row.area !== by.area) return refuse('officer-unknown')
    if (ends) await endAbsence(tx, officer)
    else await keepAbsence(tx, { officer, first, last, by: by.id, at: world.clock() })
    const subject = `officer:${officer}`
    const action = ends ? 'absence-ended' : 'absence-set'
    await trace(world, tx, by, { area: row.area, action, subject })
    return ok(true)
  })
}
