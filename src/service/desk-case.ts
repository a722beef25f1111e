import { may, type Action, type Officer } from '#core/access.ts'
import type { Case, CaseEvent, Due, Task } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { workingDaysBetween } from '#core/due.ts'
import { discloseToOfficer, type CaseForOfficer } from '#core/disclosure.ts'
import { isUnderSeal } from '#core/evolve.ts'
import type { Clause, Office } from '#core/plan.ts'
import { mayBeRuled } from '#core/progress.ts'
import { tellingWords } from '#core/telling-words.ts'
import { caseTable, isLive, roleTable, taskTable } from '#core/transitions.ts'
import { isAside } from '#store/blocks.ts'
import { evidenceOfCase, type EvidenceRow } from '#store/evidence.ts'
import { isHeld } from '#store/holds.ts'
import { officerById } from '#store/officers.ts'
import type { Tx } from '#store/transaction.ts'
import { asRead } from './as-read.ts'
import { flocksFor } from './alike.ts'
import { reasonOpener, type OpenCase } from './case-file.ts'
import type { Deed } from './deed.ts'
import { routedBy, type RoutedBy } from './routed-by.ts'
import type { Sealed } from './sealed.ts'
import { whyOf, type Why } from './why.ts'
import { areaPack, officesIn, type World } from './world.ts'

/** A due day as the desk shows it. */
export interface DeskDue extends Due {
  /** Working days left, negative when overdue. */
  readonly daysLeft: number
  /** Custom of the trade, not law. */
  readonly practice: boolean
}

export type DeskTask = WithoutDue<Task> & {
  readonly due: DeskDue
  readonly officeName: string
  readonly departmentName: string
  /** Belongs to the reading officer's office. */
  readonly mine: boolean
  /** Deeds the officer may do on it now. */
  readonly deeds: readonly Deed['type'][]
}

type WithoutDue<T> = T extends Task ? Omit<T, 'due'> : never

export interface DeskEvidence {
  readonly id: string
  readonly kind: string
  readonly type: string
  readonly size: number
  /** Which version an officer may open. */
  readonly version: 'cleaned' | 'original' | 'none' | 'infected'
  /** The virus scanner has not looked at it yet. */
  readonly unchecked?: true
  /** What the virus scanner found. */
  readonly finding?: string
}

/** One line of the history; `text` only where the reader may read it. */
export interface DeskEvent {
  readonly at: number
  readonly type: CaseEvent['type']
  readonly by: 'reporter' | 'clock' | 'officer'
  readonly officer?: string
  readonly office?: string
  readonly task?: string
  readonly text?: string
}

/** The file as the case page shows it, from top to bottom. */
export interface DeskCase {
  readonly file: CaseForOfficer
  readonly areaName: string
  readonly planTitle: string
  readonly planNumber: string
  readonly planIssuedOn: string
  readonly offenceNames: Readonly<Record<string, string>>
  readonly departmentNames: Readonly<Record<string, string>>
  /** By matter: why it is where it is, in full. */
  readonly why: Readonly<Record<string, Why>>
  /** By matter: the clause its explanation cites, as the plan had it when the matter was routed. */
  readonly clauses: Readonly<Record<string, Clause>>
  /** Which version of the plan's reading the first matter was routed by. */
  readonly planVersion?: string
  readonly tasks: readonly DeskTask[]
  readonly evidence: readonly DeskEvidence[]
  readonly history: readonly DeskEvent[]
  /** Matters that the intake office may give out now. */
  readonly toRule: readonly string[]
  /** Deeds on the case as a whole. */
  readonly deeds: readonly Deed['type'][]
  /** The one next step for this officer, with its task or matter. */
  readonly next?: { readonly deed: Deed['type']; readonly task?: string; readonly matter?: string }
  /** A supervisor keeps it from being erased. */
  readonly held: boolean
  /** How many words look as if they told who somebody is. */
  readonly telling: number
  /** Reports that say nearly the same, this one among them; for those who give reports out, where there are several. */
  readonly alike?: number
  /** It came from a blocked conversation and stands in no queue. */
  readonly aside: boolean
  /** For a ruling. */
  readonly offices: readonly Office[]
}

