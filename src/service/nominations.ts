import { mayFor, type Officer } from '#core/access.ts'
import type { Action } from '#core/actions.ts'
import type { Day } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import {
  draw,
  mayStand,
  monthOf,
  surgeIn,
  type NominationKind,
  type NominationState,
} from '#core/nomination.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  addDraw,
  changeNomination,
  drawsOf,
  listNominations,
  moveVotes,
  nominationById,
  voteDays,
  type NominationRow,
} from '#store/nominations.ts'
import { officerById } from '#store/officers.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { nominationOf, nominationWords, placeName, sealedWords } from './nomination-voting.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** A nomination as those see it who weigh it. */
export interface NominationShown {
  readonly id: string
  readonly month: string
  readonly name: string
  readonly reason: string
  readonly shown?: string
  readonly result?: string
  readonly place: string
  readonly kind: NominationKind
  readonly state: NominationState
  readonly votes: number
  /** A day on which somebody may have voted many times. */
  readonly surge?: Day
}

export interface DrawShown {
  readonly month: string
  readonly at: number
  readonly by: string
  readonly size: number
  readonly seed: string
  readonly of: number
}

export interface NominationDesk {
  readonly fresh: readonly NominationShown[]
  readonly standing: readonly NominationShown[]
  readonly drawn: readonly NominationShown[]
  readonly published: readonly NominationShown[]
  readonly draws: readonly DrawShown[]
  /** Months that are over and have not been drawn from. */
  readonly toDraw: readonly string[]
}

const states: readonly NominationState[] = ['new', 'shown', 'drawn', 'published']

/** What waits to be weighed, what stands, what was drawn. The look is on record. */
export async function nominationDesk(
  world: Sealed,
  officer: Officer,
  area: AreaCode,
): Promise<Result<NominationDesk>> {
  const right = mayFor(officer, 'inspect-nominations', area)
  if (!right.ok) return right
  if (!nominationOf(world, area)) return refuse('nomination-none')
  return await world.db.transaction(async (tx) => {
    const all = await shownAll(world, tx, area)
    const draws = await drawsOf(tx, area)
    const names = new Map<string, string>()
    for (const { by } of draws) names.set(by, (await officerById(tx, by))?.name ?? by)
    await trace(world, tx, officer, { action: 'nominations-read', subject: area, area })
    const only = (state: NominationState) => all.filter((one) => one.state === state)
    const now = monthOf(dayOf(world.clock()))
    const drawn = new Set(draws.map(({ month }) => month))
    const months = new Set(only('shown').map(({ month }) => month))
    return ok({
      fresh: only('new'),
      standing: only('shown'),
      drawn: only('drawn'),
      published: only('published'),
      draws: draws.map(({ month, at, by, size, seed, pool }) => ({
        month,
        at,
        by: names.get(by) ?? by,
        size,
        seed,
        of: (JSON.parse(Buffer.from(pool).toString()) as unknown[]).length,
      })),
      toDraw: [...months].filter((month) => month < now && !drawn.has(month)).toSorted(),
    })
  })
}

async function shownAll(
  world: Sealed,
  tx: Tx,
  area: AreaCode,
): Promise<readonly NominationShown[]> {
  const rows = await listNominations(tx, { area, states })
  const days = await voteDays(
    tx,
    rows.map(({ id }) => id),
  )
  const surge = nominationOf(world, area)?.rules.surge ?? 1
  return await Promise.all(
    rows.map(async (row) => {
      const its = days.get(row.id) ?? []
      const sudden = surgeIn(its, surge)
      return {
        ...(await nominationWords(world, row)),
        id: row.id,
        month: row.month,
        place: placeName(world, row),
        kind: row.kind as NominationKind,
        state: row.state as NominationState,
        votes: its.reduce((sum, { votes }) => sum + votes, 0),
        ...(sudden === undefined ? {} : { surge: sudden }),
      }
    }),
  )
}

interface Change {
  readonly id: string
  readonly action: Action
  readonly from: readonly NominationState[]
  readonly done: string
}

