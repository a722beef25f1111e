import { closedTo, may, type Officer } from '#core/access.ts'
import { workingDaysBetween } from '#core/calendar.ts'
import type { Due, Instant } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import type { EscalationStep } from '#core/escalation.ts'
import type { DecisionKind } from '#core/open-decisions.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  readReminders,
  reminderList,
  unreadReminders,
  type ReminderItem,
  type ReminderScope,
} from '#store/reminders.ts'
import { trace } from './trace.ts'
import { officesIn, type World } from './world.ts'

/** One line of the list: which case, how far its clock has come, whose it is. */
export interface Reminder {
  readonly id: string
  readonly number: string
  readonly offenceName: string
  readonly step: EscalationStep
  /** What was not decided; absent where it is the task's own clock. */
  readonly decision?: DecisionKind
  readonly officeName: string
  readonly due: Pick<Due, 'on'> & { readonly daysLeft: number }
  readonly at: Instant
  readonly read: boolean
}

export interface ReminderList {
  readonly rows: readonly Reminder[]
  readonly next?: string
}

const pageSize = 50
/** As many are read at once. */
const most = 200
/** The number beside the link says no more than that there are many. */
const counted = 100

/** What an officer is reminded of, a page at a time; every look is on record. */
export async function listReminders(
  world: World,
  officer: Officer,
  after?: string,
): Promise<Result<ReminderList>> {
  const scope = scopeOf(officer)
  if (!scope) return refuse('role-may-not', { role: officer.role, action: 'reminders' })
  return await world.db.transaction(async (tx) => {
    const page = await reminderList(tx, scope, { limit: pageSize, ...(after ? { after } : {}) })
    const offices = await officesIn(world, tx, officer.area)
    const names = new Map(offices.map(({ id, name }) => [id, name]))
    await trace(world, tx, officer, { action: 'inbox-read', subject: 'reminders' })
    const rows = page.items.map((item) => shown(world, item, names))
    return ok({ rows, ...(page.next ? { next: page.next } : {}) })
  })
}

/** How many an officer has not read; `undefined` for those who are reminded of nothing. */
export async function remindersWaiting(
  world: World,
  officer: Officer,
): Promise<number | undefined> {
  const scope = scopeOf(officer)
  if (!scope) return undefined
  return await world.db.read(async (tx) => await unreadReminders(tx, scope, counted))
}

/** The officer has read these. */
export async function noteRead(
  world: World,
  officer: Officer,
  ids: readonly string[],
): Promise<Result<true>> {
  const scope = scopeOf(officer)
  if (!scope) return refuse('role-may-not', { role: officer.role, action: 'reminders' })
  const at = world.clock()
  const asked = ids.slice(0, most)
  await world.db.transaction(async (tx) => await readReminders(tx, scope, { ids: asked, at }))
  return ok(true)
}

function shown(
  world: World,
  { id, number, step, kind, office, offence, dueOn, at, read }: ReminderItem,
  names: ReadonlyMap<string, string>,
): Reminder {
  const { calendar, offences } = world.packs
  return {
    id,
    number,
    at,
    read,
    step: step as EscalationStep,
    ...(kind === undefined ? {} : { decision: kind as DecisionKind }),
    offenceName: offences.get(offence)?.plain ?? '待分类',
    officeName: names.get(office) ?? '',
    due: { on: dueOn, daysLeft: workingDaysBetween(dayOf(world.clock()), dueOn, calendar) },
  }
}

/** A handler hears of their office; the coordinating post and supervisors also of what reaches them. */
function scopeOf(officer: Officer): ReminderScope | undefined {
  const { id, role, area, office } = officer
  if (!may(officer, 'see-inbox').ok) return undefined
  const base = { officer: id, area, hidden: closedTo(officer) }
  if (role === 'handler') return { ...base, office, reaches: [] }
  if (role === 'intake') return { ...base, office, reaches: ['coordination', 'supervisors'] }
  return role === 'supervisor' ? { ...base, reaches: ['supervisors', 'deciders'] } : undefined
}
