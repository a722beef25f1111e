import { addDays, dayOf, startOf } from '#core/clock.ts'
import type { AreaCode } from '#core/plan.ts'
import { appendAudit } from '#store/audit.ts'
import { publicationsShownSince } from '#store/publication-figures.ts'
import { sourceCases } from '#store/publication-sources.ts'
import { publicationsDue, publicationsOut } from '#store/publications.ts'
import type { Tx } from '#store/transaction.ts'
import { openDraft } from './publication-draft.ts'
import { bringDown, bringOut } from './publication-out.ts'
import { publishFigures } from './public-figures.ts'
import type { Sealed } from './sealed.ts'

const betweenLooks = 600_000

/** Each round: what is approved and of age comes out together on its day, figures of a month that settled, and what was shown long enough goes. */
export function createPublishing(world: Sealed): () => Promise<void> {
  let quietUntil = 0
  let counted = ''
  return async () => {
    if (!world.publishing || world.clock() < quietUntil) return
    quietUntil = world.clock() + betweenLooks
    const today = dayOf(world.clock())
    for (const area of world.packs.areas.keys()) {
      await publishBatch(world, area)
      if (counted === today) continue
      await endShown(world, area)
      await publishFigures(world, area)
    }
    counted = today
  }
}

/** The last day on or before today on which entries come out. */
export function batchDay(today: string, days: readonly number[]): string {
  for (let day = today; ; day = addDays(day, -1))
    if (days.includes(Number(day.slice(8)))) return day
}

/**
 * Entries come out together. Which ones was settled when the day began, so that a house that was away then brings out the
 * same; and of too few none does, since a single new line would point at somebody.
 */
export async function publishBatch(world: Sealed, area: AreaCode): Promise<number> {
  const rules = world.publishing?.rules.register
  if (!rules) return 0
  const today = dayOf(world.clock())
  const day = batchDay(today, rules.batchDays)
  return await world.db.transaction(async (tx) => {
    const before = await publicationsOut(tx, { area, kind: 'decision', since: day, limit: 1 })
    if (before.length > 0) return 0
    const due = await publicationsDue(tx, { area, kind: 'decision', today: day })
    const ready = []
    for (const row of due)
      if ((row.approvedAt ?? 0) < startOf(day) && !(await sourceFell(tx, row.id))) ready.push(row)
    if (ready.length < rules.smallestBatch) return 0
    for (const row of ready) {
      const words = await openDraft(world, row)
      if (words) await bringOut(world, tx, { row, content: words.content })
    }
    await byTheClock(world, tx, { area, action: 'publications-out', subject: `${ready.length}` })
    return ready.length
  })
}

/** The decision that an entry came of may have fallen: its report was opened again, or ended otherwise. */
export async function sourceFell(tx: Tx, id: string): Promise<boolean> {
  const cases = await sourceCases(tx, id)
  return cases.some(({ state, outcome }) => !ended.has(state) || !isFound.has(outcome ?? ''))
}

const ended: ReadonlySet<string> = new Set(['concluded', 'closed'])
const isFound: ReadonlySet<string> = new Set(['substantiated', 'partly'])

async function endShown(world: Sealed, area: AreaCode): Promise<void> {
  const months = world.publishing?.rules.register.shownMonths
  if (months === undefined) return
  const last = monthsBefore(dayOf(world.clock()), months)
  await world.db.transaction(async (tx) => {
    const rows = await publicationsShownSince(tx, { area, kind: 'decision', until: last })
    for (const row of rows) await bringDown(world, tx, { row, reason: '公示期满' })
    if (rows.length > 0)
      await byTheClock(world, tx, { area, action: 'publications-ended', subject: `${rows.length}` })
  })
}

const monthsBefore = (day: string, months: number): string => {
  const whole = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months
  return `${Math.floor(whole / 12)}-${String((whole % 12) + 1).padStart(2, '0')}-${day.slice(8)}`
}

export async function byTheClock(
  world: Sealed,
  tx: Tx,
  done: { readonly area: string; readonly action: string; readonly subject: string },
): Promise<void> {
  await appendAudit(tx, { ...done, at: world.clock(), actor: 'clock' }, world.mac)
}