/** One nomination in a state in which this may be done to it. */
export async function changing<T>(
  world: Sealed,
  officer: Officer,
  { id, action, from, done }: Change,
  change: (tx: Tx, row: NominationRow) => Promise<Result<T>>,
): Promise<Result<T>> {
  return await world.db.transaction(async (tx) => {
    const found = await nominationById(tx, id)
    if (!found) return refuse('nomination-unknown')
    const { area } = found
    const right = mayFor(officer, action, area)
    if (!right.ok) return right
    await holdName(tx, 'nomination', area)
    const row = await nominationById(tx, id)
    if (!row || !from.some((state) => state === row.state)) return refuse('nomination-unknown')
    const result = await change(tx, row)
    if (result.ok) await trace(world, tx, officer, { action: done, subject: id, area })
    return result
  })
}

const weighing = (id: string, done: string): Change => ({
  id,
  action: 'moderate-nominations',
  from: ['new', 'shown'],
  done,
})

/** Lets one stand in the list, under a name that may be shown: never a private person's. */
export async function letStand(
  world: Sealed,
  officer: Officer,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<Result<true>> {
  const what = weighing(id, 'nomination-shown')
  return await changing(world, officer, what, async (tx, row) => {
    const here = nominationOf(world, row.area)
    if (!here) return refuse('nomination-none')
    const shown = mayStand(name, here.rules)
    if (!shown.ok) return shown
    const words = { ...(await nominationWords(world, row)), shown: shown.value }
    await changeNomination(tx, id, { state: 'shown', sealed: await sealedWords(world, row, words) })
    return ok(true)
  })
}

/** Does not show it; the words go with the month. */
export async function refuseNomination(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<true>> {
  const what = weighing(id, 'nomination-refused')
  return await changing(world, officer, what, async (tx) => {
    await changeNomination(tx, id, { state: 'refused' })
    return ok(true)
  })
}

/** Two that mean the same: the votes of one count for the other from now on. */
export async function joinNominations(
  world: Sealed,
  officer: Officer,
  { id, into }: { readonly id: string; readonly into: string },
): Promise<Result<true>> {
  const what = weighing(id, 'nomination-joined')
  return await changing(world, officer, what, async (tx, row) => {
    const other = await nominationById(tx, into)
    const fits =
      other?.area === row.area &&
      other.month === row.month &&
      other.state === 'shown' &&
      into !== id
    if (!fits) return refuse('nomination-unknown')
    await moveVotes(tx, id, into)
    await changeNomination(tx, id, { state: 'joined', into })
    return ok(true)
  })
}

interface Drawing {
  readonly area: AreaCode
  readonly month: string
  readonly size: number
  /** Random, made by the caller; kept, so that anybody can draw again. */
  readonly seed: string
  /** The n-th number of a seed, below a bound. */
  readonly chance: (seed: string) => (n: number, below: number) => number
}

/** Draws whom to inspect from a month that is over, by votes and chance; those who were drawn are told to nobody before. */
export async function drawMonth(
  world: Sealed,
  officer: Officer,
  { area, month, size, seed, chance }: Drawing,
): Promise<Result<number>> {
  const right = mayFor(officer, 'moderate-nominations', area)
  if (!right.ok) return right
  if (!nominationOf(world, area)) return refuse('nomination-none')
  if (!Number.isInteger(size) || size < 1 || size > 50) return refuse('nomination-size')
  if (month >= monthOf(dayOf(world.clock()))) return refuse('nomination-month-running')
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'nomination', area)
    if ((await drawsOf(tx, area)).some((one) => one.month === month))
      return refuse('nomination-drawn')
    const rows = await listNominations(tx, { area, month, states: ['shown'] })
    if (rows.length === 0) return refuse('nomination-pool-empty')
    const ids = rows.map((row) => row.id)
    const days = await voteDays(tx, ids)
    const pool = ids.map((one) => ({
      id: one,
      votes: (days.get(one) ?? []).reduce((sum, { votes }) => sum + votes, 0),
    }))
    const drawn = draw(pool, size, chance(seed))
    const id = world.id()
    const kept = Buffer.from(JSON.stringify(pool))
    const by = officer.id
    await addDraw(tx, { id, area, month, at: world.clock(), by, size, seed, pool: kept })
    for (const one of drawn) await changeNomination(tx, one, { state: 'drawn', draw: id })
    const subject = `${area}#${month}`
    await trace(world, tx, officer, { action: 'nominations-drawn', subject, area })
    return ok(drawn.length)
  })
}
