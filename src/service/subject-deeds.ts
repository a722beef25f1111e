import { mayFor, type Officer } from '#core/access.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { join, split, type Joinable } from '#core/subject-joining.ts'
import { subjectKinds, type SubjectWords } from '#core/subject.ts'
import { holdName } from '#store/row-lock.ts'
import { decidePair } from '#store/subject-pairs.ts'
import {
  keepSubjectTokens,
  moveSubjectCases,
  noteSubjectDeed,
  saveSubject,
  subjectById,
  subjectsUnder,
  type SubjectRow,
} from '#store/subjects.ts'
import type { Tx } from '#store/transaction.ts'
import type { Sealed } from './sealed.ts'
import { subjectTokens } from './subject-reading.ts'
import { openSubject, subjectText } from './subjects.ts'
import { trace } from './trace.ts'

/** What an officer decided of a subject. */
export type SubjectDeed = 'join' | 'split' | 'apart' | 'rename' | 'confirm' | 'refuse' | 'add'

/** What of a deed is words. */
export interface DeedWords {
  readonly reason: string
  readonly before?: SubjectWords & { readonly kind: string }
}

export const subjectDeedText = (id: string): string => `subject-deed:${id}`

const [shortest, longest] = [2, 500]

/** Reasons are read when somebody asks why two were taken for one. */
function reasonOf(words: string): Result<string> {
  const reason = words.trim()
  if (reason.length < shortest) return refuse('reason-missing')
  return reason.length > longest ? refuse('text-too-long', { longest }) : ok(reason)
}

interface Deed {
  readonly kind: SubjectDeed
  readonly subject: SubjectRow
  readonly other?: string
  readonly caseId?: string
  readonly words: DeedWords
}

/** Writes down what was decided, where it can be read again, and into the audit chain. */
export async function noteDeed(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { kind, subject, other = '', caseId = '', words }: Deed,
): Promise<void> {
  const id = world.id()
  const sealed = await world.vault.seal(subject.keyId, JSON.stringify(words), subjectDeedText(id))
  const { area } = subject
  await noteSubjectDeed(tx, {
    id,
    area,
    subject: subject.id,
    other,
    caseId,
    kind,
    at: world.clock(),
    by: officer.id,
    sealed,
  })
  await trace(world, tx, officer, {
    action: `subject-${kind}`,
    subject: `subject:${subject.id}`,
    area,
    ...(other ? { reason: `subject:${other}` } : {}),
  })
}

/** A subject of the officer's area that they may decide on, as it stands once nobody else decides there. */
async function decidable(tx: Tx, officer: Officer, id: string): Promise<Result<SubjectRow>> {
  const area = (await subjectById(tx, id))?.area
  if (area === undefined || !mayFor(officer, 'decide-subjects', area).ok)
    return refuse('subject-unknown')
  await holdName(tx, 'subjects', area)
  const row = await subjectById(tx, id)
  return row ? ok(row) : refuse('subject-unknown')
}

async function keepJoined(
  tx: Tx,
  rows: readonly SubjectRow[],
  changed: readonly Joinable[],
): Promise<void> {
  for (const { id, into, root } of changed) {
    const row = rows.find((one) => one.id === id)
    if (!row) continue
    await saveSubject(tx, { ...row, into, root })
    await moveSubjectCases(tx, id, root)
  }
}

interface Pair {
  readonly one: string
  readonly other: string
}

interface GivenPair extends Pair {
  readonly reason: string
}

/** Both, where the officer may decide on both. */
async function decidablePair(
  tx: Tx,
  officer: Officer,
  { one, other }: Pair,
): Promise<Result<{ readonly from: SubjectRow; readonly to: SubjectRow }>> {
  const [from, to] = [await decidable(tx, officer, one), await decidable(tx, officer, other)]
  if (!from.ok) return from
  return to.ok ? ok({ from: from.value, to: to.value }) : to
}

interface PairDeed {
  readonly kind: 'join' | 'split' | 'apart'
  readonly subject: SubjectRow
  readonly other: string
  readonly reason: string
}

/** What was decided of a pair stays decided, and why. */
async function keepPairDeed(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { kind, subject, other, reason }: PairDeed,
): Promise<Result<true>> {
  const { id: one, area } = subject
  const state = kind === 'join' ? 'joined' : 'apart'
  await decidePair(tx, { one, other, area, state, at: world.clock() })
  await noteDeed(world, tx, officer, { kind, subject, other, words: { reason } })
  return ok(true)
}

