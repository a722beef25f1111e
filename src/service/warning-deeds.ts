import { mayFor, type Officer } from '#core/access.ts'
import type { Action } from '#core/actions.ts'
import { dayOf, isDay } from '#core/clock.ts'
import type { AreaCode, DepartmentId, OffenceCode, PlaceCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { opinionHandOver } from '#core/warning-hand-over.ts'
import { decideWarning, departmentsText, type WarningDeed } from '#core/warning.ts'
import { changeWarning, warningById, type WarningRow } from '#store/warnings.ts'
import type { Tx } from '#store/transaction.ts'
import { keepWarningEvent, raiseWarning } from './raise-warning.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { visibleWarning, warningOf, type WarningWords } from './warnings.ts'
import { oweWarning } from './warning-notices.ts'
import { areaPack } from './world.ts'

const needed: Readonly<Record<WarningDeed['type'], Action>> = {
  acknowledge: 'settle-warning',
  answer: 'settle-warning',
  close: 'settle-warning',
  'hand-over': 'steer-warning',
}

const done = {
  acknowledge: 'acknowledged',
  answer: 'answered',
  close: 'closed',
  'hand-over': 'handed-over',
} as const

/** What an officer does with a warning: one event more, never one less. */
export async function settleWarning(
  world: Sealed,
  officer: Officer,
  { id, version }: { readonly id: string; readonly version: number },
  deed: WarningDeed,
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const seen = await visibleWarning(tx, officer, id)
    if (!seen.ok) return seen
    const row = seen.value
    const right = mayFor(officer, needed[deed.type], row.area)
    if (!right.ok) return right
    if (row.version !== version) return refuse('warning-changed')
    const { departments } = areaPack(world, row.area).plan
    const known = new Set(departments.map((one) => one.id))
    const decided = decideWarning(warningOf(row), deed, known)
    if (!decided.ok) return decided
    const change = { ...changeOf(row, deed), changedAt: world.clock() }
    if (!(await changeWarning(tx, row, change))) return refuse('warning-changed')
    await keep(world, tx, { row, officer, deed })
    const after = await warningById(tx, id)
    if (deed.type === 'hand-over' && after) await oweWarning(world, tx, after)
    const action = `warning-${done[deed.type]}`
    await trace(world, tx, officer, { area: row.area, action, subject: `warning:${id}` })
    return ok(true)
  })
}

function changeOf(row: WarningRow, deed: WarningDeed): Partial<WarningRow> {
  if (deed.type === 'hand-over') return { department: departmentsText(deed.to) }
  if (deed.type === 'acknowledge') return { state: 'acknowledged' }
  return { state: deed.type === 'close' ? 'closed' : row.state }
}

interface Kept {
  readonly row: WarningRow
  readonly officer: Officer
  readonly deed: WarningDeed
}

async function keep(world: Sealed, tx: Tx, { row, officer, deed }: Kept): Promise<void> {
  const where = deed.type === 'answer' ? { where: deed.where.trim() } : {}
  const words: WarningWords = { words: deed.words.trim(), ...where }
  const facts: Record<string, string> =
    deed.type === 'close'
      ? { outcome: deed.outcome }
      : deed.type === 'hand-over'
        ? { to: deed.to.join(' '), clause: row.clause, why: 'by-officer' }
        : {}
  const event = { warning: row.id, keyId: row.keyId, by: `officer:${officer.id}` }
  await keepWarningEvent(world, tx, { ...event, type: done[deed.type], facts, words })
}

/** What the media told, as an officer entered it. */
export interface PressLead {
  readonly area: AreaCode
  readonly title: string
  readonly where: string
  readonly words: string
  readonly offence: OffenceCode
  readonly place: PlaceCode
  readonly on: string
}

const longest = { title: 200, where: 500, words: 2000 }

/** 媒体线索: goes to whom the plan names for public opinion. */
export async function enterPressLead(
  world: Sealed,
  officer: Officer,
  lead: PressLead,
): Promise<Result<string>> {
  const { area } = lead
  const right = mayFor(officer, 'steer-warning', area)
  if (!right.ok) return right
  const rules = world.packs.warnings
  const pack = world.packs.areas.get(area)
  if (!rules || !pack) return refuse('warning-unknown')
  const today = dayOf(world.clock())
  const [title, where, words] = [lead.title.trim(), lead.where.trim(), lead.words.trim()]
  if (title === '' || where === '') return refuse('press-incomplete')
  if (title.length > longest.title || where.length > longest.where || words.length > longest.words)
    return refuse('warning-words-long', { most: longest.words })
  if (!isDay(lead.on) || lead.on > today) return refuse('press-day')
  const isKnown = lead.offence === '' || world.packs.offences.has(lead.offence)
  const isHere = lead.place === '' || pack.places.some(({ code }) => code === lead.place)
  if (!isKnown || !isHere) return refuse('press-incomplete')
  const clauses = rules.areas.find((one) => one.area === area)
  const handOver = opinionHandOver(clauses?.risk.clause ?? '', clauses?.opinion ?? [])
  return await world.db.transaction(async (tx) => {
    const row = await raiseWarning(world, tx, {
      area,
      kind: 'press',
      once: `press ${world.id()}`,
      series: 'press',
      subject: '',
      offence: lead.offence,
      place: lead.place,
      grade: 1,
      from: lead.on,
      to: lead.on,
      senders: 0,
      caseIds: [],
      expected: 0,
      handOver,
      facts: {},
      words: { title, where, words },
      by: `officer:${officer.id}`,
    })
    return row ? ok(row.id) : refuse('warning-unknown')
  })
}

/** Departments that a warning can be handed to, those the clause names first. */
export function departmentsFor(
  world: Sealed,
  { area, clause }: Pick<WarningRow, 'area' | 'clause'>,
): readonly { readonly id: DepartmentId; readonly name: string; readonly named: boolean }[] {
  const { plan } = areaPack(world, area)
  const named = new Set(
    clause
      .split('、')
      .flatMap((one) => plan.clauses.filter((each) => each.clause === one))
      .flatMap(({ lead, responsible, cooperate }) => [...lead, ...responsible, ...cooperate]),
  )
  return plan.departments
    .map(({ id, name, now }) => ({ id, name: now?.name ?? name, named: named.has(id) }))
    .toSorted((a, b) => Number(b.named) - Number(a.named))
}
