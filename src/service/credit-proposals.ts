import type { Case } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import {
  creditOf,
  groundsOf,
  type CreditEvent,
  type CreditGround,
  type CreditRecord,
} from '#core/credit.ts'
import type { SubjectKind } from '#core/subject.ts'
import {
  addCreditEvent,
  creditEvents,
  creditOfCase,
  saveCredit,
  type CreditRow,
} from '#store/credit.ts'
import { subjectById, subjectsOfCase } from '#store/subjects.ts'
import type { Tx } from '#store/transaction.ts'
import type { Sealed } from './sealed.ts'

const creditText = (entry: string, seq: number): string => `credit:${entry}:${seq}`

export async function openCredit(
  world: Sealed,
  tx: Tx,
  { id, keyId }: CreditRow,
): Promise<CreditRecord> {
  const events: CreditEvent[] = []
  for (const { seq, sealed } of await creditEvents(tx, id)) {
    const body = await world.vault.open(keyId, sealed, creditText(id, seq))
    events.push(JSON.parse(body) as CreditEvent)
  }
  return creditOf(events)
}

/** Appends to a record's history and keeps its plain row in step. */
export async function keepCredit(
  world: Sealed,
  tx: Tx,
  row: CreditRow,
  { before, event }: { readonly before: readonly CreditEvent[]; readonly event: CreditEvent },
): Promise<void> {
  const seq = before.length + 1
  const { type, at, by } = event
  const { state, doubt = '' } = creditOf([...before, event])
  await saveCredit(tx, { ...row, state, doubt, version: seq, changedAt: at })
  const sealed = await world.vault.seal(row.keyId, JSON.stringify(event), creditText(row.id, seq))
  await addCreditEvent(tx, { entry: row.id, seq, type, at, by, sealed })
}

/** What moves the ground that a record stands on. */
const moving: ReadonlySet<CaseEvent['type']> = new Set([
  'concluded',
  'penalty-added',
  're-examination-granted',
  'assigned',
  'matters-set',
  'merged',
  'unmerged',
  'returned',
  'declined',
])

interface Followed {
  readonly id: string
  readonly case: Case
  readonly isNew?: boolean
}

/**
 * In the transaction that changes a case: what it gives ground for is proposed; where its decision fell, that is said. Of
 * a new one nothing is decided.
 */
export async function followCredit(
  world: Sealed,
  tx: Tx,
  followed: Followed,
  brought: readonly CaseEvent[],
): Promise<void> {
  if (!followed.isNew && brought.some(({ type }) => moving.has(type)))
    await reviewCredit(world, tx, followed)
}

/** Holds the records of a case against what it says now. */
export async function reviewCredit(
  world: Sealed,
  tx: Tx,
  { id, case: about }: Followed,
): Promise<void> {
  const rules = world.subjectRules?.credit ?? []
  if (rules.length === 0) return
  const rows = await creditOfCase(tx, id)
  const named = (await subjectsOfCase(tx, id)).filter(({ how }) => how !== 'refused')
  if (named.length === 0 && rows.length === 0) return
  const complained = []
  for (const { matter, origin, subject } of named) {
    const kind = (await subjectById(tx, subject))?.kind
    if (kind !== undefined) complained.push({ matter, origin, kind: kind as SubjectKind })
  }
  const grounds = about.state === 'merged' ? [] : groundsOf(about, complained, rules)
  const at = about.changedAt
  for (const ground of grounds) {
    const known = rows.find((row) => isOf(row, ground))
    if (!known || isOver(known)) await propose(world, tx, { id, about, ground, known })
  }
  for (const row of rows) {
    if (grounds.some((ground) => isOf(row, ground))) continue
    const isListed = row.kind === 'blacklist' && stillFound(about, row.matter)
    if (isListed && named.some(({ origin }) => origin === row.subject)) continue
    await fell(world, tx, row, { at, changed: !named.some(({ origin }) => origin === row.subject) })
  }
}

/** What went with a decision that fell; a new decision gives ground anew. */
const isOver = ({ state, doubt }: CreditRow): boolean =>
  state === 'lapsed' || (state === 'withdrawn' && doubt === 'decision-fell')

const stillFound = ({ matters }: Case, matter: string): boolean =>
  matters.some(
    ({ id, outcome }) => id === matter && (outcome === 'substantiated' || outcome === 'partly'),
  )

const isOf = (row: CreditRow, { matter, origin, rule }: CreditGround): boolean =>
  row.matter === matter && row.subject === origin && row.kind === rule.kind

interface Proposed {
  readonly id: string
  readonly about: Case
  readonly ground: CreditGround
  readonly known: CreditRow | undefined
}

async function propose(
  world: Sealed,
  tx: Tx,
  { id, about, ground, known }: Proposed,
): Promise<void> {
  const { matter, origin, rule, basis } = ground
  const at = about.changedAt
  const { kind, clause, says, to } = rule
  const endedBy = about.endedBy ?? []
  const event = {
    type: 'proposed',
    at,
    by: 'clock',
    kind,
    clause,
    says,
    to,
    basis,
    reason: '',
    endedBy,
  } as const
  const row =
    known ??
    (await newCredit(world, { area: about.area, subject: origin, caseId: id, matter, kind, at }))
  const before = known ? (await openCredit(world, tx, known)).events : []
  await keepCredit(world, tx, row, { before, event })
}

/** A record that has no history yet; it lies under a key of its own, since it outlives its case. */
export async function newCredit(
  world: Sealed,
  given: Pick<CreditRow, 'area' | 'subject' | 'matter' | 'kind' | 'at'> & {
    readonly caseId: string
  },
): Promise<CreditRow> {
  const keyId = await world.vault.newKey()
  const { at } = given
  return {
    ...given,
    id: world.id(),
    state: 'proposed',
    doubt: '',
    version: 0,
    changedAt: at,
    keyId,
  }
}

/** The decision fell: what nobody confirmed goes, what was confirmed is marked until somebody decides. */
async function fell(
  world: Sealed,
  tx: Tx,
  row: CreditRow,
  { at, changed }: { readonly at: number; readonly changed: boolean },
): Promise<void> {
  const { events, state } = await openCredit(world, tx, row)
  if (state === 'proposed')
    await keepCredit(world, tx, row, { before: events, event: { type: 'lapsed', at, by: 'clock' } })
  if (state !== 'confirmed') return
  const why = changed ? 'subject-changed' : 'decision-fell'
  const event = { type: 'doubted', why, reason: '', at, by: 'clock' } as const
  await keepCredit(world, tx, row, { before: events, event })
}