export async function deskCase(
  world: Sealed,
  tx: Tx,
  given: OpenCase,
  officer: Officer,
): Promise<DeskCase> {
  const open = asRead(given)
  const about = open.case
  const file = discloseToOfficer(about, officer)
  if (!file) throw new Error('a case that is not visible has no page')
  const routed = await routedBy(world, tx, open)
  const why = await whyOf(tx, open, officer, reasonOpener(world))
  const [first] = about.matters.flatMap(({ id }) => routed.get(id) ?? [])
  const now = areaPack(world, about.area).plan
  const plan = first?.pack?.plan ?? now
  const offices = await officesIn(world, tx, about.area)
  const tasks = about.tasks.map((task) => deskTask(world, about, { task, officer, offices }))
  return {
    file,
    areaName: plan.area.name,
    planTitle: plan.document.title,
    planNumber: plan.document.number,
    planIssuedOn: plan.document.issuedOn,
    offenceNames: Object.fromEntries(
      [...world.packs.offences.values()].map(({ code, zh }) => [code, zh]),
    ),
    departmentNames: Object.fromEntries(
      [...now.departments, ...plan.departments].map(({ id, name }) => [id, name]),
    ),
    why,
    clauses: clausesCited(why, routed),
    ...(first?.label ? { planVersion: first.label } : {}),
    tasks,
    evidence: await deskEvidence(tx, open.id),
    history: await history(tx, seenBy(officer, open), offices),
    toRule: about.matters.filter((matter) => mayBeRuled(about, matter)).map(({ id }) => id),
    deeds: caseDeeds(about, officer),
    ...nextStep(about, tasks, officer),
    held: await isHeld(tx, open.id),
    telling: tellingWords(about).length,
    ...(await alikeTo(tx, open, officer)),
    aside: await isAside(tx, open.id),
    offices,
  }
}

async function alikeTo(
  tx: Tx,
  { id }: OpenCase,
  officer: Officer,
): Promise<Pick<DeskCase, 'alike'>> {
  const count = (await flocksFor(tx, officer, [id])).get(id)?.count ?? 1
  return count > 1 ? { alike: count } : {}
}

function clausesCited(
  why: DeskCase['why'],
  routed: ReadonlyMap<string, RoutedBy>,
): Readonly<Record<string, Clause>> {
  const cited = Object.entries(why).flatMap(([id, { routed: explanation }]) => {
    const clauses = routed.get(id)?.pack?.plan.clauses ?? []
    const clause = clauses.find((one) => one.clause === explanation.facts['clause'])
    return clause ? [[id, clause] as const] : []
  })
  return Object.fromEntries(cited)
}

interface TaskAt {
  readonly task: Task
  readonly officer: Officer
  readonly offices: readonly Office[]
}

function deskTask(world: World, about: Case, { task, officer, offices }: TaskAt): DeskTask {
  const { plan } = areaPack(world, about.area)
  const office = offices.find(({ id }) => id === task.office)
  const department = plan.departments.find(({ id }) => id === task.department)
  const mine = task.office === officer.office
  return {
    ...task,
    due: deskDue(world, task.due),
    officeName: office?.name ?? task.office,
    departmentName: department?.name ?? office?.name ?? task.department,
    mine,
    deeds: mine ? taskDeeds(about, task, officer) : [],
  }
}

/** A due day with what is left of it today. */
export function deskDue(world: World, due: Due): DeskDue {
  const today = dayOf(world.clock())
  return {
    ...due,
    daysLeft: workingDaysBetween(today, due.on, world.packs.calendar),
    practice: world.packs.limits.get(due.limit)?.practice ?? false,
  }
}

const onTask = ['accept', 'decline', 'return', 'ask', 'conclude', 'note'] as const

function taskDeeds(about: Case, task: Task, officer: Officer): readonly Deed['type'][] {
  return onTask.filter(
    (deed) =>
      may(officer, deed as Action, about).ok &&
      caseTable[about.state][deed] === 'yes' &&
      (taskTable[task.state][deed] === 'yes' || concludesAtOnce(task, deed)) &&
      roleTable[task.role][deed] === 'yes' &&
      !(deed === 'ask' && about.questions.some((one) => one.task === task.task && !one.answer)),
  )
}

/** The intake office does not accept before it answers. */
const concludesAtOnce = (task: Task, deed: Deed['type']): boolean =>
  task.role === 'intake' && task.state === 'assigned' && deed === 'conclude'

type CaseDeed = 'acknowledge' | 'rule' | 'close' | 'suspect' | 'refer-suspicion' | 'clear-suspicion'

