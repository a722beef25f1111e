import type { Case } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import { alikeness, worthProposing } from '#core/subject-name.ts'
import type { SubjectWords } from '#core/subject.ts'
import { holdName } from '#store/row-lock.ts'
import { proposePairs } from '#store/subject-pairs.ts'
import {
  dropSubjectCase,
  keepSubjectCase,
  keepSubjectTokens,
  letGoSubjects,
  saveSubject,
  subjectHeld,
  subjectsById,
  subjectsLike,
  subjectsOfCase,
  type SubjectCaseRow,
  type SubjectRow,
} from '#store/subjects.ts'
import type { Tx } from '#store/transaction.ts'
import type { Sealed } from './sealed.ts'
import {
  comparableOf,
  kindOfName,
  likeTokens,
  namedIn,
  partsOf,
  subjectTokens,
} from './subject-reading.ts'
import { openSubject, subjectText } from './subjects.ts'

interface Followed {
  readonly id: string
  readonly case: Case
}

/** Of these the words may name somebody else than before, or no longer anybody. */
const telling: ReadonlySet<CaseEvent['type']> = new Set([
  'filed',
  'supplemented',
  'matters-set',
  'masked',
  'unmasked',
  'redacted',
])

/** In the transaction that changes a case: whom it complains of, as far as its words name one. */
export async function followSubjects(
  world: Sealed,
  tx: Tx,
  followed: Followed,
  brought: readonly CaseEvent[],
): Promise<void> {
  if (brought.some(({ type }) => telling.has(type))) await readSubjects(world, tx, followed)
}

/** A report about officials is about no subject: who it accuses stands in no list but its own. */
const isOpenTo = ({ matters }: Case): boolean =>
  matters.every(({ stream, accused }) => stream !== 'accusation' && accused === undefined)

/** Reads whom a case names. What officers decided of it stays, as long as the matter is there. */
export async function readSubjects(
  world: Sealed,
  tx: Tx,
  { id, case: about }: Followed,
): Promise<void> {
  const rows = await subjectsOfCase(tx, id)
  const open = isOpenTo(about)
  const matters = new Map(about.matters.map((matter) => [matter.id, matter]))
  const stays = (row: SubjectCaseRow): boolean => open && matters.has(row.matter)
  const decided = rows.some(({ how }) => how !== 'proposed')
  const name = open && !decided ? namedIn(world, about) : undefined
  const origin = name === undefined ? undefined : await originFor(world, tx, { about, name, rows })
  for (const row of rows)
    if (!stays(row) || (!decided && row.origin !== origin?.id)) await dropSubjectCase(tx, row)
  if (origin)
    for (const { id: matter, offence, place = '' } of about.matters)
      await keepSubjectCase(tx, {
        caseId: id,
        matter,
        origin: origin.id,
        subject: origin.root,
        area: about.area,
        offence,
        place,
        at: about.receivedAt,
        how: 'proposed',
        nth: 0,
      })
  await letGoSubjects(
    tx,
    rows.map((row) => row.origin),
  )
}

interface Named {
  readonly about: Case
  readonly name: string
  readonly rows: readonly SubjectCaseRow[]
}

/** The subject of that very name, or a new one; those that may be the same are proposed to an officer. */
async function originFor(world: Sealed, tx: Tx, { about, name, rows }: Named): Promise<SubjectRow> {
  const { area, receivedAt } = about
  const place = about.matters.find((matter) => matter.place)?.place ?? ''
  const whole = partsOf(world, area, name).whole
  await holdName(tx, 'subject', world.vault.searchTokens(area, [`subject ${whole}`])[0] ?? '')
  const kind = kindOfName(world, area, name)
  const now = comparableOf(world, { area, kind, words: { name }, place })
  const like = await likeSubjects(world, tx, { area, name })
  const scored = like.flatMap(({ row, words }) => {
    const one = comparableOf(world, { ...row, kind: row.kind as typeof kind, words })
    const found = alikeness(now, one)
    return found ? [{ row, ...found }] : []
  })
  const isSame = ({ why, score }: (typeof scored)[number]): boolean =>
    why === 'same-name' && score >= 900 && kind !== 'person'
  const own = scored.find((one) => isSame(one) && rows.some(({ origin }) => origin === one.row.id))
  const known = own ?? scored.find(isSame)
  const held = known && (await subjectHeld(tx, known.row.id))
  if (held) return held
  const made = await newSubject(world, tx, {
    area,
    kind,
    place,
    at: receivedAt,
    words: { name, also: [] },
  })
  const pairs = scored
    .filter(({ score }) => score >= worthProposing)
    .map(({ row, why, score }) => ({
      one: made.id,
      other: row.root,
      area,
      why,
      score,
      at: receivedAt,
    }))
  await proposePairs(tx, pairs)
  return made
}

interface NewSubject {
  readonly area: string
  readonly kind: string
  readonly place: string
  readonly at: number
  readonly words: SubjectWords
}

/** Its words lie under a key of its own. */
export async function newSubject(
  world: Sealed,
  tx: Tx,
  { area, kind, place, at, words }: NewSubject,
): Promise<SubjectRow> {
  // It goes into papers of its own, where nobody may read from it when somebody reported.
  const id = world.id()
  const keyId = await world.vault.newKey()
  const sealed = await world.vault.seal(keyId, JSON.stringify(words), subjectText(id))
  const when = { version: 1, createdAt: at, changedAt: at }
  const row = { id, area, kind, place, into: '', root: id, keyId, sealed, ...when }
  await saveSubject(tx, row)
  await keepSubjectTokens(tx, row, subjectTokens(world, area, words), { isNew: true })
  return row
}

/** More than anybody looks through. */
const mostLike = 40

/** Subjects whose names share much with this one, opened. */
export async function likeSubjects(
  world: Sealed,
  tx: Tx,
  { area, name }: { readonly area: string; readonly name: string },
): Promise<readonly { readonly row: SubjectRow; readonly words: SubjectWords }[]> {
  const ids = await subjectsLike(tx, { area, ...likeTokens(world, area, name), limit: mostLike })
  const rows = await subjectsById(tx, ids)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const opened = []
  for (const id of ids) {
    const row = byId.get(id)
    if (row) opened.push({ row, words: await openSubject(world, row) })
  }
  return opened
}
