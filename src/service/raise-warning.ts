import type { AreaCode, OffenceCode, PlaceCode } from '#core/plan.ts'
import type { Day } from '#core/case.ts'
import type { HandOver } from '#core/warning-hand-over.ts'
import type { Grade } from '#core/warning-rules.ts'
import { departmentsText, type WarningKind } from '#core/warning.ts'
import { appendAudit } from '#store/audit.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import {
  addWarning,
  addWarningEvent,
  isWarnedOf,
  nextWarning,
  type WarningRow,
} from '#store/warnings.ts'
import type { Sealed } from './sealed.ts'
import { oweWarning } from './warning-notices.ts'

/** A warning to be given. */
export interface NewWarning {
  readonly area: AreaCode
  readonly kind: WarningKind
  /** What it is warned of, once and for all. */
  readonly once: string
  readonly series: string
  readonly offence: OffenceCode
  readonly place: PlaceCode
  readonly subject: string
  readonly grade: Grade
  readonly from: Day
  readonly to: Day
  readonly senders: number
  readonly caseIds: readonly string[]
  readonly expected: number
  readonly handOver: HandOver
  /** Codes and numbers that say why. */
  readonly facts: Readonly<Record<string, number | string>>
  /** What an officer wrote; the clock writes nothing. */
  readonly words?: object
  /** `clock`, or the officer who entered it. */
  readonly by: string
}

/** Binds an officer's words to their event. */
export const warningText = (event: string): string => `warning-event:${event}`

/** Until this transaction ends nobody else warns in the area. */
export const holdWarnings = async (tx: Tx, area: AreaCode): Promise<void> =>
  await holdName(tx, 'warnings', area)

/**
 * Gives a warning, hands it over where the plan says to whom, and owes the news to the departments. Of what was warned of
 * already nothing is given: looked at twice, it is one warning. Comes last in its transaction.
 */
export async function raiseWarning(
  world: Sealed,
  tx: Tx,
  asked: NewWarning,
): Promise<WarningRow | undefined> {
  await holdWarnings(tx, asked.area)
  if (await isWarnedOf(tx, asked)) return undefined
  const row = await rowOf(world, tx, asked)
  await addWarning(tx, row, asked.caseIds)
  const { by, handOver, facts, words } = asked
  const said = { warning: row.id, keyId: row.keyId, by }
  const whole = { ...facts, handOver: handOver.why }
  await keepWarningEvent(world, tx, { ...said, type: 'raised', facts: whole, words })
  if (handOver.departments.length > 0) {
    const { departments, clause, why } = handOver
    const given = { to: departments.join(' '), clause, why }
    await keepWarningEvent(world, tx, { ...said, by: 'clock', type: 'handed-over', facts: given })
  }
  await oweWarning(world, tx, row)
  const subject = `warning:${row.id}`
  const entry = { area: row.area, at: row.raisedAt, actor: by, action: 'warning-raised', subject }
  await appendAudit(tx, entry, world.mac)
  return row
}

async function rowOf(world: Sealed, tx: Tx, asked: NewWarning): Promise<WarningRow> {
  const { area, kind, once, series, offence, place, subject, grade, senders, handOver } = asked
  const at = world.clock()
  return {
    id: world.id(),
    area,
    nth: await nextWarning(tx, area),
    kind,
    once,
    series,
    offence,
    place,
    subject,
    grade,
    state: 'raised',
    clause: handOver.clause,
    department: departmentsText(handOver.departments),
    fromOn: asked.from,
    toOn: asked.to,
    senders,
    cases: asked.caseIds.length,
    expected: Math.round(asked.expected * 1000),
    keyId: await world.vault.newKey(),
    version: 1,
    raisedAt: at,
    changedAt: at,
  }
}

interface Said {
  readonly warning: string
  readonly keyId: string
  readonly by: string
  readonly type: string
  readonly facts?: NewWarning['facts']
  readonly words?: object | undefined
}

/** Adds to what was done with a warning. */
export async function keepWarningEvent(world: Sealed, tx: Tx, said: Said): Promise<void> {
  const { warning, keyId, by, type, facts = {}, words } = said
  const id = world.id()
  const sealed = words
    ? await world.vault.seal(keyId, JSON.stringify(words), warningText(id))
    : null
  const at = world.clock()
  await addWarningEvent(tx, { warning, id, type, at, by, facts: JSON.stringify(facts), sealed })
}
