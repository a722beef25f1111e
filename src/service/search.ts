import { closedTo, may, type Officer } from '#core/access.ts'
import type { Case } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseById, type CaseRow } from '#store/cases.ts'
import type { Queue } from '#store/inbox.ts'
import { casesByNumberEnd, casesInScope, type SearchScope } from '#store/search-scope.ts'
import { findByTokens, notSearchable, type SearchTerms } from '#store/searched.ts'
import { followUpsOwed } from '#store/follow-ups.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase } from './case-file.ts'
import { erasedRow, openedRow, scopeOf, type InboxRow } from './inbox.ts'
import { searchForm } from './search-index.ts'
import { numberIn, placeOf, readAs, says, termsIn } from './search-query.ts'
import { namedTerms, tokensFor, type NamedTerm } from './search-terms.ts'
import { label, labelsOf, searchableTexts } from './searchable.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { areaPack } from './world.ts'

/** A report that was found, with the place where it says so. */
export interface SearchHit extends InboxRow {
  readonly quote?: readonly [before: string, words: string, after: string]
}

export interface SearchPage {
  readonly hits: readonly SearchHit[]
  /** Where the next page begins. There may be a next one though few were found: a page looks only so far. */
  readonly next?: number
  /** Older reports, or very new ones, are still being made searchable. */
  readonly filling: boolean
}

export interface SearchQuestion {
  readonly typed: string
  /** Only in this queue. */
  readonly queue?: Queue
  /** What the page before answered as `next`. */
  readonly before?: number
}

const pageSize = 30
/** A page looks through no more than that, so that nobody waits: reports opened, and reports whose tokens fit. */
const mostOpened = 100
const mostLooked = 4000
const firstLook = 40
const nextLooks = 1000

/**
 * Reports that say what is looked for, newest first, of those that this officer may see. The tokens say which may; whether
 * they do is read in the opened report. That somebody searched is on record; for what is not.
 */
export async function search(
  world: Sealed,
  officer: Officer,
  question: SearchQuestion,
): Promise<Result<SearchPage>> {
  const right = may(officer, 'see-inbox')
  if (!right.ok) return right
  const { typed, queue } = question
  const own = scopeOf(officer, queue ?? 'mine')
  if (!own) return refuse('role-may-not', { role: officer.role, action: queue ?? 'mine' })
  const terms = termsIn(typed)
  if (!terms.ok && !numberIn(typed)) return terms
  const today = dayOf(world.clock())
  const scope = { ...own, today, hidden: closedTo(officer), ...(queue ? { queue } : {}) }
  const page = await world.db.read(async (tx) => {
    const asked = { officer, scope, question }
    const numbered = question.before === undefined ? await byNumber(world, tx, asked) : []
    const named = terms.ok ? await namedTerms(world, tx, officer.area, terms.value) : []
    const said =
      named.length > 0 ? await byWords(world, tx, { ...asked, terms: named }) : { hits: [] }
    const known = new Set(numbered.map(({ number }) => number))
    const filling =
      (await notSearchable(tx, searchForm, 1)).length > 0 ||
      (await followUpsOwed(tx, few + 1)).length > few
    return {
      ...said,
      hits: [...numbered, ...said.hits.filter((one) => !known.has(one.number))],
      filling,
    }
  })
  await world.db.transaction(async (tx) => {
    await trace(world, tx, officer, { action: 'search-made', subject: queue ?? 'all' })
  })
  return ok(page)
}

/** Of so many new reports at most nothing is said: they can be searched for in the next second. */
const few = 20

interface Asked {
  readonly officer: Officer
  readonly scope: SearchScope
  readonly question: SearchQuestion
}

