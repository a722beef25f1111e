import { may, mayFor, type Officer } from '#core/access.ts'
import type { Action } from '#core/actions.ts'
import type { Case } from '#core/case.ts'
import { addDays } from '#core/clock.ts'
import type { PublicContent } from '#core/publication.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { unpublishable } from '#core/unpublishable.ts'
import { caseById } from '#store/cases.ts'
import { dropSource, keepSource, sourcesOf } from '#store/publication-sources.ts'
import {
  publicationById,
  publicationByMark,
  savePublication,
  type PublicationRow,
} from '#store/publications.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase, visibleCase } from './case-file.ts'
import {
  asShown,
  chanceOf,
  draftMark,
  faultOf,
  isOther,
  markOf,
  openDraft,
  publishingOf,
  sealDraft,
} from './publication-draft.ts'
import { bringDown, bringOut, without } from './publication-out.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

export interface Written {
  readonly area: string
  readonly content: PublicContent
  /** What is rewritten or corrected; absent: something new. */
  readonly id?: string
  /** Of what is out: why it is corrected. */
  readonly reason?: string
  /** The report a decision came of. Told to nobody. */
  readonly from?: { readonly number: string; readonly task: string }
}

/** Keeps the words of an officer until another has looked. Gives the id. */
export async function writePublication(
  world: Sealed,
  officer: Officer,
  written: Written,
): Promise<Result<string>> {
  const right = mayHere(officer, 'draft-publication', written.area)
  if (!right.ok) return right
  const publishing = publishingOf(world)
  if (!publishing.ok) return publishing
  const content = asShown(written.content, publishing.value)
  return await world.db.transaction(async (tx) => {
    const reported = await reportedWords(world, tx, officer, written)
    if (!reported.ok) return reported
    const fault = faultOf(content, publishing.value, reported.value)
    if (!fault.ok) return fault
    const row = await rowFor(world, tx, written)
    if (!row.ok) return row
    const { id } = row.value
    const reason = written.reason?.trim()
    if (row.value.version > 0 && !reason) return refuse('public-reason-missing')
    const words = { content, ...(reason ? { reason } : {}) }
    await savePublication(tx, {
      ...without(row.value, 'approvedBy', 'approvedAt'),
      draft: await sealDraft(world, row.value, words),
      draftedBy: officer.id,
      draftedAt: world.clock(),
      state: row.value.version > 0 ? row.value.state : 'drafted',
    })
    const { from } = written
    if (from && written.id === undefined) await linkTo(world, tx, officer, { id, from })
    const action = row.value.version > 0 ? 'correction-drafted' : 'publication-drafted'
    await trace(world, tx, officer, { area: written.area, action, subject: id })
    return ok(id)
  })
}

function mayHere(officer: Officer, action: Action, area: string): Result<true> {
  const right = may(officer, action)
  return right.ok ? mayFor(officer, action, area) : right
}

/** What the report says in its reporter's words: none of it may come out. */
async function reportedWords(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { from, id }: Written,
): Promise<Result<readonly string[]>> {
  if (id !== undefined) return ok(await sourceWords(world, tx, id))
  if (!from) return ok([])
  const found = await visibleCase(world, tx, officer, from.number)
  if (!found.ok) return found
  const { case: about } = found.value
  const why = unpublishable(about, from.task)
  if (why) return refuse(why)
  return ok(wordsIn(about))
}

const wordsIn = ({ facts, supplements, questions }: Case): readonly string[] => [
  facts.what,
  facts.where,
  facts.who ?? '',
  facts.when ?? '',
  facts.elsewhere ?? '',
  ...supplements.map(({ text }) => text),
  ...questions.flatMap(({ answer }) => (answer ? [answer.text] : [])),
]

/** The same of the reports that an entry came of, however often it was written over since. */
async function sourceWords(world: Sealed, tx: Tx, id: string): Promise<readonly string[]> {
  const words: string[] = []
  for (const caseId of await sourcesOf(tx, id)) {
    const row = await caseById(tx, caseId)
    if (row && row.erasedAt === undefined)
      words.push(...wordsIn((await openCase(world, tx, row)).case))
  }
  return words
}

async function linkTo(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { id, from }: { readonly id: string; readonly from: NonNullable<Written['from']> },
): Promise<void> {
  const found = await visibleCase(world, tx, officer, from.number)
  if (!found.ok) throw new Error('a report that was read a moment ago is gone')
  await keepSource(tx, { publication: id, caseId: found.value.id, task: from.task })
}

