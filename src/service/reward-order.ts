import { closedTo, type Officer } from '#core/access.ts'
import type { Facts, Instant } from '#core/case.ts'
import { within } from '#core/merge.ts'
import { casesNear } from '#store/reward-books.ts'
import { flockOf } from '#store/likenesses.ts'
import type { Tx } from '#store/transaction.ts'
import { visibleCase, type OpenCase } from './case-file.ts'
import { allWithin, mainsOf } from './follow-merge.ts'
import { rewardBase } from './reward-base.ts'
import type { Sealed } from './sealed.ts'

/** Another report that may tell the same facts; an officer decides. */
export interface SameFacts {
  readonly id: string
  readonly number: string
  readonly acceptedAt: Instant
  /** Why it was found. */
  readonly because: readonly ('merged' | 'words' | 'who' | 'where' | 'time')[]
}

const aMonth = 30 * 24 * 3_600_000
/** Reports of the same kind that are compared, the nearest in time; more are not read at once. */
const most = 100

/**
 * Reports of the same offence at the same office, half a year before and after, that name the same accused or place, or
 * say nearly the same. By when their acceptance was registered, the first one first.
 */
export async function sameFacts(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  file: OpenCase,
): Promise<readonly SameFacts[]> {
  const flock = await flockOf(tx, file.id, closedTo(officer))
  const alike = new Set(flock.map(({ number }) => number))
  const { receivedAt: at, area, matters } = file.case
  const offences = matters.map(({ offence }) => offence)
  const span = { from: at - 6 * aMonth, to: at + 6 * aMonth, near: at }
  const near = await casesNear(tx, { area, office: officer.office, offences, ...span }, most)
  const found: SameFacts[] = []
  const merged = new Set(await handledWith(tx, file))
  for (const number of new Set([...merged, ...alike, ...near])) {
    if (number === file.case.number) continue
    const other = await visibleCase(world, tx, officer, number)
    if (!other.ok) continue
    const because = [
      ...(merged.has(number) ? (['merged'] as const) : []),
      ...reasons(file.case.facts, other.value.case.facts, alike.has(number)),
    ]
    if (because.length === 0) continue
    const isClose = Math.abs(other.value.case.receivedAt - at) <= aMonth
    found.push({
      id: other.value.id,
      number,
      acceptedAt: (await rewardBase(world, tx, other.value)).acceptedAt,
      because: isClose ? [...because, 'time'] : because,
    })
  }
  return found.toSorted((one, other) => one.acceptedAt - other.acceptedAt)
}

/** Whatever is handled in one case with it, however deep. */
async function handledWith(tx: Tx, { case: about }: OpenCase): Promise<readonly string[]> {
  const merge = within(about)
  const mains = merge ? await mainsOf(tx, merge.into) : []
  const root = mains.at(-1)?.number ?? about.number
  const all = (await allWithin(tx, root)).map(({ row }) => row.number)
  return merge || all.length > 0 ? [root, ...all] : []
}

function reasons(one: Facts, other: Facts, alike: boolean): ('words' | 'who' | 'where')[] {
  return [
    ...(alike ? (['words'] as const) : []),
    ...(isSame(one.who ?? '', other.who ?? '') ? (['who'] as const) : []),
    ...(isSame(one.where, other.where) ? (['where'] as const) : []),
  ]
}

/** One names the other; what is shorter than a sign names nothing. */
function isSame(one: string, other: string): boolean {
  const [shorter, longer] = [plain(one), plain(other)].toSorted((a, b) => a.length - b.length)
  return shorter !== undefined && shorter.length >= 4 && (longer ?? '').includes(shorter)
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
