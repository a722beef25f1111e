import type { Case } from './case.ts'
import type { CommandOf, EventBody } from './command.ts'
import { ok, refuse, type Result } from './result.ts'
import { isBlank } from './words.ts'

type Decision = Result<EventBody[]>

/** 督办. A supervisor watches the case from here on, for a reason that the offices read and the reporter does not. */
export function supervise(about: Case, command: CommandOf<'supervise'>): Decision {
  if (about.supervision) return refuse('already-supervised')
  if (isBlank(command.text)) return refuse('reason-missing')
  return ok([{ type: 'supervised', reason: command.reason, text: command.text.trim() }])
}

/** 解除督办. */
export function liftSupervision(about: Case, command: CommandOf<'lift-supervision'>): Decision {
  if (!about.supervision) return refuse('not-supervised')
  if (isBlank(command.text)) return refuse('reason-missing')
  return ok([{ type: 'supervision-lifted', text: command.text.trim() }])
}
