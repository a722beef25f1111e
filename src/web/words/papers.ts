import type { PaperWords } from '#service/paper-words.ts'
import type { FormKind } from '#service/papers.ts'
import { fullDay, timeWords } from './dates.ts'
import { eventActor, eventName } from './events.ts'
import { explanationWords } from './explanation.ts'
import { declineReasons, ongoings, outcomes, streams, taskRoles, taskStates } from './terms.ts'

/** The words of the pages, for papers. */
export const paperWords: PaperWords = {
  outcomes,
  declineReasons,
  streams,
  states: taskStates,
  roles: taskRoles,
  ongoings,
  fullDay,
  time: (at) => timeWords(at, ''),
  explanation: explanationWords,
  event: eventName,
  actor: eventActor,
}

export const formNames: Readonly<Record<FormKind, string>> = {
  assignment: '转办单',
  accepted: '受理告知书',
  declined: '不予受理告知书',
  'crime-report': '移送涉嫌犯罪案件的报告',
  transfer: '移送函',
  conclusion: '办结报告',
}
