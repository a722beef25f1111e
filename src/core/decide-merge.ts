import type { Case, Instant, Task } from './case.ts'
import type { CommandOf, Context, EventBody } from './command.ts'
import { recountDue, resumption } from './decide-clock.ts'
import { parted, unmerged } from './evolve-merge.ts'
import { duesOf, type MergeCommand } from './merge.ts'
import { ok, refuse, type Refusal, type Result } from './result.ts'
import { isLive } from './transitions.ts'
import { isBlank } from './words.ts'

type Decision = Result<EventBody[]>

/** 并案 and what belongs to it, on the one case or on the other. */
export function mergeBodies(
  about: Case,
  command: CommandOf<MergeCommand['type']>,
  context: Context,
): Decision {
  switch (command.type) {
    case 'merge':
      return merge(about, command)
    case 'join':
      return join(about, command)
    case 'unmerge':
      return unmerge(about, command, context)
    case 'part':
      return part(about, command, context)
    case 'hear-joined':
      return ofJoined(about, command.number, () => ok([heard(command)]))
  }
}

const heard = ({ number }: CommandOf<'hear-joined'>): EventBody => ({
  type: 'joined-heard',
  number,
})

/** A merged case ends with its main case, and not before. */
export function endMerged({ by }: Context): Decision {
  return by.kind === 'clock' ? ok([{ type: 'closed' }]) : refuse('case-merged')
}

/** This case is handled within another from now on. */
function merge(about: Case, { into, reason }: CommandOf<'merge'>): Decision {
  const fault = faultInMerging(about, into, reason)
  if (fault) return { ok: false, refusal: fault }
  return ok([{ type: 'merged', into: into.number, reason: reason.trim() }])
}

/** This case takes another in. */
function join(about: Case, { other, reason }: CommandOf<'join'>): Decision {
  const fault = faultInMerging(other, about, reason)
  if (fault) return { ok: false, refusal: fault }
  const { number, urgent, acknowledgedAt } = other
  return ok([
    {
      type: 'joined',
      number,
      reason: reason.trim(),
      urgent,
      ...(acknowledgedAt === undefined ? {} : { acknowledgedAt }),
      dues: duesOf(other),
    },
  ])
}

/** 撤销并案. Days off that were published meanwhile count for what it gets back, and so do words it waited for. */
function unmerge(about: Case, { reason }: CommandOf<'unmerge'>, context: Context): Decision {
  if (isBlank(reason)) return refuse('reason-missing')
  const alone = unmerged(about)
  const resumed = alone.tasks.flatMap((task) => {
    const at = toldAt(alone, task)
    return (at === undefined ? undefined : resumption(alone, task, { ...context, at })) ?? []
  })
  const running = new Set(resumed.map(({ task }) => task))
  const others = recounted(alone, context).filter(
    (one) => !('task' in one && running.has(one.task)),
  )
  return ok([{ type: 'unmerged', reason: reason.trim() }, ...others, ...resumed])
}

/** When the reporter gave the words that a part stands still for. */
function toldAt({ questions, supplements }: Case, { task, pause }: Task): Instant | undefined {
  if (pause?.reason !== 'supplement') return undefined
  const answers = questions.flatMap((one) =>
    one.task === task && one.answer ? [one.answer.at] : [],
  )
  const told = [...answers, ...supplements.map(({ at }) => at)].filter((at) => at >= pause.at)
  return told.toSorted((one, other) => one - other)[0]
}

function part(about: Case, { number, reason }: CommandOf<'part'>, context: Context): Decision {
  return ofJoined(about, number, () => {
    if (isBlank(reason)) return refuse('reason-missing')
    const body = { type: 'parted', number, reason: reason.trim() } as const
    const event = { ...body, id: context.id(0), at: context.at, by: context.by }
    return ok([body, ...recounted(parted(about, event), context)])
  })
}

const ofJoined = (about: Case, number: string, decision: () => Decision): Decision =>
  about.joined?.some((one) => one.number === number) ? decision() : refuse('not-merged')

function recounted(about: Case, context: Context): readonly EventBody[] {
  return about.tasks.filter(isLive).flatMap(({ task }) => {
    const events = recountDue(about, { type: 'recount', task }, context)
    return events.ok ? events.value : []
  })
}

/** Why these two are not handled as one. A merged case takes no other in, so no circle can come about. */
function faultInMerging(about: Case, main: Case, reason: string): Refusal | undefined {
  if (about.number === main.number) return { key: 'merge-itself' }
  if (about.area !== main.area) return { key: 'merge-other-area' }
  if (about.state !== 'received' && about.state !== 'accepted') return { key: 'merge-over' }
  if (main.state === 'merged')
    return { key: 'main-merged', facts: { into: main.merge?.into ?? '' } }
  if (main.state !== 'received' && main.state !== 'accepted') return { key: 'main-over' }
  if (accusesWhom(about) !== accusesWhom(main)) return { key: 'merge-accusation' }
  return isBlank(reason) ? { key: 'reason-missing' } : undefined
}

/** An accusation goes together only with one of the same department: others may not read it. */
function accusesWhom({ matters }: Case): string {
  const against = matters.filter(({ stream, accused }) => stream === 'accusation' || accused)
  return [...new Set(against.map(({ accused }) => accused ?? '?'))].toSorted().join(' ')
}
