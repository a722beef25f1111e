import { closedTo, may, type Officer } from '#core/access.ts'
import { workingDaysBetween } from '#core/calendar.ts'
import type { Due } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { crimeDecisions, type DecisionKind } from '#core/open-decisions.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { countDecisions, decisionList, type DecisionScope } from '#store/decisions.ts'
import type { Tx } from '#store/transaction.ts'
import { areaOfficers } from './area-officers.ts'
import { trace } from './trace.ts'
import { officesIn, type World } from './world.ts'

export interface Decision {
  readonly number: string
  readonly kind: DecisionKind
  readonly offenceName: string
  /** Whose part it is; empty where the case as a whole is meant. */
  readonly officeName: string
  readonly due?: Pick<Due, 'on'> & { readonly daysLeft: number }
  readonly askedAt: number
  /** The reader asked, or wrote it: somebody else decides. */
  readonly own: boolean
}

export interface DecisionList {
  readonly rows: readonly Decision[]
  readonly next?: string
}

interface Wanted {
  readonly after?: string
  /** Of these kinds alone. */
  readonly only?: readonly DecisionKind[]
}

const narrowed = (scope: DecisionScope, only: readonly DecisionKind[] | undefined): DecisionScope =>
  only
    ? {
        ...scope,
        inArea: scope.inArea.filter((kind) => only.some((one) => one === kind)),
        inOffice: scope.inOffice.filter((kind) => only.some((one) => one === kind)),
      }
    : scope

const pageSize = 30
/** The number beside the link says no more than that there are many. */
const counted = 100

/** What an officer must decide, the nearest day first; every look is on record. */
export async function listDecisions(
  world: World,
  officer: Officer,
  { after, only }: Wanted = {},
): Promise<Result<DecisionList>> {
  if (!may(officer, 'review').ok)
    return refuse('role-may-not', { role: officer.role, action: 'review' })
  return await world.db.transaction(async (tx) => {
    const scope = narrowed(await scopeOf(world, tx, officer), only)
    const page = await decisionList(tx, scope, { limit: pageSize, ...(after ? { after } : {}) })
    const offices = await officesIn(world, tx, officer.area)
    const names = new Map(offices.map(({ id, name }) => [id, name]))
    await trace(world, tx, officer, { action: 'inbox-read', subject: 'decisions' })
    const rows = page.items.map(({ kind, offence, office, dueOn, number, askedAt, asker }) => ({
      number,
      kind: kind as DecisionKind,
      offenceName: world.packs.offences.get(offence)?.plain ?? '待分类',
      officeName: names.get(office) ?? '',
      askedAt,
      own: asker === officer.id,
      ...(dueOn === '' ? {} : { due: { on: dueOn, daysLeft: daysTo(world, dueOn) } }),
    }))
    return ok({ rows, ...(page.next ? { next: page.next } : {}) })
  })
}

/** How many wait for an officer; `undefined` for those who decide nothing. */
export async function decisionsWaiting(
  world: World,
  officer: Officer,
): Promise<number | undefined> {
  if (!may(officer, 'review').ok) return undefined
  return await world.db.read(async (tx) => {
    const scope = await scopeOf(world, tx, officer)
    return await countDecisions(tx, { ...scope, officer: officer.id }, counted)
  })
}

const daysTo = (world: World, on: string): number =>
  workingDaysBetween(dayOf(world.clock()), on, world.packs.calendar)

/** What colleagues in one office see to themselves. */
const ofOffice: readonly DecisionKind[] = ['review', ...crimeDecisions]
const kinds: readonly DecisionKind[] = ['extension', 're-examination', ...ofOffice]

/** A supervisor decides over the whole area; the intake office on second looks only where nobody supervises. */
async function scopeOf(world: World, tx: Tx, officer: Officer): Promise<DecisionScope> {
  const { area, office, role } = officer
  const base = { area, office, hidden: closedTo(officer) }
  if (role === 'supervisor') return { ...base, inArea: [...kinds], inOffice: [] }
  const supervised =
    role !== 'intake' ||
    (await areaOfficers(world, tx, area)).some((one) => one.role === 'supervisor')
  return { ...base, inArea: supervised ? [] : ['re-examination'], inOffice: ofOffice }
}
