import { closedTo, may, mayFor, sees, type Officer } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { alikeness } from '#core/subject-name.ts'
import type { Subject, SubjectKind, SubjectWords } from '#core/subject.ts'
import { caseById } from '#store/cases.ts'
import { officerById } from '#store/officers.ts'
import { pairsToDecide } from '#store/subject-pairs.ts'
import { mostComplained, subjectCaseLines } from '#store/subject-lists.ts'
import {
  subjectById,
  subjectDeeds,
  subjectsById,
  subjectsLike,
  subjectsUnder,
  type SubjectRow,
} from '#store/subjects.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase } from './case-file.ts'
import { likeSubjects } from './follow-subjects.ts'
import { inTheList, type Listed } from './institution-lists.ts'
import type { Sealed } from './sealed.ts'
import { comparableOf, licenceToken } from './subject-reading.ts'
import { subjectDeedText, type DeedWords } from './subject-deeds.ts'
import { openSubject } from './subjects.ts'
import { trace } from './trace.ts'

/** A year is what counts in the lists. */
const aYear = 365 * 86_400_000
const [mostListed, mostPairs] = [100, 50]

export const shown = (row: SubjectRow, words: SubjectWords): Subject => ({
  id: row.id,
  area: row.area,
  kind: row.kind as SubjectKind,
  ...words,
  ...(row.place ? { place: row.place } : {}),
})

/** Two that may be one, and why the machine thinks so. */
export interface ProposedPair {
  readonly one: Subject
  readonly other: Subject
  readonly why: string
  readonly score: number
}

export interface SubjectList {
  readonly subjects: readonly (Subject & { readonly cases: number })[]
  readonly pairs: readonly ProposedPair[]
}

/**
 * Whom an area's reports complain of most in a year, and what waits for a decision: for those who see every case of the area.
 * The look is on record.
 */
export async function listSubjects(
  world: Sealed,
  officer: Officer,
  { area, sought = '' }: { readonly area: AreaCode; readonly sought?: string },
): Promise<Result<SubjectList>> {
  const right = mayFor(officer, 'decide-subjects', area)
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const since = world.clock() - aYear
    const counted =
      sought.trim() === ''
        ? await mostComplained(tx, { area, since, limit: mostListed })
        : await foundBy(world, tx, area, sought.trim())
    const byId = await openAll(
      world,
      tx,
      counted.map(({ subject }) => subject),
    )
    const pairs: ProposedPair[] = []
    const rows = await pairsToDecide(tx, area, mostPairs)
    const both = await openAll(
      world,
      tx,
      rows.flatMap((pair) => [pair.one, pair.other]),
    )
    for (const { why, score, ...pair } of rows) {
      const [one, other] = [both.get(pair.one), both.get(pair.other)]
      if (one && other) pairs.push({ one, other, why, score })
    }
    await trace(world, tx, officer, { action: 'subjects-read', subject: `subjects:${area}`, area })
    return ok({
      subjects: counted.flatMap(({ subject, cases }) => {
        const one = byId.get(subject)
        return one ? [{ ...one, cases }] : []
      }),
      pairs,
    })
  })
}

