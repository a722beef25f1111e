import { may, mayFor, type Officer } from '#core/access.ts'
import { unpublishable } from '#core/unpublishable.ts'
import type { AreaCode, OffenceCode } from '#core/plan.ts'
import type { PublicationKind, PublicContent } from '#core/publication.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseByNumber } from '#store/cases.ts'
import { officerById } from '#store/officers.ts'
import { casesToPublish, keepSource } from '#store/publication-sources.ts'
import {
  publicationById,
  publicationsOpen,
  publicationsOut,
  versionsNow,
  type PublicationRow,
} from '#store/publications.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase, visibleCase } from './case-file.ts'
import { draftMark, openDraft, type DraftWords } from './publication-draft.ts'
import { readVersion } from './publish.ts'
import { sourceFell } from './publish-round.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** One publication as an officer sees it. */
export interface DeskPublication {
  readonly id: string
  readonly area: AreaCode
  readonly kind: PublicationKind
  readonly state: PublicationRow['state']
  readonly version: number
  /** What waits: of what is out, its correction. */
  readonly draft?: DraftWords
  /** Tells these words from those of another time. */
  readonly draftMark?: string
  /** What is out now. */
  readonly out?: PublicContent
  readonly draftedBy: string
  readonly isMine: boolean
  readonly publishedOn?: string
  /** Its first day; it comes out on the next day of publication after it. */
  readonly releaseOn?: string
  /** The report it came of was opened again, or ended otherwise. */
  readonly fell: boolean
}

/** A part of a report whose decision is not here yet. */
export interface Proposal {
  readonly number: string
  readonly task: string
  readonly offence: OffenceCode
  readonly penalty: string
}

export interface PublicationDesk {
  readonly open: readonly DeskPublication[]
  readonly out: readonly DeskPublication[]
  readonly proposals: readonly Proposal[]
}

const shown = 100

/** What is out, what waits, and what could come out. */
export async function publicationDesk(
  world: Sealed,
  officer: Officer,
  area: AreaCode,
): Promise<Result<PublicationDesk>> {
  const right = mayFor(officer, 'draft-publication', area)
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const open = []
    for (const row of await publicationsOpen(tx, area))
      open.push(await shownTo(world, tx, officer, row))
    const out = []
    for (const kind of ['decision', 'bulletin', 'answer'] as const)
      for (const row of await publicationsOut(tx, { area, kind, limit: shown }))
        out.push(await shownTo(world, tx, officer, row))
    const proposals = await proposalsFor(world, tx, officer, area)
    const seen = [...new Set(proposals.map(({ number }) => number))]
    for (const subject of seen)
      await trace(world, tx, officer, { area, action: 'case-listed', subject })
    return ok({ open, out, proposals })
  })
}

export async function readPublication(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<DeskPublication>> {
  return await world.db.read(async (tx) => {
    const row = await publicationById(tx, id)
    if (!row || row.kind === 'statistics') return refuse('public-unknown')
    const right = mayFor(officer, 'draft-publication', row.area)
    return right.ok ? ok(await shownTo(world, tx, officer, row)) : right
  })
}

async function shownTo(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  row: PublicationRow,
): Promise<DeskPublication> {
  const draft = await openDraft(world, row)
  const version = (await versionsNow(tx, [row])).get(row.id)
  const out = version && readVersion(version)?.content
  const by = row.draftedBy === undefined ? undefined : await officerById(tx, row.draftedBy)
  const isLive = row.state === 'approved' || row.state === 'published'
  return {
    id: row.id,
    area: row.area,
    kind: row.kind as PublicationKind,
    state: row.state,
    version: row.version,
    draftedBy: by?.name ?? '',
    isMine: row.draftedBy === officer.id,
    fell: isLive && (await sourceFell(tx, row.id)),
    ...(draft ? { draft, draftMark: draftMark(world, draft) } : {}),
    ...(out ? { out } : {}),
    ...(row.publishedOn === undefined ? {} : { publishedOn: row.publishedOn }),
    ...(row.releaseOn === undefined ? {} : { releaseOn: row.releaseOn }),
  }
}

/** Of the reports this officer may see. */
async function proposalsFor(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  area: AreaCode,
): Promise<readonly Proposal[]> {
  if (officer.area !== area) return []
  const proposals: Proposal[] = []
  for (const number of await casesToPublish(tx, area, shown)) {
    const row = await caseByNumber(tx, number)
    const about = row && (await openCase(world, tx, row)).case
    if (!about || !may(officer, 'see-case', about).ok) continue
    for (const task of about.tasks)
      if (task.state === 'concluded' && task.penalty && !unpublishable(about, task.task))
        proposals.push({
          number,
          task: task.task,
          penalty: task.penalty,
          offence: about.matters.find(({ id }) => id === task.matter)?.offence ?? '',
        })
  }
  return proposals
}

/** An officer leaves a report's decision out of the register: on record, and it is not proposed again. */
export async function leaveOut(
  world: Sealed,
  officer: Officer,
  { number, task }: Pick<Proposal, 'number' | 'task'>,
): Promise<Result<true>> {
  const right = may(officer, 'draft-publication')
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const found = await visibleCase(world, tx, officer, number)
    if (!found.ok) return found
    if (unpublishable(found.value.case, task)) return refuse('public-not-concluded')
    await keepSource(tx, { publication: '', caseId: found.value.id, task })
    await trace(world, tx, officer, { action: 'publication-left-out', subject: number })
    return ok(true)
  })
}