/** What is written over, or a new one; a decision stands once. */
async function rowFor(
  world: Sealed,
  tx: Tx,
  { area, content, id }: Written,
): Promise<Result<PublicationRow>> {
  const { kind } = content
  const mark =
    content.kind === 'decision' ? markOf(world, area, content.decision.number) : undefined
  const twin = mark === undefined ? undefined : await publicationByMark(tx, { area, kind, mark })
  if (twin && twin.id !== id) return refuse('public-twice')
  if (id === undefined)
    return ok({
      id: idFor(world),
      area,
      kind,
      version: 0,
      state: 'drafted',
      keyId: await world.vault.newKey(),
      ...(mark === undefined ? {} : { mark }),
    })
  const row = await publicationById(tx, id)
  if (!row || row.area !== area || row.kind !== kind) return refuse('public-unknown')
  if (row.state === 'withdrawn' || row.state === 'dropped') return refuse('public-over')
  return ok({ ...row, ...(mark === undefined ? {} : { mark }) })
}

/** An address that says nothing: of chance, of letters that need no escape. */
const idFor = (world: Sealed): string =>
  Buffer.from(world.mac(Buffer.from(`publication ${world.id()} ${world.id()}`)))
    .toString('hex')
    .slice(0, 24)

/**
 * A second officer has looked: a decision waits for its day, everything else comes out now. `seen`: what they looked at; words
 * that were written over since are looked at anew.
 */
export async function approvePublication(
  world: Sealed,
  officer: Officer,
  id: string,
  seen?: string,
): Promise<Result<'waits' | 'out'>> {
  const publishing = publishingOf(world)
  if (!publishing.ok) return publishing
  return await world.db.transaction(async (tx) => {
    const found = await drafted(world, tx, officer, id)
    if (!found.ok) return found
    const { row, words } = found.value
    if (seen !== undefined && seen !== draftMark(world, words)) return refuse('public-changed')
    const reported = await sourceWords(world, tx, id)
    const fault = faultOf(words.content, publishing.value, reported)
    if (!fault.ok) return fault
    const approved = { ...row, approvedBy: officer.id, approvedAt: world.clock() }
    const isNewDecision = row.version === 0 && words.content.kind === 'decision'
    if (isNewDecision && words.content.kind === 'decision') {
      const { delayDays, jitterDays } = publishing.value.rules.register
      const days = delayDays + chanceOf(world, id, jitterDays + 1)
      const releaseOn = addDays(words.content.decision.decidedOn, days)
      await savePublication(tx, { ...approved, state: 'approved', releaseOn })
    } else
      await bringOut(world, tx, { row: approved, content: words.content, reason: words.reason })
    const action = row.version > 0 ? 'correction-approved' : 'publication-approved'
    await trace(world, tx, officer, { area: row.area, action, subject: id })
    return ok(isNewDecision ? 'waits' : 'out')
  })
}

async function drafted(world: Sealed, tx: Tx, officer: Officer, id: string) {
  const row = await publicationById(tx, id)
  if (!row) return refuse('public-unknown')
  const right = mayHere(officer, 'approve-publication', row.area)
  if (!right.ok) return right
  const words = await openDraft(world, row)
  if (!words || row.state === 'approved') return refuse('public-no-draft')
  if (!isOther(officer, row.draftedBy)) return refuse('public-same-officer')
  return ok({ row, words })
}

/** A draft is thrown away, by whoever wrote it or whoever could approve it. What is out stays out. */
export async function dropDraft(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const row = await publicationById(tx, id)
    if (!row) return refuse('public-unknown')
    const right = mayHere(officer, 'draft-publication', row.area)
    if (!right.ok) return right
    if (!row.draft) return refuse('public-no-draft')
    const isOwn = !isOther(officer, row.draftedBy)
    if (!isOwn && !may(officer, 'approve-publication').ok) return refuse('public-not-yours')
    const left = without(row, 'draft', 'releaseOn', 'approvedBy', 'approvedAt')
    if (row.version > 0) await savePublication(tx, left)
    else {
      await savePublication(tx, { ...without(left, 'mark'), state: 'dropped' })
      await dropSource(tx, id)
    }
    await trace(world, tx, officer, { area: row.area, action: 'publication-dropped', subject: id })
    return ok(true)
  })
}

/** What is out is taken down, and why stands in its place. */
export async function withdrawPublication(
  world: Sealed,
  officer: Officer,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<Result<true>> {
  const why = reason.trim()
  if (why === '') return refuse('public-reason-missing')
  const publishing = publishingOf(world)
  if (!publishing.ok) return publishing
  return await world.db.transaction(async (tx) => {
    const row = await publicationById(tx, id)
    if (!row) return refuse('public-unknown')
    const right = mayHere(officer, 'withdraw-publication', row.area)
    if (!right.ok) return right
    if (row.state !== 'published') return refuse('public-not-out')
    const told = faultOf(
      { kind: 'answer', answer: { question: why, answer: why, organ: why, source: why } },
      publishing.value,
    )
    if (!told.ok) return told
    await bringDown(world, tx, { row, reason: why })
    await trace(world, tx, officer, {
      area: row.area,
      action: 'publication-withdrawn',
      subject: id,
    })
    return ok(true)
  })
}
