import {
  changeOf,
  mayKnow,
  textsOf,
  type CaseChange,
  type ChangedText,
  type ErasedCase,
} from '#core/exchange.ts'
import { dayOf } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { appendAudit } from '#store/audit.ts'
import { tasksOf, type CaseRow } from '#store/cases.ts'
import {
  casesChangedAfter,
  changePartner,
  type ChangePoint,
  type PartnerRow,
} from '#store/exchange.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase } from './case-file.ts'
import { departmentsOf, partnerByKey } from './exchange-partners.ts'
import type { Sealed } from './sealed.ts'

/** A page of what has changed. */
export interface Changes {
  readonly changes: readonly (
    | (CaseChange & { readonly texts?: readonly ChangedText[] })
    | ErasedCase
  )[]
  /** To be given back for what comes next; also where nothing has come. */
  readonly next: string
  readonly more: boolean
}

interface Asked {
  /** As the partner sent it. */
  readonly key: string
  readonly after: string | undefined
  readonly limit: number
  /** Whether a partner that is known by now asks too often. */
  readonly isLate?: (partner: string) => Promise<boolean>
}

/** What happened within this time may still be waiting for its commit. */
const settles = 10_000

const sealedAs = (id: string): string => `exchange-cursor:${id}`

/** What has changed since the partner asked last; each case once, as it stands now. */
export async function readChanges(
  world: Sealed,
  { key, after, limit, isLate }: Asked,
): Promise<Result<Changes>> {
  return await world.db.transaction(async (tx) => {
    const partner = await partnerByKey(world, tx, key)
    if (!partner) return refuse('partner-unknown')
    if (await isLate?.(partner.id)) return refuse('too-many')
    const from = await pointOf(world, partner, after)
    if (!from) return refuse('cursor-unknown')
    const until = world.clock() - settles
    const rows = await casesChangedAfter(tx, {
      area: partner.area,
      after: from,
      until,
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    const changes = []
    for (const row of page) changes.push(...(await changesOf(world, tx, partner, row)))
    const point = page.at(-1)?.point ?? from
    await note(world, tx, partner, changes.length)
    return ok({ changes, next: await cursorOf(world, partner, point), more: rows.length > limit })
  })
}

async function changesOf(
  world: Sealed,
  tx: Tx,
  partner: PartnerRow,
  row: CaseRow,
): Promise<Changes['changes']> {
  const departments = departmentsOf(partner)
  if (row.erasedAt !== undefined) {
    const tasks = await tasksOf(tx, row.id)
    const isTheirs =
      departments.length === 0 || tasks.some(({ department }) => departments.includes(department))
    return isTheirs ? [{ number: row.number, area: row.area, state: 'erased' }] : []
  }
  const { case: about } = await openCase(world, tx, row)
  if (!mayKnow(about, departments)) return []
  const change = changeOf(about, departments)
  return [partner.tells === 'texts' ? { ...change, texts: textsOf(about, departments) } : change]
}

/** Who asked, and whether words went along; an empty answer is none. */
async function note(world: Sealed, tx: Tx, partner: PartnerRow, count: number): Promise<void> {
  const { id, area, tells, pulledOn } = partner
  const today = dayOf(world.clock())
  if (pulledOn !== today) await changePartner(tx, id, { pulledOn: today })
  if (count === 0) return
  await appendAudit(
    tx,
    {
      area,
      at: world.clock(),
      actor: `partner:${id}`,
      action: 'exchange-pulled',
      subject: `exchange:${id}`,
      reason: `${tells} ${count}`,
    },
    world.mac,
  )
}

/** Sealed: what a partner holds tells it no hour. */
const cursorOf = async (
  { vault }: Sealed,
  { id, keyId }: PartnerRow,
  { at, id: last }: ChangePoint,
): Promise<string> =>
  Buffer.from(await vault.seal(keyId, JSON.stringify([at, last]), sealedAs(id))).toString(
    'base64url',
  )

async function pointOf(
  { vault }: Sealed,
  { id, keyId }: PartnerRow,
  after: string | undefined,
): Promise<ChangePoint | undefined> {
  if (after === undefined || after === '') return { at: 0, id: '' }
  try {
    const text = await vault.open(keyId, Buffer.from(after, 'base64url'), sealedAs(id))
    const [at, last] = JSON.parse(text) as readonly [number, string]
    return { at, id: last }
  } catch {
    return undefined
  }
}
