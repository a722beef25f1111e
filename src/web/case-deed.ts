import type { DeclineReason, Outcome } from '#core/case.ts'
import { isElsewhereType, isWideType } from '#core/deed-groups.ts'
import type { SuperviseReason } from '#core/supervision.ts'
import type { PauseReason } from '#core/task-clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Deed } from '#service/deed.ts'
import type { Form } from './form.ts'
import { wideDeed } from './wide-fields.ts'
import {
  declineReasons,
  deeds,
  outcomes,
  pauseReasonNames,
  superviseReasonNames,
} from './words/terms.ts'

/** What an officer typed about one deed: kept word for word until it is done. */
export interface Typed {
  readonly deed: Deed['type']
  readonly task: string
  readonly matter: string
  readonly lead: string
  readonly cooperate: readonly string[]
  readonly outcome: string
  readonly declineReason: string
  readonly penalty: string
  readonly noPenaltyReason: string
  readonly reason: string
  readonly basis: string
  readonly organ: string
  readonly pauseReason: string
  readonly superviseReason: string
  readonly document: string
  readonly changesSeen: string
  readonly into: string
  readonly offence: string
  readonly to: string
  readonly materials: string
  readonly on: string
  readonly transfer: string
  readonly text: string
}

/** Before these nothing is done until the officer has seen what the reporter will read. */
export const shownFirst: ReadonlySet<Deed['type']> = new Set([
  'decline',
  'conclude',
  'ask',
  'rule',
  'add-penalty',
  'pause',
  'extend',
  'grant-re-examination',
  'refuse-re-examination',
  'change-lead',
  'separate',
  'merge',
  'unmerge',
  'transfer',
])

export function typedIn(form: Form): Typed | undefined {
  const deed = form.text('deed')
  if (!Object.hasOwn(deeds, deed)) return undefined
  return {
    deed: deed as Deed['type'],
    cooperate: form.all('cooperate'),
    task: form.text('task'),
    matter: form.text('matter'),
    lead: form.text('lead'),
    outcome: form.text('outcome'),
    declineReason: form.text('declineReason'),
    penalty: form.text('penalty'),
    noPenaltyReason: form.text('noPenaltyReason'),
    reason: form.text('reason'),
    basis: form.text('basis'),
    organ: form.text('organ'),
    pauseReason: form.text('pauseReason'),
    superviseReason: form.text('superviseReason'),
    document: form.text('document'),
    changesSeen: form.text('changesSeen'),
    into: form.text('into'),
    offence: form.text('offence'),
    to: form.text('to'),
    materials: form.text('materials'),
    on: form.text('on'),
    transfer: form.text('transfer'),
    text: form.text('text'),
  }
}

/** The deed that was meant; what only a choice can say is asked for here. */
export function deedOf(typed: Typed): Result<Deed> {
  const { deed: type, task, matter, lead, cooperate, reason, basis, text } = typed
  // These have a page of their own.
  if (isElsewhereType(type)) return refuse('deed-unclear')
  if (isWideType(type)) return wideDeed(type, typed)
  switch (type) {
    case 'accept':
    case 'resume':
    case 'extend':
      return ok({ type, task })
    case 'add-penalty':
      return ok({ type, task, penalty: typed.penalty })
    case 'pause':
      return isPauseReason(typed.pauseReason)
        ? ok({ type, task, reason: typed.pauseReason, document: typed.document })
        : refuse('reason-missing')
    case 'ask-extension':
      return ok({ type, task, text })
    case 'refuse-extension':
      return ok({ type, task, reason })
    case 'decline':
      return isDeclineReason(typed.declineReason)
        ? ok({ type, task, reason: typed.declineReason, text })
        : refuse('reason-missing')
    case 'return':
      return ok({ type, task, reason, basis })
    case 'rule':
      return lead === ''
        ? refuse('lead-missing')
        : ok({ type, matter, lead, cooperate, reason, basis })
    case 'note':
    case 'ask':
      return ok({ type, task, text })
    case 'conclude':
      return conclusion(typed)
    case 'acknowledge':
    case 'close':
      return ok({ type })
    case 'supervise':
      return isSuperviseReason(typed.superviseReason)
        ? ok({ type, reason: typed.superviseReason, text })
        : refuse('reason-missing')
    case 'lift-supervision':
      return ok({ type, text })
    case 'suspect':
    case 'clear-suspicion':
      return ok({ type, reason })
    case 'refer-suspicion':
      return ok({ type, organ: typed.organ, text })
    case 'review':
      return ok({ type, task, changesSeen: typed.changesSeen === 'yes' })
    case 'send-back-review':
      return ok({ type, task, reason })
    case 'grant-re-examination':
      return ok({ type, office: lead, text })
    case 'refuse-re-examination':
      return ok({ type, text })
  }
}

function conclusion({ task, outcome, penalty, noPenaltyReason, text }: Typed): Result<Deed> {
  if (!isOutcome(outcome)) return refuse('outcome-missing')
  return ok({
    type: 'conclude',
    task,
    outcome,
    text,
    ...(penalty.trim() ? { penalty } : {}),
    ...(noPenaltyReason.trim() ? { noPenaltyReason } : {}),
  })
}

const isPauseReason = (key: string): key is PauseReason => Object.hasOwn(pauseReasonNames, key)
const isSuperviseReason = (key: string): key is SuperviseReason =>
  Object.hasOwn(superviseReasonNames, key)
const isOutcome = (key: string): key is Outcome => Object.hasOwn(outcomes, key)
const isDeclineReason = (key: string): key is DeclineReason => Object.hasOwn(declineReasons, key)
