import type { Assignment, Case, FiledMatter, Matter, Task } from './case.ts'
import type { CommandOf, EventBody } from './command.ts'
import { faultIn, ruled } from './decide-intake.ts'
import { taskOf } from './progress.ts'
import { ok, refuse, type Result } from './result.ts'
import { isLive, roleTable, taskTable } from './transitions.ts'
import { isBlank } from './words.ts'

type Decision = Result<EventBody[]>

export type LeadCommand =
  /** Another office takes over a leading part, whoever has accepted it. */
  | {
      readonly type: 'change-lead'
      readonly task: string
      readonly assignment: Assignment
      readonly reason: string
      readonly basis: string
    }
  /** One more matter of the same report, with offices and clocks of its own. */
  | {
      readonly type: 'separate'
      readonly matter: FiledMatter
      readonly assignments: readonly Assignment[]
      readonly explanation: Matter['explanation']
      readonly reason: string
    }

/** 变更主办. The old office's limit ends, with whatever stopped it or was asked about it; the new one's begins. */
export function changeLead(about: Case, command: CommandOf<'change-lead'>): Decision {
  const task = taskOf(about, command.task)
  const matter = about.matters.find(({ id }) => id === task?.matter)
  if (!task || !matter) return refuse('task-unknown')
  const byRole = roleTable[task.role]['change-lead']
  if (byRole !== 'yes') return refuse(byRole)
  const byState = taskTable[task.state]['change-lead']
  if (byState !== 'yes') return refuse(byState)
  const { reason, basis } = command
  if (isBlank(reason)) return refuse('reason-missing')
  if (isBlank(basis)) return refuse('basis-missing')
  const assignment = { ...command.assignment, role: task.role, basis: 'ruling' as const }
  if (assignment.department === 'intake') return refuse('intake-cannot-be-assigned')
  const others = partsBeside(about, task)
  if (assignment.office === task.office || others.some((one) => leads(one, assignment)))
    return refuse('office-named-twice')
  const fault = faultIn([assignment], about, matter)
  if (fault) return { ok: false, refusal: fault }
  const stay = others.filter(({ office }) => office !== assignment.office)
  return ok([
    {
      type: 'assigned',
      matter: matter.id,
      assignments: [assignment],
      explanation: ruled(matter, [assignment, ...stay]),
      ruling: { reason: reason.trim(), basis: basis.trim() },
      replaces: task.task,
    },
  ])
}

const partsBeside = ({ tasks }: Case, { task, matter }: Task): readonly Task[] =>
  tasks.filter((one) => one.matter === matter && one.task !== task && isLive(one))

const leads = (one: Task, { office }: Assignment): boolean =>
  one.office === office && (one.role === 'lead' || one.role === 'co-lead')

/** As many as one report may have; who has more to tell tells it in another. */
const mostMatters = 5

/** 另立事项. The report stays one, with one number; what it tells besides goes its own way. */
export function separate(about: Case, command: CommandOf<'separate'>): Decision {
  const { matter, assignments, explanation, reason } = command
  if (isBlank(reason)) return refuse('reason-missing')
  if (about.matters.some(({ id, offence }) => id === matter.id || offence === matter.offence))
    return refuse('matter-known')
  if (about.matters.length >= mostMatters) return refuse('matters-too-many')
  const fault = faultIn(assignments, about, { ...matter, explanation, open: true })
  if (fault) return { ok: false, refusal: fault }
  const known = about.matters.map(({ id, stream, offence, place, accused }) => ({
    id,
    stream,
    offence,
    ...(place === undefined ? {} : { place }),
    ...(accused === undefined ? {} : { accused }),
  }))
  return ok([
    {
      type: 'matters-set',
      matters: [...known, matter],
      separated: { matter: matter.id, reason: reason.trim() },
    },
    { type: 'assigned', matter: matter.id, assignments, explanation },
  ])
}

/** How often a matter has gone from one office to another: given back, or taken over. */
export function timesPassedOn(
  events: readonly { readonly type: string; readonly matter?: string; readonly task?: string }[],
  about: Pick<Case, 'tasks'>,
  matter: string,
): number {
  return events.filter(
    (event) =>
      (event.type === 'returned' && taskIn(about, event.task)?.matter === matter) ||
      (event.type === 'assigned' && event.matter === matter && 'replaces' in event),
  ).length
}

const taskIn = ({ tasks }: Pick<Case, 'tasks'>, id: string | undefined): Task | undefined =>
  tasks.find(({ task }) => task === id)
