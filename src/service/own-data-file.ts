import type { Instant } from '#core/case.ts'
import type { Rating } from '#core/rating.ts'
import type { Lang } from '#conversation/flow.ts'
import type { TranscriptLine } from '#conversation/message.ts'
import { appendAudit } from '#store/audit.ts'
import type { CaseRow } from '#store/cases.ts'
import { lines } from '#store/transcript.ts'
import type { SessionRow } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase } from './case-file.ts'
import { shownToReporter } from './case-merge.ts'
import { nameOf } from './name-of.ts'
import { ownCases } from './own-cases.ts'
import type { Sealed } from './sealed.ts'
import { openLine } from './transcript.ts'

interface Entry {
  readonly at: Instant
  readonly text: string
}

/** One report as the person behind it may have it: their own words, and what was written for them. */
interface OwnReport {
  readonly number: string
  readonly area: string
  readonly receivedAt: Instant
  readonly state: string
  readonly standing: string
  readonly notice: string
  readonly consents: readonly string[]
  readonly matters: readonly string[]
  readonly phone?: string
  readonly told: Readonly<Record<string, string>>
  readonly supplements: readonly Entry[]
  /** What was answered when asked after the conclusion. */
  readonly rating?: Rating
  readonly questions: readonly { readonly asked: Entry; readonly answer?: Entry }[]
  readonly results: readonly { readonly state: string; readonly text: string }[]
}

/** Everything that is kept about one person, for themself. */
export interface OwnDataFile {
  readonly reports: readonly OwnReport[]
  readonly chat: readonly Pick<TranscriptLine, 'at' | 'from' | 'text' | 'media'>[]
}

/** Lines up to `upto`, so that a copy that is given in parts stays the same. Passcodes are never in it. */
export async function ownDataFile(
  world: Sealed,
  tx: Tx,
  row: SessionRow,
  { upto, lang }: { readonly upto: number; readonly lang: Lang },
): Promise<OwnDataFile> {
  const reports: OwnReport[] = []
  for (const one of await ownCases(tx, row.handle))
    reports.push(await ownReport(world, tx, one, lang))
  const kept = (await lines(tx, row.id)).filter(
    ({ seq, sealed }) => seq <= upto && sealed.length > 0,
  )
  const chat: OwnDataFile['chat'][number][] = []
  for (const [n, line] of kept.entries()) {
    const { at, from, text, media } = await openLine(world, line, async () => kept.slice(0, n))
    const shown = world.vault.maskPasscode(text)
    if (shown !== '' || media) chat.push({ at, from, text: shown, ...(media ? { media } : {}) })
  }
  return { reports, chat }
}

async function ownReport(world: Sealed, tx: Tx, row: CaseRow, lang: Lang): Promise<OwnReport> {
  const open = await openCase(world, tx, row)
  const { case: about, events } = open
  const shown = await shownToReporter(world, tx, open)
  const { evidence, ...told } = about.facts
  const filed = events.find(({ type }) => type === 'filed')
  const left = await world.vault.ownIdentity(tx, row.id)
  return {
    number: about.number,
    area: about.area,
    receivedAt: about.receivedAt,
    state: shown.state,
    standing: about.standing,
    notice: about.notice,
    consents: filed?.type === 'filed' ? (filed.consents ?? []) : [],
    matters: about.matters.map(({ offence }) => nameOf(world, offence, lang)),
    ...(left?.phoneMask ? { phone: left.phoneMask } : {}),
    told: { ...told, files: String(evidence.length) },
    supplements: events.flatMap((event) =>
      event.type === 'supplemented' && event.by.kind === 'reporter'
        ? [{ at: event.at, text: event.text }]
        : [],
    ),
    ...(about.rating ? { rating: about.rating } : {}),
    questions: about.questions.map(({ askedAt, text, answer }) => ({
      asked: { at: askedAt, text },
      ...(answer ? { answer: { at: answer.at, text: answer.text } } : {}),
    })),
    results: shown.matters.flatMap(({ parts }) =>
      parts.flatMap(({ state, text }) => (text ? [{ state, text }] : [])),
    ),
  }
}

/** That a copy was taken is on record, for each report in it. */
export async function auditExport(
  world: Sealed,
  tx: Tx,
  { handle }: SessionRow,
  at: Instant,
): Promise<void> {
  for (const { area, number } of await ownCases(tx, handle)) {
    const entry = { area, at, actor: 'reporter', action: 'own-data-exported', subject: number }
    await appendAudit(tx, entry, world.mac)
  }
}
