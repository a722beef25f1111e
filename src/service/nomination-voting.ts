import type { Day } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import {
  inOrder,
  monthOf,
  nominated,
  nominationKinds,
  sameName,
  toldVotes,
  type NominationKind,
  type NominationOutcome,
  type NominationPlan,
  type NominationRules,
  type ToldVotes,
} from '#core/nomination.ts'
import type { AreaCode, PlaceCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  addNomination,
  countVotes,
  hasVoted,
  listNominations,
  markVote,
  nominationById,
  voteDays,
  type NominationRow,
} from '#store/nominations.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import type { Sealed } from './sealed.ts'
import { createSharedPace, type SharedPace } from './shared-paces.ts'
import { areaPack } from './world.ts'

/** What an area's plan says of 你点名、我监督, with the operator's defaults. */
export interface NominationHere {
  readonly rules: NominationRules
  readonly plan: NominationPlan
}

/** Only where the plan has it. */
export function nominationOf(
  { packs }: Pick<Sealed, 'packs'>,
  area: AreaCode,
): NominationHere | undefined {
  const { nomination: rules } = packs
  const plan = rules?.areas.find((one) => one.area === area)
  return rules && plan && packs.areas.has(area) ? { rules, plan } : undefined
}

/** What of a nomination is sealed. `shown`, `result`: in an officer's words, for everybody. */
export interface NominationWords {
  readonly name: string
  readonly reason: string
  readonly shown?: string
  readonly result?: string
}

export const nominationText = (id: string): string => `nomination:${id}`

export const nominationWords = async (
  world: Sealed,
  { id, keyId, sealed }: Pick<NominationRow, 'id' | 'keyId' | 'sealed'>,
): Promise<NominationWords> =>
  JSON.parse(await world.vault.open(keyId, sealed, nominationText(id))) as NominationWords

export const sealedWords = async (
  world: Sealed,
  { id, keyId }: Pick<NominationRow, 'id' | 'keyId'>,
  words: NominationWords,
): Promise<Uint8Array> => await world.vault.seal(keyId, JSON.stringify(words), nominationText(id))

/** A month's votes are told apart by what a browser keeps, under a key outside the database; what it kept stands nowhere. */
const markOf = (
  world: Sealed,
  {
    area,
    month,
    browser,
  }: { readonly area: string; readonly month: string; readonly browser: string },
): string =>
  Buffer.from(world.vault.mac(Buffer.from(JSON.stringify(['nomination', area, month, browser]))))
    .toString('base64url')
    .slice(0, 32)

interface Typed {
  readonly area: AreaCode
  /** What the browser keeps to be known again this month; absent: it kept nothing. */
  readonly browser: string | undefined
  readonly name: string
  readonly place: PlaceCode
  readonly kind: string
  readonly reason: string
}

const paces = new WeakMap<Sealed, SharedPace>()

/** So many new ones an hour: a flood waits, and drowns nobody's. */
async function mayNominate(
  world: Sealed,
  { rules }: NominationHere,
  area: string,
): Promise<boolean> {
  const pace = { burst: rules.perHour, every: 3600_000 / rules.perHour }
  const late = paces.get(world) ?? createSharedPace(world, 'nomination', pace)
  paces.set(world, late)
  return (await late(area)) === undefined
}

/**
 * A citizen names whom to inspect, which is their vote of the month. `counted`: it stands in the list already, and counts
 * for that. Of what does not stand there nobody is told: a clinic that names itself would learn that somebody did.
 */
export async function nominate(
  world: Sealed,
  typed: Typed,
): Promise<Result<{ readonly counted: boolean }>> {
  const { area, browser, place } = typed
  const here = nominationOf(world, area)
  if (!here) return refuse('nomination-none')
  if (browser === undefined) return refuse('nomination-no-cookie')
  const kind = nominationKinds.find((one) => one === typed.kind)
  if (!areaPack(world, area).places.some(({ code }) => code === place))
    return refuse('nomination-place-missing')
  if (!kind) return refuse('nomination-kind-missing')
  const words = nominated(typed)
  if (!words.ok) return words
  const today = dayOf(world.clock())
  const month = monthOf(today)
  const mark = { area, month, mark: markOf(world, { area, month, browser }) }
  if (await world.db.read(async (tx) => await hasVoted(tx, mark))) return refuse('nomination-voted')
  if (!(await mayNominate(world, here, area))) return refuse('nomination-busy')
  const keyId = await world.vault.newKey()
  const id = world.id()
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'nomination', area)
    if (!(await markVote(tx, mark))) return refuse('nomination-voted')
    const known = await alreadyNamed(world, tx, { area, month, place, name: words.value.name })
    await countVotes(tx, known?.id ?? id, { on: today, votes: 1 })
    if (known) return ok({ counted: known.state === 'shown' })
    const row = { id, area, month, place, kind, state: 'new', on: today, keyId }
    await addNomination(tx, { ...row, sealed: await sealedWords(world, row, words.value) })
    return ok({ counted: false })
  })
}