async function openAll(
  world: Sealed,
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Subject>> {
  const rows = await subjectsById(tx, [...new Set(ids)])
  const all = new Map<string, Subject>()
  for (const row of rows) all.set(row.id, shown(row, await openSubject(world, row)))
  return all
}

async function foundBy(
  world: Sealed,
  tx: Tx,
  area: AreaCode,
  sought: string,
): Promise<readonly { readonly subject: string; readonly cases: number }[]> {
  const like = await likeSubjects(world, tx, { area, name: sought })
  const token = licenceToken(world, area, sought)
  const licensed = await subjectsLike(tx, { area, tokens: [token], least: 1, limit: 5 })
  const roots = [...new Set([...like.map(({ row }) => row.root), ...(await rootsOf(tx, licensed))])]
  const lines = await subjectCaseLines(tx, { area, subjects: roots, hidden: nothing })
  return roots.map((subject) => ({
    subject,
    cases: lines.filter((line) => line.subject === subject).length,
  }))
}

export const nothing = { department: [], unnamed: false } as const

const rootsOf = async (tx: Tx, ids: readonly string[]): Promise<readonly string[]> =>
  (await subjectsById(tx, ids)).map(({ root }) => root)

/** One case of a subject, for who may see it. */
export interface SubjectCase {
  readonly number: string
  readonly at: number
  readonly offence: string
  readonly state: string
  readonly outcome?: string
  readonly how: string
}

export interface SubjectFile {
  readonly subject: Subject
  readonly version: number
  readonly joined: readonly Subject[]
  readonly listed: Listed
  readonly cases: readonly SubjectCase[]
  /** At other offices: how many, and nothing else. */
  readonly elsewhere: number
  readonly counts: Readonly<
    Record<'all' | 'open' | 'substantiated' | 'partly' | 'unfounded', number>
  >
  readonly deeds: readonly {
    readonly kind: string
    readonly at: number
    readonly by: string
    readonly words: DeedWords
  }[]
  /** Others that share much of its name. */
  readonly like: readonly (Subject & { readonly why: string })[]
}

/**
 * All that is known of a subject; one that was joined shows the one it was joined to. Whoever handles a case of it sees that
 * case and the counts, nothing that stands in others. The look is on record.
 */
export async function readSubject(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<SubjectFile>> {
  return await world.db.transaction(async (tx) => {
    const asked = await subjectById(tx, id)
    const row = asked && (await subjectById(tx, asked.root))
    if (!row || !mayFor(officer, 'see-subjects', row.area).ok) return refuse('subject-unknown')
    const under = await subjectsUnder(tx, [row.id])
    const all = new Map<string, SubjectWords>()
    for (const one of under) all.set(one.id, await openSubject(world, one))
    const subject = shown(row, all.get(row.id) ?? { name: '', also: [] })
    const lines = await subjectCaseLines(tx, {
      area: row.area,
      subjects: [row.id],
      hidden: closedTo(officer),
    })
    const cases: SubjectCase[] = []
    for (const { outcome, caseId, ...line } of lines)
      if (await maySee(world, tx, officer, caseId))
        cases.push({ ...pick(line), ...(outcome ? { outcome } : {}) })
    const decides = may(officer, 'decide-subjects').ok
    if (cases.length === 0 && !decides) return refuse('subject-unknown')
    const names = [...all.values()].flatMap((words) => [words.name, ...words.also])
    const { licence } = subject
    const listed = await inTheList(world, tx, {
      area: row.area,
      names: [...new Set(names)],
      ...(licence ? { licence } : {}),
    })
    const file = {
      subject,
      version: row.version,
      joined: (decides ? under : []).flatMap((one) => {
        const words = all.get(one.id)
        return words && one.id !== row.id ? [shown(one, words)] : []
      }),
      listed,
      cases,
      elsewhere: lines.length - cases.length,
      counts: countsOf(lines),
      deeds: decides ? await deedsOf(world, tx, under) : [],
      like: decides ? await likeOf(world, tx, row, subject) : [],
    }
    await trace(world, tx, officer, {
      action: 'subject-read',
      subject: `subject:${row.id}`,
      area: row.area,
    })
    return ok(file)
  })
}

const pick = ({ number, at, offence, state, how }: SubjectCase): Omit<SubjectCase, 'outcome'> => ({
  number,
  at,
  offence,
  state,
  how,
})

/** The same rule as at the case's own door. */
async function maySee(world: Sealed, tx: Tx, officer: Officer, caseId: string): Promise<boolean> {
  const row = await caseById(tx, caseId)
  if (!row || row.erasedAt !== undefined) return false
  return sees(officer, (await openCase(world, tx, row)).case)
}

const countsOf = (
  lines: readonly { readonly state: string; readonly outcome: string | null }[],
): SubjectFile['counts'] => ({
  all: lines.length,
  open: lines.filter(({ state }) => state === 'received' || state === 'accepted').length,
  substantiated: lines.filter(({ outcome }) => outcome === 'substantiated').length,
  partly: lines.filter(({ outcome }) => outcome === 'partly').length,
  unfounded: lines.filter(({ outcome }) => outcome === 'unfounded').length,
})

async function deedsOf(
  world: Sealed,
  tx: Tx,
  under: readonly SubjectRow[],
): Promise<SubjectFile['deeds']> {
  const keys = new Map(under.map(({ id, keyId }) => [id, keyId]))
  const deeds = []
  for (const { id, subject, kind, at, by, sealed } of await subjectDeeds(tx, [...keys.keys()])) {
    const key = keys.get(subject) ?? (await subjectById(tx, subject))?.keyId
    const words =
      key === undefined || sealed.length === 0
        ? { reason: '' }
        : (JSON.parse(await world.vault.open(key, sealed, subjectDeedText(id))) as DeedWords)
    deeds.push({ kind, at, by: (await officerById(tx, by))?.name ?? '', words })
  }
  return deeds
}

async function likeOf(
  world: Sealed,
  tx: Tx,
  row: SubjectRow,
  subject: Subject,
): Promise<SubjectFile['like']> {
  const now = comparableOf(world, { ...subject, words: subject, place: row.place })
  const found = await likeSubjects(world, tx, { area: row.area, name: subject.name })
  return found
    .filter((one) => one.row.root !== row.id && one.row.into === '')
    .flatMap((one) => {
      const kind = one.row.kind as SubjectKind
      const other = comparableOf(world, { ...one.row, kind, words: one.words })
      const alike = alikeness(now, other)
      return alike && alike.score > 300 ? [{ ...shown(one.row, one.words), ...alike }] : []
    })
    .toSorted((one, other) => other.score - one.score)
    .slice(0, 10)
}
