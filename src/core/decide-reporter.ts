import type { Case, Facts, Task } from './case.ts'
import type { CommandOf, Context, EventBody } from './command.ts'
import { resumption } from './decide-clock.ts'
import { within } from './merge.ts'
import { hasOutcome } from './rating.ts'
import { ok, refuse, type Result } from './result.ts'
import { isBlank } from './words.ts'

type Decision = Result<EventBody[]>

/** The reporter answers a question; a second thought comes as a supplement. */
export function answer(about: Case, command: CommandOf<'answer'>, context: Context): Decision {
  const question = about.questions.find(({ id }) => id === command.question)
  if (!question) return refuse('question-unknown')
  if (question.answer) return refuse('already-answered')
  if (isBlank(command.text) && command.evidence.length === 0) return refuse('text-missing')
  const { text, evidence } = command
  return ok([
    { type: 'answered', question: question.id, text: text.trim(), evidence },
    ...runsOn(about, context, ({ task }) => task === question.task),
  ])
}

/** Who waited for the reporter's words has them: the count runs on. */
function runsOn(
  about: Case,
  context: Context,
  concerns: (task: Task) => boolean = () => true,
): readonly EventBody[] {
  return about.tasks
    .filter((task) => task.pause?.reason === 'supplement' && concerns(task))
    .flatMap((task) => resumption(about, task, context) ?? [])
}

/** 补充. Words are added, never exchanged; only an urgent report, filed in haste, fills in its fields later. */
export function supplement(
  about: Case,
  command: CommandOf<'supplement'>,
  context: Context,
): Decision {
  const { text, evidence, facts } = command
  const given = facts && present(facts)
  if (given && about.urgent === null) return refuse('facts-already-given')
  if (isBlank(text) && evidence.length === 0 && !given) return refuse('text-missing')
  return ok([
    { type: 'supplemented', text: text.trim(), evidence, ...(given ? { facts: given } : {}) },
    ...(context.by.kind === 'reporter' ? runsOn(about, context) : []),
  ])
}

/** 撤回, while nothing is concluded. */
export function withdraw(about: Case, command: CommandOf<'withdraw'>): Decision {
  if (about.reExamination) return refuse('already-concluded')
  return ok([{ type: 'withdrawn', reason: command.reason.trim() }])
}

/** 改成匿名: what the law lets somebody take back is taken back, whatever the case has come to. */
export function makeAnonymous(about: Case): Decision {
  return ok(about.standing === 'named' ? [{ type: 'made-anonymous' }] : [])
}

/**
 * What the reporter answers when asked after the conclusion, until they ask for a second look; their last word counts. How a
 * merged report ended stands in its main case: its reporter is asked when that has ended.
 */
export function rate(about: Case, command: CommandOf<'rate'>): Decision {
  const { type: _rate, ...given } = command
  if (about.withdrawal) return refuse('case-withdrawn')
  if (!within(about) && !hasOutcome(about)) return refuse('already-declined')
  if (about.reExamination) return refuse('already-re-examined')
  const { stillGoing, satisfaction } = about.rating ?? {}
  const known = given.question === 'still-going' ? stillGoing : satisfaction
  return ok(known === given.answer ? [] : [{ type: 'rated', ...given }])
}

/** What was really filled in; an empty field does not wipe out what was told before. */
function present(facts: Partial<Facts>): Partial<Facts> | undefined {
  const filled = Object.entries(facts).filter(([, value]) =>
    typeof value === 'string' ? !isBlank(value) : Array.isArray(value) && value.length > 0,
  )
  return filled.length > 0 ? Object.fromEntries(filled) : undefined
}
