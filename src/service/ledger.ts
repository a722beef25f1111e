import { may, mayFor, type Officer } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import {
  addedTask,
  ledgerOf,
  noteOn,
  type LedgerEntry,
  type LedgerLine,
  type LedgerNote,
  type NewTask,
} from '#core/ledger.ts'
import type { AreaCode, Plan } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { keepLedgerEvent, ledgerEvents, ledgerItem, ledgerItems } from '#store/ledger.ts'
import { listOfficers } from '#store/officers.ts'
import type { Tx } from '#store/transaction.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

export interface Ledger {
  readonly plan: Plan
  readonly lines: readonly LedgerLine[]
  /** By id, of whoever noted something. */
  readonly officerNames: ReadonlyMap<string, string>
  readonly mayKeep: boolean
}

/** What a text of the ledger was sealed for. */
const ledgerText = (area: AreaCode, item: string): string => `ledger:${area}:${item}`

const planOf = (world: Sealed, officer: Officer, asked: string): Result<Plan> => {
  const right = mayFor(officer, 'see-statistics', asked)
  if (!right.ok) return right
  const plan = world.packs.areas.get(asked)?.plan
  return plan ? ok(plan) : refuse('area-not-yours')
}

/** 工作台账: what an area's plan set itself and how far it is. The file of it is on record. */
export async function readLedger(
  world: Sealed,
  officer: Officer,
  { area, file = false }: { readonly area: AreaCode; readonly file?: boolean },
): Promise<Result<Ledger>> {
  const plan = planOf(world, officer, area)
  if (!plan.ok) return plan
  const read = async (tx: Tx): Promise<Result<Ledger>> => {
    const keys = new Map((await ledgerItems(tx, area)).map(({ item, keyId }) => [item, keyId]))
    const entries = new Map<string, LedgerEntry[]>()
    for (const { item, sealed } of await ledgerEvents(tx, area)) {
      const text = await world.vault.open(keys.get(item) ?? '', sealed, ledgerText(area, item))
      entries.set(item, [...(entries.get(item) ?? []), JSON.parse(text) as LedgerEntry])
    }
    const kept = [...entries].map(([item, all]) => ({ item, entries: all }))
    const officers = await listOfficers(tx)
    if (file) await trace(world, tx, officer, { area, action: 'ledger-exported', subject: area })
    return ok({
      plan: plan.value,
      lines: ledgerOf(plan.value, kept, dayOf(world.clock())),
      officerNames: new Map(officers.map(({ id, name }) => [id, name])),
      mayKeep: may(officer, 'keep-ledger').ok,
    })
  }
  return file ? await world.db.transaction(read) : await world.db.read(read)
}

interface Noting {
  readonly area: AreaCode
  readonly item: string
  /** As many entries as the officer had seen. */
  readonly version: number
  readonly note: LedgerNote
}

/** Notes how far a task is. What others noted since is never written over. */
export async function noteLedger(
  world: Sealed,
  officer: Officer,
  { area, item, version, note }: Noting,
): Promise<Result<true>> {
  const plan = keepable(world, officer, area)
  if (!plan.ok) return plan
  const entry = noteOn(note, { plan: plan.value, ...stamp(world, officer) })
  if (!entry.ok) return entry
  return await world.db.transaction(async (tx) => {
    const before = await ledgerItem(tx, area, item)
    const isOfPlan = plan.value.annexTasks.some((task) => task.item === item)
    if (!before && !isOfPlan) return refuse('ledger-item-unknown')
    if ((before?.version ?? 0) !== version) return refuse('ledger-changed')
    await keep(world, tx, { area, item, version, entry: entry.value, before })
    await trace(world, tx, officer, { area, action: 'ledger-noted', subject: item })
    return ok(true)
  })
}

/** Puts a task on the ledger that the plan's own table has not. */
export async function addLedgerTask(
  world: Sealed,
  officer: Officer,
  { area, task }: { readonly area: AreaCode; readonly task: NewTask },
): Promise<Result<true>> {
  const plan = keepable(world, officer, area)
  if (!plan.ok) return plan
  const entry = addedTask(task, { plan: plan.value, ...stamp(world, officer) })
  if (!entry.ok) return entry
  const item = `x${world.id()}`
  return await world.db.transaction(async (tx) => {
    await keep(world, tx, { area, item, version: 0, entry: entry.value, before: undefined })
    await trace(world, tx, officer, { area, action: 'ledger-added', subject: item })
    return ok(true)
  })
}

function keepable(world: Sealed, officer: Officer, area: AreaCode): Result<Plan> {
  const right = mayFor(officer, 'keep-ledger', area)
  return right.ok ? planOf(world, officer, area) : right
}

const stamp = (world: Sealed, { id }: Officer) => ({
  at: world.clock(),
  by: id,
  today: dayOf(world.clock()),
})

interface Kept {
  readonly area: AreaCode
  readonly item: string
  readonly version: number
  readonly entry: LedgerEntry
  readonly before: { readonly keyId: string; readonly dueOn: string } | undefined
}

async function keep(
  world: Sealed,
  tx: Tx,
  { area, item, version, entry, before }: Kept,
): Promise<void> {
  const keyId = before?.keyId ?? (await world.vault.newKey())
  const sealed = await world.vault.seal(keyId, JSON.stringify(entry), ledgerText(area, item))
  const { at, by, state, doneOn = '', own } = entry
  const dueOn = own?.dueOn ?? before?.dueOn ?? ''
  const row = { area, item, state, doneOn, dueOn, version: version + 1, changedAt: at, keyId }
  await keepLedgerEvent(tx, row, { at, by, sealed })
}