function caseDeeds(about: Case, officer: Officer): readonly Deed['type'][] {
  const deeds: Deed['type'][] = []
  const able = (deed: CaseDeed): boolean =>
    may(officer, deed, about).ok && caseTable[about.state][deed] === 'yes'
  if (about.urgent && !about.acknowledgedAt && able('acknowledge')) deeds.push('acknowledge')
  if (about.matters.some((matter) => mayBeRuled(about, matter)) && able('rule')) deeds.push('rule')
  if (able('close')) deeds.push('close')
  const { suspicion } = about
  if (!suspicion && able('suspect')) deeds.push('suspect')
  if (suspicion && !suspicion.referred && able('refer-suspicion')) deeds.push('refer-suspicion')
  if (suspicion && able('clear-suspicion')) deeds.push('clear-suspicion')
  return deeds
}

/** What a first-time officer should do now. */
function nextStep(
  about: Case,
  tasks: readonly DeskTask[],
  officer: Officer,
): Pick<DeskCase, 'next'> {
  const deeds = caseDeeds(about, officer)
  if (deeds.includes('acknowledge')) return { next: { deed: 'acknowledge' } }
  const open = about.matters.find((matter) => matter.open)
  if (open && deeds.includes('rule')) return { next: { deed: 'rule', matter: open.id } }
  const live = tasks.find((task) => task.mine && isLive(task as Task))
  if (live?.deeds.includes('accept')) return { next: { deed: 'accept', task: live.task } }
  if (live?.deeds.includes('conclude')) return { next: { deed: 'conclude', task: live.task } }
  return {}
}

/** A copy without metadata; the original of what cannot be cleaned, unless it is a photo or film, which tells where it was taken. */
export function versionFor(
  row: Pick<EvidenceRow, 'type' | 'cleanedSize' | 'checked'>,
): DeskEvidence['version'] {
  if (row.checked === 'infected') return 'infected'
  if (row.cleanedSize !== undefined) return 'cleaned'
  return /^(?:image|video)\/|m4a|audio\/mp4/.test(row.type) ? 'none' : 'original'
}

async function deskEvidence(tx: Tx, caseId: string): Promise<readonly DeskEvidence[]> {
  const rows = await evidenceOfCase(tx, caseId)
  return rows.map((row) => {
    const { id, kind, type, size, checked, finding } = row
    const shown = { id, kind, type, size, version: versionFor(row) }
    return {
      ...shown,
      ...(checked === 'unchecked' ? { unchecked: true } : {}),
      ...(finding === undefined ? {} : { finding }),
    }
  })
}

/** A suspicion leaves no line for those who may not know of it. */
function seenBy(officer: Officer, open: OpenCase): Pick<OpenCase, 'events'> {
  if (may(officer, 'see-suspicion').ok) return open
  return { events: open.events.filter((event) => !isUnderSeal(event)) }
}

async function history(
  tx: Tx,
  { events }: Pick<OpenCase, 'events'>,
  offices: readonly Office[],
): Promise<readonly DeskEvent[]> {
  const lines: DeskEvent[] = []
  for (const event of events) {
    const by = event.by
    const name = by.kind === 'officer' ? (await officerById(tx, by.id))?.name : undefined
    const office =
      by.kind === 'officer' ? offices.find(({ id }) => id === by.office)?.name : undefined
    const text = wordsOf(event)
    lines.push({
      at: event.at,
      type: event.type,
      by: by.kind,
      ...(name ? { officer: name } : {}),
      ...(office ? { office } : {}),
      ...('task' in event ? { task: event.task } : {}),
      ...(text ? { text } : {}),
    })
  }
  return lines
}

function wordsOf(event: CaseEvent): string {
  switch (event.type) {
    case 'declined':
    case 'noted':
    case 'asked':
    case 'answered':
    case 'supplemented':
    case 'concluded':
    case 're-examination-requested':
      return event.text
    case 'returned':
      return `${event.reason}（${event.basis}）`
    case 'assigned':
      return event.ruling ? `${event.ruling.reason}（${event.ruling.basis}）` : ''
    case 'withdrawn':
    case 'masked':
    case 'unmasked':
    case 'redacted':
    case 'suspected':
    case 'suspicion-cleared':
      return event.reason
    case 'suspicion-referred':
      return `${event.organ}：${event.text}`
    case 'filed':
    case 'accepted':
    case 'acknowledged':
    case 'matters-set':
    case 'made-anonymous':
    case 'closed':
      return ''
  }
}
