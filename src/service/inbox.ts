import { closedTo, may, type Officer } from '#core/access.ts'
import type { Case, CaseState, Danger, Instant, Outcome, TaskRole, Task } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { runsUntil } from '#core/task-clock.ts'
import { isLive } from '#core/transitions.ts'
import { masked } from '#core/masking.ts'
import type { Tx } from '#store/transaction.ts'
import { absencesOf } from '#store/absences.ts'
import { officerById } from '#store/officers.ts'
import { caseById, type CaseRow } from '#store/cases.ts'
import { inbox, queueCount, type InboxItem, type Queue, type QueueFilter } from '#store/inbox.ts'
import { deskCounts, mostCounted, type DeskCounts } from '#store/statistics.ts'
import { flocksFor } from './alike.ts'
import { openCase } from './case-file.ts'
import { deskDue, type DeskDue } from './desk-task.ts'
import { waitingIn } from './people.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

export { mostCounted } from '#store/statistics.ts'
export type { QueueFilter } from '#store/inbox.ts'

/** Queues of the desk. `open` and `urgent` are the intake office's own; `accusations` never show whom they accuse. */
export const queues = [
  'urgent',
  'open',
  'returned',
  'accusations',
  'taken',
  'mentioned',
  'mine',
  'today',
  'overdue',
  'supervised',
  'waiting',
  'others',
  'done',
  'shelved',
] as const satisfies readonly Queue[]

export interface InboxRow {
  readonly number: string
  readonly offence: string
  readonly offenceName: string
  readonly where: string
  /** Of a line that is one office's part. */
  readonly task?: string
  /** Who took the part in hand. */
  readonly holder?: { readonly name: string; readonly away: boolean }
  readonly who?: string
  readonly state: CaseState
  readonly role?: TaskRole
  readonly taskState?: Task['state']
  readonly due?: DeskDue
  readonly urgent?: Danger
  readonly acknowledged: boolean
  /** A question to the reporter has no answer yet. */
  readonly unanswered: boolean
  /** A supervisor watches it. */
  readonly supervised: boolean
  readonly receivedAt: Instant
  readonly changedAt: Instant
  /** What was told is gone: nothing but this row is left. */
  readonly erasedAt?: Instant
  readonly outcome?: Outcome
  /** How many reports say nearly the same, where the reader gives reports out. */
  readonly alike?: number
}

type PlainRow = Omit<InboxRow, 'who' | 'role' | 'taskState' | 'due' | 'urgent'>

type PlainItem = Omit<InboxItem, 'caseId' | 'dueOn'>

/** What lists know without opening anything. */
const plainRow = (world: Sealed, item: PlainItem): PlainRow => ({
  number: item.number,
  offence: item.offence,
  offenceName: world.packs.offences.get(item.offence)?.plain ?? '待分类',
  where: '',
  state: item.state as CaseState,
  acknowledged: item.acknowledgedAt !== undefined,
  unanswered: item.waitingSince !== undefined,
  supervised: item.supervisedSince !== undefined,
  receivedAt: item.receivedAt,
  changedAt: item.changedAt,
})

const endOf = ({
  erasedAt = 0,
  outcome,
}: Pick<CaseRow, 'erasedAt' | 'outcome'>): Pick<InboxRow, 'erasedAt' | 'outcome'> => ({
  erasedAt,
  ...(outcome === undefined ? {} : { outcome: outcome as Outcome }),
})

export interface InboxList {
  readonly rows: readonly InboxRow[]
  readonly next?: string
  readonly counts: DeskCounts & {
    /** What waits for the intake office to give it out. */
    readonly toAssign: number
    readonly returned: number
    readonly taken: number
    readonly mentioned: number
    readonly today: number
    readonly others: number
    readonly people: number
  }
}

const pageSize = 30
const soonDays = 86_400_000

/** A page of a queue as this officer may see it, with the counts for the head of the desk; every look is on record. */
export async function readInbox(
  world: Sealed,
  officer: Officer,
  question: {
    readonly queue: Queue
    readonly cursor?: string
    readonly filter?: QueueFilter
    /** Lines of a page. */
    readonly limit?: number
  },
): Promise<Result<InboxList>> {
  const right = may(officer, 'see-inbox')
  if (!right.ok) return right
  const scope = scopeOf(officer, question.queue)
  if (!scope) return refuse('role-may-not', { role: officer.role, action: question.queue })
  const list = await world.db.read(async (tx) => {
    const page = await inbox(tx, {
      ...question,
      ...scope,
      today: dayOf(world.clock()),
      hidden: closedTo(officer),
      ...(isApart(officer, question.queue) ? { apart: true } : {}),
      limit: question.limit ?? pageSize,
    })
    const rows: InboxRow[] = []
    const holders = await holdersOf(world, tx, page.items)
    const flocks = await flocksFor(
      tx,
      officer,
      page.items.map(({ caseId }) => caseId),
    )
    for (const item of together(page.items, flocks)) {
      const alike = flocks.get(item.caseId)?.count ?? 1
      const row = await inboxRow(world, tx, { item, officer })
      if (!row) continue
      const holder = holders.get(item.holder ?? '')
      rows.push({ ...row, ...(alike > 1 ? { alike } : {}), ...(holder ? { holder } : {}) })
    }
    const counts = await countsFor(world, tx, officer)
    return { rows, counts, ...(page.next ? { next: page.next } : {}) }
  })
  await world.db.transaction(async (tx) => {
    await trace(world, tx, officer, { action: 'inbox-read', subject: question.queue })
  })
  return ok(list)
}

