import { closedTo, may, type Officer } from '#core/access.ts'
import { isAgainPending } from '#core/archive.ts'
import { workingDaysBetween } from '#core/calendar.ts'
import type { Actor, Case, Due, Task } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { waitsForReview } from '#core/review.ts'
import { isLive } from '#core/transitions.ts'
import {
  countDecisions,
  decisionList,
  saveDecisions,
  type DecisionRow,
  type DecisionScope,
} from '#store/decisions.ts'
import type { Tx } from '#store/transaction.ts'
import { areaOfficers } from './area-officers.ts'
import { trace } from './trace.ts'
import { officesIn, type World } from './world.ts'

/** What somebody must decide before something goes on. */
export type DecisionKind = 'extension' | 're-examination' | 'review'

export interface Decision {
  readonly number: string
  readonly kind: DecisionKind
  readonly offenceName: string
  /** Whose part it is; empty where the case as a whole is meant. */
  readonly officeName: string
  readonly due?: Pick<Due, 'on'> & { readonly daysLeft: number }
  readonly askedAt: number
  /** The reader asked, or wrote it: somebody else decides. */
  readonly own: boolean
}

export interface DecisionList {
  readonly rows: readonly Decision[]
  readonly next?: string
}

const pageSize = 30
/** The number beside the link says no more than that there are many. */
const counted = 100

/** What an officer must decide, the nearest day first; every look is on record. */
export async function listDecisions(
  world: World,
  officer: Officer,
  after?: string,
): Promise<Result<DecisionList>> {
  if (!may(officer, 'review').ok)
    return refuse('role-may-not', { role: officer.role, action: 'review' })
  return await world.db.transaction(async (tx) => {
    const scope = await scopeOf(world, tx, officer)
    const page = await decisionList(tx, scope, { limit: pageSize, ...(after ? { after } : {}) })
    const offices = await officesIn(world, tx, officer.area)
    const names = new Map(offices.map(({ id, name }) => [id, name]))
    await trace(world, tx, officer, { action: 'inbox-read', subject: 'decisions' })
    const rows = page.items.map(({ kind, offence, office, dueOn, number, askedAt, asker }) => ({
      number,
      kind: kind as DecisionKind,
      offenceName: world.packs.offences.get(offence)?.plain ?? '待分类',
      officeName: names.get(office) ?? '',
      askedAt,
      own: asker === officer.id,
      ...(dueOn === '' ? {} : { due: { on: dueOn, daysLeft: daysTo(world, dueOn) } }),
    }))
    return ok({ rows, ...(page.next ? { next: page.next } : {}) })
  })
}

/** How many wait for an officer; `undefined` for those who decide nothing. */
export async function decisionsWaiting(
  world: World,
  officer: Officer,
): Promise<number | undefined> {
  if (!may(officer, 'review').ok) return undefined
  return await world.db.read(async (tx) => {
    const scope = await scopeOf(world, tx, officer)
    return await countDecisions(tx, { ...scope, officer: officer.id }, counted)
  })
}

const daysTo = (world: World, on: string): number =>
  workingDaysBetween(dayOf(world.clock()), on, world.packs.calendar)

/** A supervisor decides over the whole area; the intake office on second looks only where nobody supervises. */
async function scopeOf(world: World, tx: Tx, officer: Officer): Promise<DecisionScope> {
  const { area, office, role } = officer
  const base = { area, office, hidden: closedTo(officer) }
  if (role === 'supervisor')
    return { ...base, inArea: ['extension', 're-examination', 'review'], inOffice: [] }
  const supervised =
    role !== 'intake' ||
    (await areaOfficers(world, tx, area)).some((one) => one.role === 'supervisor')
  return { ...base, inArea: supervised ? [] : ['re-examination'], inOffice: ['review'] }
}

/** In the transaction that changes a case: what of it waits for a decision now. */
export async function followDecisions(
  tx: Tx,
  { id, case: about }: { readonly id: string; readonly case: Case },
): Promise<void> {
  await saveDecisions(tx, id, [...ofRequest(id, about), ...about.tasks.flatMap(ofTask(id, about))])
}

function ofRequest(caseId: string, about: Case): readonly DecisionRow[] {
  const { reExamination, area, matters } = about
  const isOpen = about.state === 'concluded' || about.state === 'declined'
  if (!reExamination || !isOpen || !isAgainPending(about)) return []
  const kind = 're-examination'
  return [
    {
      id: `${caseId}/${kind}`,
      caseId,
      task: '',
      kind,
      area,
      office: '',
      asker: '',
      offence: matters[0]?.offence ?? '',
      dueOn: reExamination.due?.on ?? '',
      askedAt: reExamination.at,
    },
  ]
}

const ofTask =
  (caseId: string, { area, matters }: Case) =>
  (task: Task): readonly DecisionRow[] => {
    if (!isLive(task)) return []
    const row = (kind: DecisionKind, { at, by }: { readonly at: number; readonly by: Actor }) => ({
      id: `${caseId}/${kind}/${task.task}`,
      caseId,
      task: task.task,
      kind,
      area,
      office: task.office,
      asker: by.kind === 'officer' ? by.id : '',
      offence: matters.find((matter) => matter.id === task.matter)?.offence ?? '',
      dueOn: task.due.on,
      askedAt: at,
    })
    return [
      ...(task.extension ? [row('extension', task.extension)] : []),
      ...(task.draft && waitsForReview(task) ? [row('review', task.draft)] : []),
    ]
  }