/** Both are one from now on: counts go to `other`. Nothing is lost: a split brings back what was. */
export async function joinSubjects(
  world: Sealed,
  officer: Officer,
  { one, other, ...given }: GivenPair,
): Promise<Result<true>> {
  const reason = reasonOf(given.reason)
  if (!reason.ok) return reason
  return await world.db.transaction(async (tx) => {
    const pair = await decidablePair(tx, officer, { one, other })
    if (!pair.ok) return pair
    const { from, to } = pair.value
    if (from.area !== to.area) return refuse('subject-unknown')
    const rows = await subjectsUnder(tx, [from.root, to.root])
    const joined = join(rows, { one, other })
    if (!joined.ok) return joined
    await keepJoined(tx, rows, joined.value)
    const deed = { kind: 'join', subject: from, other, reason: reason.value } as const
    return await keepPairDeed(world, tx, officer, deed)
  })
}

/** Takes apart what was joined; the pair is not proposed again. */
export async function splitSubject(
  world: Sealed,
  officer: Officer,
  { id, ...given }: { readonly id: string; readonly reason: string },
): Promise<Result<true>> {
  const reason = reasonOf(given.reason)
  if (!reason.ok) return reason
  return await world.db.transaction(async (tx) => {
    const from = await decidable(tx, officer, id)
    if (!from.ok) return from
    const rows = await subjectsUnder(tx, [from.value.root])
    const apart = split(rows, id)
    if (!apart.ok) return apart
    await keepJoined(tx, rows, apart.value)
    const { into: other } = from.value
    const deed = { kind: 'split', subject: from.value, other, reason: reason.value } as const
    return await keepPairDeed(world, tx, officer, deed)
  })
}

/** They are two, whatever the machine thinks. */
export async function keepApart(
  world: Sealed,
  officer: Officer,
  { one, other, ...given }: GivenPair,
): Promise<Result<true>> {
  const reason = reasonOf(given.reason)
  if (!reason.ok) return reason
  return await world.db.transaction(async (tx) => {
    const pair = await decidablePair(tx, officer, { one, other })
    if (!pair.ok) return pair
    const { from, to } = pair.value
    if (from.root === to.root) return refuse('subject-joined')
    const deed = { kind: 'apart', subject: from, other, reason: reason.value } as const
    return await keepPairDeed(world, tx, officer, deed)
  })
}

/** What an officer knows it is called. */
export interface NewWords {
  readonly name: string
  readonly kind: string
  readonly address: string
  readonly licence: string
}

const longestName = 60

/** As they were typed, looked through. */
export function wordsOf(
  given: NewWords,
): Result<Omit<SubjectWords, 'also'> & { readonly kind: string }> {
  const name = given.name.normalize('NFKC').trim()
  if (name.length < 2) return refuse('subject-name-missing')
  const [address, licence] = [given.address.trim(), given.licence.normalize('NFKC').trim()]
  if (name.length > longestName || address.length > 200 || licence.length > 60)
    return refuse('text-too-long', { longest: longestName })
  if (!subjectKinds.some((kind) => kind === given.kind)) return refuse('subject-kind')
  return ok({
    name,
    kind: given.kind,
    ...(address ? { address } : {}),
    ...(licence ? { licence } : {}),
  })
}

/** Its right name, kind, address and licence; what it was called stays with it, and in the record. */
export async function renameSubject(
  world: Sealed,
  officer: Officer,
  given: NewWords & { readonly id: string; readonly version: number; readonly reason: string },
): Promise<Result<true>> {
  const reason = reasonOf(given.reason)
  if (!reason.ok) return reason
  const words = wordsOf(given)
  if (!words.ok) return words
  return await world.db.transaction(async (tx) => {
    const known = await decidable(tx, officer, given.id)
    if (!known.ok) return known
    const row = known.value
    if (row.version !== given.version) return refuse('subject-changed')
    const before = await openSubject(world, row)
    const { kind, ...named } = words.value
    const also = [...before.also, ...(before.name === named.name ? [] : [before.name])]
    const next: SubjectWords = {
      ...named,
      also: [...new Set(also)].filter((one) => one !== named.name),
    }
    const sealed = await world.vault.seal(row.keyId, JSON.stringify(next), subjectText(row.id))
    const at = world.clock()
    await saveSubject(tx, { ...row, kind, sealed, version: row.version + 1, changedAt: at })
    const tokens = [next.name, ...next.also].flatMap((name) =>
      subjectTokens(world, row.area, { ...next, name }),
    )
    await keepSubjectTokens(tx, row, tokens)
    const noted = { reason: reason.value, before: { ...before, kind: row.kind } }
    await noteDeed(world, tx, officer, { kind: 'rename', subject: row, words: noted })
    return ok(true)
  })
}