/** Reports that say nearly the same stand beneath the first of them. */
function together(
  items: readonly InboxItem[],
  flocks: Awaited<ReturnType<typeof flocksFor>>,
): readonly InboxItem[] {
  const byFlock = Map.groupBy(items, ({ caseId, task }) => {
    return flocks.get(caseId)?.flock ?? `${caseId} ${task ?? ''}`
  })
  return [...byFlock.values()].flat()
}

const isWide = ({ role }: Officer): boolean => role === 'intake' || role === 'supervisor'

/** Whoever has a list of accusations does not find them among the rest. */
const isApart = (officer: Officer, queue: Queue): boolean => isWide(officer) && apart.has(queue)

const apart: ReadonlySet<Queue> = new Set([
  'open',
  'returned',
  'mine',
  'today',
  'overdue',
  'others',
])

/** A handler sees what their office has; intake and supervisors their area. */
export function scopeOf(
  officer: Officer,
  queue: Queue,
): { readonly area: string; readonly office?: string; readonly officer?: string } | undefined {
  const { area, office, role } = officer
  if (queue === 'taken' || queue === 'mentioned') return { area, officer: officer.id }
  if (isWide(officer)) return { area }
  if (queue === 'accusations' || queue === 'shelved' || queue === 'returned') return undefined
  if (queue === 'open' || queue === 'urgent')
    return role === 'handler' ? { area, office } : undefined
  return { area, office }
}

async function countsFor(world: Sealed, tx: Tx, officer: Officer): Promise<InboxList['counts']> {
  const now = world.clock()
  const today = dayOf(now)
  const wide = isWide(officer)
  const { area, office } = officer
  const hidden = closedTo(officer)
  const counts = await deskCounts(tx, {
    area,
    today,
    soon: dayOf(now + soonDays),
    hidden,
    ...(wide ? { apart: true } : { office }),
  })
  const countIn = async (queue: Queue): Promise<number> => {
    const asked = {
      queue,
      today,
      hidden,
      ...(isApart(officer, queue) ? { apart: true as const } : {}),
    }
    const scope = scopeOf(officer, queue)
    return scope ? await queueCount(tx, { ...asked, ...scope }, { most: mostCounted }) : 0
  }
  const isIntake = officer.role === 'intake'
  return {
    ...counts,
    toAssign: isIntake ? await countIn('open') : 0,
    returned: isIntake ? await countIn('returned') : 0,
    taken: await countIn('taken'),
    mentioned: await countIn('mentioned'),
    today: await countIn('today'),
    others: await countIn('others'),
    people: isIntake ? (await waitingIn(tx, area)).length : 0,
  }
}

/** Who took the parts of a page, and who of them is away today. */
async function holdersOf(
  world: Sealed,
  tx: Tx,
  items: readonly InboxItem[],
): Promise<ReadonlyMap<string, NonNullable<InboxRow['holder']>>> {
  const ids = [...new Set(items.flatMap(({ holder }) => holder ?? []))]
  const today = dayOf(world.clock())
  const off = await absencesOf(tx, ids, today)
  const found = new Map<string, NonNullable<InboxRow['holder']>>()
  for (const id of ids) {
    const name = (await officerById(tx, id))?.name
    const away = off.some(({ officer, first }) => officer === id && first <= today)
    if (name) found.set(id, { name, away })
  }
  return found
}

async function inboxRow(
  world: Sealed,
  tx: Tx,
  { item, officer }: { readonly item: InboxItem; readonly officer: Officer },
): Promise<InboxRow | undefined> {
  const row = await caseById(tx, item.caseId)
  if (!row) throw new Error(`case ${item.number} is listed but not there`)
  if (row.erasedAt !== undefined) return { ...erasedRow(world, row), ...plainRow(world, item) }
  const file = (await openCase(world, tx, row)).case
  if (!may(officer, 'see-case', file).ok) return undefined
  const line = openedRow(world, officer, { item, file })
  return item.task === undefined ? line : { ...line, task: item.task }
}

/** What a list says of a report that is gone. */
export const erasedRow = (world: Sealed, row: CaseRow): InboxRow => ({
  ...plainRow(world, row),
  ...endOf(row),
})

/** What a list says of a report: of one office's task in it, or of the reader's own. */
export function openedRow(
  world: Sealed,
  officer: Officer,
  { item, file: opened }: { readonly item: PlainItem; readonly file: Case },
): InboxRow {
  const file = masked(opened)
  const live = file.tasks.filter((one) => isLive(one))
  const own = live.find(({ office }) => office === officer.office)
  const task = file.tasks.find((one) => one.task === item.task) ?? own
  const [next] = live.toSorted((one, other) => (runsUntil(one) < runsUntil(other) ? -1 : 1))
  const clock = task ?? next
  return {
    ...plainRow(world, item),
    where: file.facts.where,
    state: file.state,
    ...(file.facts.who ? { who: file.facts.who } : {}),
    ...(file.urgent ? { urgent: file.urgent } : {}),
    ...(task ? { role: task.role, taskState: task.state } : {}),
    ...(clock ? { due: deskDue(world, clock) } : {}),
  }
}
