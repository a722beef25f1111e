import { closedTo, may, mayFor, type Officer } from '#core/access.ts'
import { addDays, dayOf } from '#core/clock.ts'
import type { AreaCode, DepartmentId, PlaceCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  foldRecord,
  owedOn,
  stepOn,
  type AskedStep,
  type RecordEvent,
  type RecordKind,
  type ScrutinyRecord,
} from '#core/scrutiny-record.ts'
import { listOfficers } from '#store/officers.ts'
import {
  keepScrutinyEvent,
  scrutiniesOf,
  scrutinyById,
  scrutinyEvents,
  type ScrutinyRow,
} from '#store/scrutiny.ts'
import type { Tx } from '#store/transaction.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import type { World } from './world.ts'

export interface KeptRecord {
  readonly id: string
  readonly area: AreaCode
  readonly version: number
  readonly record: ScrutinyRecord
}

/** Nobody of the department that a lead is about finds it, whatever they are there. */
export const mayKnow = (
  officer: Officer,
  { kind, department }: { readonly kind: string; readonly department: DepartmentId },
): boolean => kind !== 'dereliction' || !closedTo(officer).department.includes(department)

/** What a text of a record was sealed for. */
const recordText = (id: string, seq: number): string => `scrutiny:${id}:${seq}`

const clockOf = (world: World) => ({
  lookBack: world.packs.scrutiny?.rectify.lookBack ?? 0,
  addDays,
})

/** As many as are shown of a kind. */
const most = 200

/** 督察、约谈、失职线索 of an area, the newest first. Leads are on record when they are read. */
export async function listRecords(
  world: Sealed,
  officer: Officer,
  { area, kind }: { readonly area: AreaCode; readonly kind: RecordKind },
): Promise<Result<readonly KeptRecord[]>> {
  const right = mayFor(officer, kind === 'dereliction' ? 'scrutinise' : 'see-scrutiny', area)
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const rows = await scrutiniesOf(tx, { area, kind, limit: most })
    const known = rows.filter((row) => mayKnow(officer, row))
    const list = await Promise.all(known.map(async (row) => await opened(world, tx, row)))
    if (kind === 'dereliction')
      await trace(world, tx, officer, { area, action: 'dereliction-read', subject: area })
    return ok(list)
  })
}

async function opened(world: Sealed, tx: Tx, row: ScrutinyRow): Promise<KeptRecord> {
  const { id, area, keyId, department, place, version } = row
  const events: RecordEvent[] = []
  for (const { seq, sealed } of await scrutinyEvents(tx, id))
    events.push(
      JSON.parse(await world.vault.open(keyId, sealed, recordText(id, seq))) as RecordEvent,
    )
  const kind = row.kind as RecordKind
  const record = foldRecord({ kind, department, place, events }, clockOf(world))
  return { id, area, version, record }
}

export interface RecordPage extends KeptRecord {
  readonly officerNames: ReadonlyMap<string, string>
  readonly mayStep: boolean
}

/** One of them with everything that was done. */
export async function readRecord(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<RecordPage>> {
  return await world.db.transaction(async (tx) => {
    const row = await scrutinyById(tx, id)
    if (!row || !isRecord(row)) return refuse('scrutiny-unknown')
    const isLead = row.kind === 'dereliction'
    const right = mayFor(officer, isLead ? 'scrutinise' : 'see-scrutiny', row.area)
    if (!right.ok || !mayKnow(officer, row)) return refuse('scrutiny-unknown')
    const kept = await opened(world, tx, row)
    const names = new Map((await listOfficers(tx)).map((one) => [one.id, one.name]))
    if (isLead)
      await trace(world, tx, officer, { area: row.area, action: 'dereliction-read', subject: id })
    return ok({ ...kept, officerNames: names, mayStep: may(officer, 'scrutinise').ok })
  })
}

const isRecord = ({ kind }: ScrutinyRow): boolean => kind !== 'file-check'

interface Opening {
  readonly area: AreaCode
  readonly kind: RecordKind
  readonly department: DepartmentId
  readonly place: PlaceCode
  readonly asked: AskedStep
}

/** Begins one: a visit that was made, a call for a talk, a lead. */
export async function openRecord(
  world: Sealed,
  officer: Officer,
  { area, kind, department, place, asked }: Opening,
): Promise<Result<string>> {
  const right = mayFor(officer, 'scrutinise', area)
  if (!right.ok) return right
  const pack = world.packs.areas.get(area)
  if (!pack) return refuse('area-not-yours')
  const isDepartment = pack.plan.departments.some(({ id }) => id === department)
  const isPlace = pack.places.some(({ code, within }) => code === place && within === area)
  if ((department !== '' && !isDepartment) || (place !== '' && !isPlace))
    return refuse('scrutiny-whom-missing')
  if (department === '' && (place === '' || kind === 'dereliction'))
    return refuse('scrutiny-whom-missing')
  if (!mayKnow(officer, { kind, department })) return refuse('scrutiny-own-department')
  const event = stepOn({ kind }, asked, stampOf(world, officer))
  if (!event.ok) return event
  const id = world.id()
  const keyId = await world.vault.newKey()
  const base = { id, area, kind, department, place, keyId, startedAt: world.clock() }
  await world.db.transaction(
    async (tx) => await keep(world, tx, { base, events: [], event: event.value, officer }),
  )
  return ok(id)
}

const stampOf = (world: World, officer: Officer) => ({
  at: world.clock(),
  by: officer.id,
  today: dayOf(world.clock()),
  ...clockOf(world),
})

/** The next step of one, where nobody took another meanwhile. */
export async function stepRecord(
  world: Sealed,
  officer: Officer,
  {
    id,
    version,
    asked,
  }: { readonly id: string; readonly version: number; readonly asked: AskedStep },
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const row = await scrutinyById(tx, id)
    if (!row || !isRecord(row) || !mayKnow(officer, row)) return refuse('scrutiny-unknown')
    const right = mayFor(officer, 'scrutinise', row.area)
    if (!right.ok) return right
    const { record } = await opened(world, tx, row)
    if (row.version !== version) return refuse('scrutiny-changed')
    const event = stepOn(record, asked, stampOf(world, officer))
    if (!event.ok) return event
    await keep(world, tx, { base: row, events: record.events, event: event.value, officer })
    return ok(true)
  })
}

interface Kept {
  readonly base: Omit<ScrutinyRow, 'state' | 'dueOn' | 'changedAt' | 'version'>
  readonly events: readonly RecordEvent[]
  readonly event: RecordEvent
  readonly officer: Officer
}

async function keep(world: Sealed, tx: Tx, { base, events, event, officer }: Kept): Promise<void> {
  const { id, area, keyId, department, place, startedAt } = base
  const kind = base.kind as RecordKind
  const record = foldRecord({ kind, department, place, events: [...events, event] }, clockOf(world))
  const version = events.length + 1
  const sealed = await world.vault.seal(keyId, JSON.stringify(event), recordText(id, version))
  const { at, by } = event
  const stands = { state: record.state, dueOn: owedOn(record), changedAt: at, version }
  const row = { id, area, kind, department, place, startedAt, keyId, ...stands }
  await keepScrutinyEvent(tx, row, { at, by, sealed })
  await trace(world, tx, officer, { area, action: `${kind}-noted`, subject: id })
}