/** By the number or its last digits, at once. */
async function byNumber(world: Sealed, tx: Tx, asked: Asked): Promise<readonly SearchHit[]> {
  const { officer, scope, question } = asked
  const sought = numberIn(question.typed)
  const { letters } = areaPack(world, officer.area).plan.area
  if (!sought || (sought.letters !== undefined && sought.letters !== letters)) return []
  const rows = await casesByNumberEnd(tx, officer.area, { ...sought, letters })
  const ids = rows.map(({ id }) => id)
  const inScope = await casesInScope(tx, ids, scope)
  const hits: SearchHit[] = []
  for (const row of rows.filter(({ id }) => inScope.has(id)).slice(0, pageSize)) {
    const file = await fileOf(world, tx, officer, row)
    if (row.erasedAt !== undefined) hits.push(erasedRow(world, row))
    else if (file) hits.push(openedRow(world, officer, { item: row, file }))
  }
  return hits
}

interface Said {
  readonly hits: readonly SearchHit[]
  readonly next?: number
}

async function byWords(
  world: Sealed,
  tx: Tx,
  asked: Asked & { readonly terms: readonly NamedTerm[] },
): Promise<Said> {
  const { officer, scope, terms, question } = asked
  const hits: { readonly doc: number; readonly hit: SearchHit }[] = []
  const left = { opened: mostOpened, looked: mostLooked }
  const wanted = tokensIn(world, asked)
  let before = question.before ?? Number.MAX_SAFE_INTEGER
  for (let look = firstLook; left.looked > 0; look = nextLooks) {
    const found = await findByTokens(tx, wanted, { before, limit: look })
    const ids = found.map(({ caseId }) => caseId)
    const inScope = await casesInScope(tx, ids, scope)
    for (const { caseId, doc } of found) {
      if (inScope.has(caseId)) {
        if (left.opened === 0) return { hits: hits.map(({ hit }) => hit), next: doc + 1 }
        left.opened -= 1
        const hit = await hitOf(world, tx, { officer, caseId, terms })
        if (hit) hits.push({ doc, hit })
        if (hits.length > pageSize) return pageOf(hits)
      }
      before = doc
    }
    if (found.length < look) return { hits: hits.map(({ hit }) => hit) }
    left.looked -= found.length
  }
  return { hits: hits.map(({ hit }) => hit), next: before }
}

function pageOf(hits: readonly { readonly doc: number; readonly hit: SearchHit }[]): Said {
  const shown = hits.slice(0, pageSize)
  const last = shown.at(-1)
  return { hits: shown.map(({ hit }) => hit), ...(last ? { next: last.doc } : {}) }
}

/** Who sees no more than their office has, looks among that from the start. */
const tokensIn = (
  world: Sealed,
  { officer, scope, terms }: Asked & { readonly terms: readonly NamedTerm[] },
): SearchTerms => {
  const words = tokensFor(world, officer.area, terms)
  if (scope.office === undefined) return words
  return [[world.vault.searchTokens(officer.area, [label.office(scope.office)])], ...words]
}

interface Candidate {
  readonly officer: Officer
  readonly caseId: string
  readonly terms: readonly NamedTerm[]
}

async function hitOf(
  world: Sealed,
  tx: Tx,
  { officer, caseId, terms }: Candidate,
): Promise<SearchHit | undefined> {
  const row = await caseById(tx, caseId)
  const file = row && (await fileOf(world, tx, officer, row))
  if (!file) return undefined
  const texts = searchableTexts(file)
  const read = readAs(texts)
  const labels = labelsOf(file)
  const isThere = (term: NamedTerm): boolean =>
    says(read, term) || labels.some((one) => term.labels.has(one))
  if (!terms.every(isThere)) return undefined
  const quote = terms.map((term) => placeOf(texts, term)).find((one) => one !== undefined)
  return { ...openedRow(world, officer, { item: row, file }), ...(quote ? { quote } : {}) }
}

async function fileOf(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  row: CaseRow,
): Promise<Case | undefined> {
  if (row.erasedAt !== undefined) return undefined
  const { case: file } = await openCase(world, tx, row)
  return may(officer, 'see-case', file).ok ? file : undefined
}
