import { actorOf, may, type Officer } from '#core/access.ts'
import type { Case } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import { dayOf } from '#core/clock.ts'
import type { Context } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import { draftNotice, noticesOwed, type Notice } from '#core/notices.ts'
import { precedentFrom } from '#core/precedent.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseByNumber } from '#store/cases.ts'
import { evidenceOfCase } from '#store/evidence.ts'
import { addPrecedent } from '#store/precedents.ts'
import type { Tx } from '#store/transaction.ts'
import type { EvidenceStream } from '#vault/open.ts'
import { keepEvents, type OpenCase, visibleCase } from './case-file.ts'
import { backToIntake } from './back-to-intake.ts'
import { holdBoth, mainFor, otherHalf } from './case-merge.ts'
import { actionOf, type Deed } from './deed.ts'
import { commandOf } from './deed-command.ts'
import { deskCase, type DeskCase } from './desk-case.ts'
import { versionFor } from './desk-evidence.ts'
import { oversight } from './oversight.ts'
import { reasonText } from './precedents.ts'
import { dueOf } from './routing.ts'
import type { Sealed } from './sealed.ts'
import { filledDeed } from './templates.ts'
import { trace } from './trace.ts'

/** Which case, and how many events the officer had seen of it. */
export interface CasePoint {
  readonly number: string
  readonly version: number
}

/** A case as this officer may see it; every look is on record. */
export async function readCase(
  world: Sealed,
  officer: Officer,
  number: string,
): Promise<Result<DeskCase>> {
  return await world.db.transaction(async (tx) => {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return await lookRefused(world, tx, officer, { number, refused: file })
    const shown = await deskCase(world, tx, file.value, officer)
    await trace(world, tx, officer, { action: 'case-read', subject: number })
    return ok(shown)
  })
}

interface Done {
  readonly version: number
  /** What happened by it. */
  readonly made: readonly CaseEvent['type'][]
}

/** Does a deed, or says why not. Of two officers at once, the second hears that the case has changed. */
export async function act(
  world: Sealed,
  officer: Officer,
  point: CasePoint,
  deed: Deed,
): Promise<Result<Done>> {
  return await world.db.transaction(async (tx) => {
    const decided = await decideDeed(world, tx, officer, { point, deed })
    if (!decided.ok) {
      const { number } = point
      return await lookRefused(world, tx, officer, { number, refused: decided })
    }
    const { file, events, main } = decided.value
    const next = await keepEvents(world, tx, file, events)
    if (main) await keepEvents(world, tx, main.file, main.events)
    for (const event of events) await keepPrecedent(world, tx, file, event)
    return ok({ version: next.case.version, made: events.map(({ type }) => type) })
  })
}

/** The news a deed would owe the reporter, before it is done; of what a second officer reviews, once it is released. */
export async function preview(
  world: Sealed,
  officer: Officer,
  point: CasePoint,
  deed: Deed,
): Promise<Result<readonly Notice[]>> {
  return await world.db.read(async (tx) => {
    const decided = await decideDeed(world, tx, officer, { point, deed })
    if (!decided.ok) return decided
    const { file, events } = decided.value
    return ok(owedAfter(file.case, events))
  })
}

const owedAfter = (about: Case, events: readonly CaseEvent[]): readonly Notice[] => [
  ...noticesOwed(about, events),
  ...events.flatMap((event) =>
    event.type === 'review-asked' ? (draftNotice(about, event.draft) ?? []) : [],
  ),
]

/**
 * A file the reporter sent: the copy without metadata. Of a recording, a film or a document there is none, and somebody
 * has to hear it: then the original, which is on record by its own name. A photo's original never leaves the vault.
 */