/** The same name at the same place this month, shown or not. */
async function alreadyNamed(
  world: Sealed,
  tx: Tx,
  asked: {
    readonly area: string
    readonly month: string
    readonly place: string
    readonly name: string
  },
): Promise<NominationRow | undefined> {
  const { area, month, place, name } = asked
  const rows = await listNominations(tx, { area, month, states: ['new', 'shown', 'joined'] })
  for (const row of rows.filter((one) => one.place === place)) {
    const words = await nominationWords(world, row)
    if ([words.name, words.shown ?? ''].some((one) => sameName(one, name)))
      return row.into === undefined ? row : await nominationById(tx, row.into)
  }
  return undefined
}

/** A vote for one that stands in this month's list. */
export async function vote(
  world: Sealed,
  {
    area,
    browser,
    id,
  }: { readonly area: AreaCode; readonly browser: string | undefined; readonly id: string },
): Promise<Result<true>> {
  if (!nominationOf(world, area)) return refuse('nomination-none')
  if (browser === undefined) return refuse('nomination-no-cookie')
  const today = dayOf(world.clock())
  const month = monthOf(today)
  const mark = { area, month, mark: markOf(world, { area, month, browser }) }
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'nomination', area)
    const row = await nominationById(tx, id)
    if (row?.area !== area || row.month !== month || row.state !== 'shown')
      return refuse('nomination-unknown')
    if (!(await markVote(tx, mark))) return refuse('nomination-voted')
    await countVotes(tx, id, { on: today, votes: 1 })
    return ok(true)
  })
}

/** Whether this browser has voted this month. */
export async function votedAlready(
  world: Sealed,
  area: AreaCode,
  browser: string | undefined,
): Promise<boolean> {
  if (browser === undefined) return false
  const month = monthOf(dayOf(world.clock()))
  const mark = { area, month, mark: markOf(world, { area, month, browser }) }
  return await world.db.read(async (tx) => await hasVoted(tx, mark))
}

/** One line of the list that everybody may read. */
export interface NominationTold {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly kind: NominationKind
  readonly votes: ToldVotes
}

/** What was found, for everybody; who named it stands nowhere. */
export interface ResultTold {
  readonly month: string
  readonly name: string
  readonly place: string
  readonly outcome: NominationOutcome
  readonly result: string
  readonly inspectedOn: Day
}

export interface NominationsTold {
  readonly month: string
  readonly list: readonly NominationTold[]
  readonly results: readonly ResultTold[]
}

/** This month's list with the votes of the days that are over, and the results that are published. */
export async function nominationsTold(world: Sealed, area: AreaCode): Promise<NominationsTold> {
  const today = dayOf(world.clock())
  const month = monthOf(today)
  const fewest = nominationOf(world, area)?.rules.fewest ?? 3
  return await world.db.read(async (tx) => {
    const rows = await listNominations(tx, { area, month, states: ['shown'] })
    const days = await voteDays(
      tx,
      rows.map(({ id }) => id),
    )
    const list = await Promise.all(
      rows.map(async (row) => ({
        id: row.id,
        name: (await nominationWords(world, row)).shown ?? '',
        place: placeName(world, row),
        kind: row.kind as NominationKind,
        votes: toldVotes(days.get(row.id) ?? [], today, fewest),
      })),
    )
    return { month, list: inOrder(list), results: await resultsOf(world, tx, area) }
  })
}

export const placeName = (
  world: Sealed,
  { area, place }: Pick<NominationRow, 'area' | 'place'>,
): string => areaPack(world, area).places.find(({ code }) => code === place)?.name ?? ''

async function resultsOf(world: Sealed, tx: Tx, area: AreaCode): Promise<readonly ResultTold[]> {
  const rows = await listNominations(tx, { area, states: ['published'], limit: 100 })
  const told = await Promise.all(
    rows.map(async (row) => {
      const { shown = '', result = '' } = await nominationWords(world, row)
      return {
        month: row.month,
        name: shown,
        place: placeName(world, row),
        outcome: (row.outcome ?? 'not-found') as NominationOutcome,
        result,
        inspectedOn: row.inspectedOn ?? '',
      }
    }),
  )
  return told.toSorted((one, other) => (one.inspectedOn < other.inspectedOn ? 1 : -1))
}
