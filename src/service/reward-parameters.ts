import { mayFor, type Officer } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { noticeNumberIn } from '#core/reward-notice.ts'
import { officerById } from '#store/officers.ts'
import { noticeLetters, saveNoticeLetters } from '#store/reward-books.ts'
import { draftOf, parameterVersions, type ParameterVersion } from '#store/reward-parameters.ts'
import type { Tx } from '#store/transaction.ts'
import { schemesIn, type SchemeHere } from './reward-schemes.ts'
import { trace } from './trace.ts'
import { officesIn, type World } from './world.ts'

/** A scheme on the administrator's page. */
export interface SchemeSetting extends SchemeHere {
  /** Newest first, with the names of both. */
  readonly versions: readonly (Pick<ParameterVersion, 'number' | 'at' | 'reason'> & {
    readonly by: string
    readonly approvedBy?: string
  })[]
  /** Entered, and not yet approved by a second person. */
  readonly waits: boolean
}

export interface RewardSetting {
  readonly area: AreaCode
  readonly name: string
  readonly schemes: readonly SchemeSetting[]
  /** Offices that may pay by one of them, with the letters of their notices. */
  readonly offices: readonly {
    readonly id: string
    readonly name: string
    readonly letters: string
  }[]
}

/** What holds for rewards in an area. */
export async function rewardSetting(
  world: World,
  by: Officer,
  area: AreaCode,
): Promise<Result<RewardSetting>> {
  const right = mayFor(by, 'configure', area)
  if (!right.ok) return right
  const pack = world.packs.areas.get(area)
  if (!pack) return refuse('reward-scheme-none')
  return await world.db.read(async (tx) => {
    const here = await schemesIn(world, tx, area)
    const schemes: SchemeSetting[] = []
    for (const one of here) {
      const { id } = one.scheme
      const waits = (await draftOf(tx, area, id)) !== undefined
      schemes.push({ ...one, versions: await withNames(tx, area, id), waits })
    }
    const departments = new Set(here.map(({ scheme }) => scheme.department))
    const letters = await noticeLetters(tx, area)
    const offices = (await officesIn(world, tx, area))
      .filter(({ department }) => departments.has(department))
      .map(({ id, name }) => ({ id, name, letters: letters.get(id) ?? '' }))
    return ok({ area, name: pack.plan.area.name, schemes, offices })
  })
}

async function withNames(
  tx: Tx,
  area: AreaCode,
  scheme: string,
): Promise<SchemeSetting['versions']> {
  const nameOf = async (id: string): Promise<string> => (await officerById(tx, id))?.name ?? id
  const named: SchemeSetting['versions'][number][] = []
  for (const { number, at, reason, by, approvedBy } of await parameterVersions(tx, area, scheme)) {
    const second = approvedBy === undefined ? {} : { approvedBy: await nameOf(approvedBy) }
    named.push({ number, at, reason, by: await nameOf(by), ...second })
  }
  return named
}

/** Sets the letters of an office's notices; no two offices of the house have the same. */
export async function setNoticeLetters(
  world: World,
  by: Officer,
  {
    area,
    office,
    letters,
  }: { readonly area: AreaCode; readonly office: string; readonly letters: string },
): Promise<Result<true>> {
  const right = mayFor(by, 'configure', area)
  if (!right.ok) return right
  const plain = letters.trim()
  if (!noticeNumberIn(`${plain}〔2026〕1号`).ok) return refuse('reward-letters-form')
  return await world.db.transaction(async (tx) => {
    const isHere = (await officesIn(world, tx, area)).some(({ id }) => id === office)
    if (!isHere) return refuse('office-unknown')
    const taken = await tx
      .selectFrom('rewardLetters')
      .select('office')
      .where('letters', '=', plain)
      .where('office', '<>', office)
      .executeTakeFirst()
    if (taken) return refuse('reward-letters-form')
    await saveNoticeLetters(tx, { area, office, letters: plain })
    await trace(world, tx, by, {
      area,
      action: 'reward-letters-set',
      subject: office,
    })
    return ok(true)
  })
}