export async function readEvidence(
  world: Sealed,
  officer: Officer,
  about: { readonly number: string; readonly evidence: string },
): Promise<Result<EvidenceStream>> {
  const found = await world.db.transaction(async (tx) => {
    const file = await visibleCase(world, tx, officer, about.number)
    if (!file.ok)
      return await lookRefused(world, tx, officer, { number: about.number, refused: file })
    const right = may(officer, 'read-evidence', file.value.case)
    if (!right.ok) return right
    const row = (await evidenceOfCase(tx, file.value.id)).find(({ id }) => id === about.evidence)
    if (!row) return refuse('evidence-unknown')
    const version = versionFor(row)
    if (version === 'none') return refuse('evidence-not-cleaned')
    if (version === 'infected') return refuse('evidence-infected')
    const action = version === 'cleaned' ? 'evidence-read' : 'evidence-original-read'
    await trace(world, tx, officer, { action, subject: about.number })
    return ok({ row, version })
  })
  if (!found.ok) return found
  return ok(await world.vault.streamEvidence(found.value.row, found.value.version))
}

interface Asked {
  readonly point: CasePoint
  readonly deed: Deed
}

interface Decided {
  readonly file: OpenCase
  readonly events: readonly CaseEvent[]
  /** The same deed on the case that this one is handled with. */
  readonly main?: Pick<Decided, 'file' | 'events'>
}

async function decideDeed(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { point, deed }: Asked,
): Promise<Result<Decided>> {
  await holdBoth(tx, point.number, deed)
  const file = await visibleCase(world, tx, officer, point.number)
  if (!file.ok) return file
  const about = file.value.case
  const right = may(officer, actionOf(deed), about)
  if (!right.ok) return right
  if (about.version !== point.version) return refuse('case-changed')
  const filled = filledDeed(deed)
  if (!filled.ok) return filled
  const main = await mainFor(world, tx, officer, { about, deed })
  if (!main.ok) return main
  const command = await commandOf(world, tx, { file: file.value, main: main.value }, deed)
  if (!command.ok) return command
  const overseen = await oversight(world, tx, officer, { about, deed })
  if (!overseen.ok) return overseen
  const context = await contextFor(world, tx, officer, { file: file.value, deed })
  const events = decide(about, command.value, { ...context, ...overseen.value })
  if (!events.ok) return events
  const own = { file: file.value, events: events.value }
  if (!main.value) return ok(own)
  const id = world.id()
  const half = otherHalf(main.value, { about, deed }, { ...context, id: (n) => `${id}-${n}` })
  return half.ok ? ok({ ...own, main: { file: main.value, events: half.value } }) : half
}

async function contextFor(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { file, deed }: { readonly file: OpenCase; readonly deed: Deed },
): Promise<Context> {
  const about = file.case
  const at = world.clock()
  const id = world.idAt(at)
  const task = 'task' in deed ? about.tasks.find((one) => one.task === deed.task) : undefined
  const matter = about.matters.find((one) => one.id === task?.matter) ?? about.matters[0]
  const base = { at, by: actorOf(officer), id: (n: number) => `${id}-${n}` }
  if (!matter) return base
  const department = task ? { department: task.department } : {}
  const question = {
    area: about.area,
    matter,
    ...department,
    day: dayOf(at),
    role: 'lead',
  } as const
  return {
    ...base,
    ...(await backToIntake(world, tx, about)),
    due: dueOf(world, { ...question, step: 'conclude' }),
    clocks: world.packs,
  }
}

/** A ruling where the plan had not decided is what the next like matter follows. */
async function keepPrecedent(
  world: Sealed,
  tx: Tx,
  file: OpenCase,
  event: CaseEvent,
): Promise<void> {
  const precedent = precedentFrom(file.case, event)
  if (!precedent) return
  const { reason, ...plain } = precedent
  await addPrecedent(tx, {
    ...plain,
    keyId: file.keyId,
    sealed: await world.vault.seal(file.keyId, reason, reasonText(precedent)),
  })
}

/** Who looks for a case that is not theirs to see leaves a trace of it; a number that is none leaves nothing. */
async function lookRefused(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { number, refused }: { readonly number: string; readonly refused: Refused },
): Promise<Refused> {
  if (refused.refusal.key === 'case-not-visible' && (await caseByNumber(tx, number)))
    await trace(world, tx, officer, { action: 'case-refused', subject: number })
  return refused
}

type Refused = ReturnType<typeof refuse>
