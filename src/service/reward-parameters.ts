import { mayFor, type Officer } from '#core/access.ts'
import { canonical } from '#core/canonical.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { withLocal, type LocalParameters } from '#core/reward-scheme.ts'
import { noticeNumberIn } from '#core/reward-notice.ts'
import { amountFaults } from '#packs/rewards.ts'
import { noticeLetters, saveNoticeLetters } from '#store/reward-books.ts'
import {
  addParameters,
  holdParameters,
  newestParameters,
  parameterVersions,
  type ParameterVersion,
} from '#store/reward-parameters.ts'
import { schemesIn, type SchemeHere } from './reward-schemes.ts'
import { trace } from './trace.ts'
import { officesIn, type World } from './world.ts'

/** What an administrator publishes: every parameter that the area settles, each with its document. */
export interface ParametersGiven {
  readonly area: AreaCode
  readonly scheme: string
  readonly given: LocalParameters['given']
  readonly reason: string
  /** Number of the version the administrator had before them; 0 where there was none. */
  readonly seen: number
}

const longestReason = 300

/**
 * Makes the parameters the next version: whole, numbered, for good. What is proposed from then on goes by it; what was
 * proposed before has to be calculated anew. Refused if another version came since the administrator looked.
 */
export async function publishParameters(
  world: World,
  by: Officer,
  asked: ParametersGiven,
): Promise<Result<{ readonly number: number }>> {
  const { area, scheme, seen } = asked
  const right = mayFor(by, 'configure', area)
  if (!right.ok) return right
  const reason = asked.reason.trim()
  if (reason === '') return refuse('reason-missing')
  if (reason.length < 4) return refuse('reason-too-short')
  if (reason.length > longestReason) return refuse('text-too-long', { longest: longestReason })
  const local = await soundLocal(world, asked)
  if (!local.ok) return local
  return await world.db.transaction(async (tx) => {
    await holdParameters(tx, area, scheme)
    const newest = await newestParameters(tx, area, scheme)
    if ((newest?.number ?? 0) !== seen) return refuse('reward-parameters-moved')
    const content = canonical(local.value)
    const hash = Buffer.from(world.mac(Buffer.from(content))).toString('hex')
    const number = seen + 1
    const at = world.clock()
    await addParameters(tx, { area, scheme, number, at, by: by.id, reason, content, hash })
    const subject = `reward-scheme:${area}/${scheme}+${number}`
    await trace(world, tx, by, {
      area,
      action: 'reward-parameters-published',
      subject,
      reason: hash,
    })
    return ok({ number })
  })
}

/** Read as strictly as a data file is, and put together with the document once. */
async function soundLocal(
  world: World,
  { area, scheme, given }: ParametersGiven,
): Promise<Result<LocalParameters>> {
  const document = world.packs.rewards?.schemes.find(({ id }) => id === scheme)
  if (!document || !world.packs.areas.has(area)) return refuse('reward-scheme-none')
  if (Object.keys(given).length === 0) return refuse('reward-parameters-none')
  const { localParametersSchema } = await import('#packs/reward-schema.ts')
  const read = localParametersSchema.safeParse({ scheme, area, given })
  if (!read.success) {
    const [issue] = read.error.issues
    const parameter = String(issue?.path[1] ?? '')
    return refuse('reward-parameters-unclear', { parameter, why: issue?.message ?? '' })
  }
  const settled = withLocal(document, read.data)
  if (!settled.ok) return settled
  const [fault] = amountFaults(settled.value)
  return fault === undefined ? ok(read.data) : refuse('reward-parameters-against', { why: fault })
}

/** A scheme on the administrator's page. */
export interface SchemeSetting extends SchemeHere {
  /** Newest first. */
  readonly versions: readonly ParameterVersion[]
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
    for (const one of here)
      schemes.push({ ...one, versions: await parameterVersions(tx, area, one.scheme.id) })
    const departments = new Set(here.map(({ scheme }) => scheme.department))
    const letters = await noticeLetters(tx, area)
    const offices = (await officesIn(world, tx, area))
      .filter(({ department }) => departments.has(department))
      .map(({ id, name }) => ({ id, name, letters: letters.get(id) ?? '' }))
    return ok({ area, name: pack.plan.area.name, schemes, offices })
  })
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
