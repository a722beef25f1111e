import type { Case } from './case.ts'
import type { CommandOf, Context, EventBody } from './command.ts'
import { ok, refuse, type Result } from './result.ts'
import { isBlank } from './words.ts'

type Decision = Result<EventBody[]>

/** 疑似恶意举报 is only put on record, with its reason: what was reported is looked into all the same. */
export function suspect(about: Case, command: CommandOf<'suspect'>): Decision {
  if (about.suspicion) return refuse('suspicion-known')
  if (isBlank(command.reason)) return refuse('reason-missing')
  return ok([{ type: 'suspected', reason: command.reason.trim() }])
}

/** The suspicion was wrong. */
export function clearSuspicion(about: Case, command: CommandOf<'clear-suspicion'>): Decision {
  if (!about.suspicion) return refuse('suspicion-none')
  if (isBlank(command.reason)) return refuse('reason-missing')
  return ok([{ type: 'suspicion-cleared', reason: command.reason.trim() }])
}

/** Nobody refers what they alone suspected. */
export function referSuspicion(
  about: Case,
  command: CommandOf<'refer-suspicion'>,
  { by }: Context,
): Decision {
  const { suspicion } = about
  if (!suspicion) return refuse('suspicion-none')
  if (suspicion.referred) return refuse('suspicion-referred')
  const isSame =
    by.kind === 'officer' && suspicion.by.kind === 'officer' && by.id === suspicion.by.id
  if (isSame) return refuse('suspicion-same-officer')
  if (isBlank(command.organ)) return refuse('organ-missing')
  if (isBlank(command.text)) return refuse('reason-missing')
  const { organ, text } = command
  return ok([{ type: 'suspicion-referred', organ: organ.trim(), text: text.trim() }])
}
