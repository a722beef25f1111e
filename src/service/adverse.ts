import { adverseIn } from '#core/adverse.ts'
import type { Day } from '#core/case.ts'
import { addDays, dayOf } from '#core/clock.ts'
import type { AreaCode } from '#core/plan.ts'
import { adverseHandOver } from '#core/warning-hand-over.ts'
import type { WarningRules } from '#core/warning-rules.ts'
import { gradeOf } from '#core/warning.ts'
import { placeBelow } from '#core/facts.ts'
import { caseById } from '#store/cases.ts'
import { factsOfCase } from '#store/facts.ts'
import type { Tx } from '#store/transaction.ts'
import {
  adverseNew,
  adverseUnnoted,
  noteAdverseRaised,
  noteAdverseSigns,
  type AdverseRow,
} from '#store/warnings.ts'
import { orSkip } from './or-skip.ts'
import { raiseWarning } from './raise-warning.ts'
import type { Sealed } from './sealed.ts'
import { areaPack } from './world.ts'

/** Reports of one round; each is a transaction of its own. */
const batch = 20

interface Filed {
  readonly caseId: string
  readonly area: AreaCode
  readonly text: string
  readonly at: number
  readonly matters: readonly { readonly offence: string; readonly stream: string }[]
}

/** Notes of a report that its offence or its words tell of harm by a drug or a device; never of an accusation. */
export async function noteAdverse(world: Sealed, tx: Tx, filed: Filed): Promise<void> {
  const rule = world.packs.warnings?.adverse
  const { caseId, area, at, text, matters } = filed
  if (!rule || matters.some(({ stream }) => stream === 'accusation')) return
  const found = adverseIn(text, rule)
  const isNamed = matters.some(({ offence }) => rule.offences.includes(offence))
  if (!found && !isNamed) return
  const signs = found?.about ?? ''
  await noteAdverseSigns(tx, { caseId, area, at, grave: found?.grave ? 1 : 0, signs, raised: 0 })
}

/** Notes reports that officers sorted under such an offence afterwards. */
export async function noteSorted(
  tx: Tx,
  rules: WarningRules,
  { area, day }: { readonly area: AreaCode; readonly day: Day },
): Promise<void> {
  const from = addDays(day, 1 - rules.surge.recountDays)
  const asked = { area, from, to: day, offences: rules.adverse.offences }
  for (const { caseId, receivedAt: at } of await adverseUnnoted(tx, asked))
    await noteAdverseSigns(tx, { caseId, area, at, grave: 0, signs: '', raised: 0 })
}

/** Warns of every report that was noted and not warned of; gives how many were looked at. */
export async function raiseAdverse(world: Sealed): Promise<number> {
  if (!world.packs.warnings) return 0
  const waiting = await world.db.read(async (tx) => await adverseNew(tx, batch))
  for (const row of waiting)
    await orSkip(world, row.caseId, {
      work: async (tx) => await raiseOne(world, tx, row),
      skip: async (tx) => await noteAdverseRaised(tx, row.caseId),
      cannot: 'an adverse event cannot be warned of',
    })
  return waiting.length
}

async function raiseOne(world: Sealed, tx: Tx, { caseId, area, grave, signs }: AdverseRow) {
  await noteAdverseRaised(tx, caseId)
  const rules = world.packs.warnings
  const about = await caseById(tx, caseId)
  if (!rules || !about || about.erasedAt !== undefined || about.accuses !== undefined) return
  const { plan, reading, places } = areaPack(world, area)
  const facts = await factsOfCase(tx, caseId)
  const clauses = rules.areas.find((one) => one.area === area)
  const entry = reading.entries.find(({ offence }) => rules.adverse.offences.includes(offence))
  const urgent = about.urgent === undefined ? 0 : 1
  const on = dayOf(about.receivedAt)
  await raiseWarning(world, tx, {
    area,
    kind: 'adverse',
    once: `adverse ${caseId}`,
    series: 'adverse',
    offence: about.offence,
    place: placeBelow(facts[0]?.place, area, places),
    subject: '',
    grade: gradeOf(rules.grades.rules, { senders: 1, urgent, grave }),
    from: on,
    to: on,
    senders: 1,
    caseIds: [caseId],
    expected: 0,
    handOver: adverseHandOver(plan, entry, clauses?.adverse.clause),
    facts: { about: signs, grave, urgent },
    by: 'clock',
  })
}
