import { may, type Officer } from '#core/access.ts'
import type { Case } from '#core/case.ts'
import { type CaseEvent, eventIn } from '#core/case-event.ts'
import { isUnderSeal } from '#core/evolve.ts'
import type { Office } from '#core/plan.ts'
import { taskOf } from '#core/progress.ts'
import { officerById } from '#store/officers.ts'
import type { Tx } from '#store/transaction.ts'
import type { OpenCase } from './case-file.ts'
import { mediationWords, stepWords } from './elsewhere-words.ts'
import { answerWords } from './rating-words.ts'

/** One line of the history; `text` only where the reader may read it. */
export interface DeskEvent {
  readonly at: number
  readonly type: CaseEvent['type']
  readonly by: 'reporter' | 'clock' | 'officer'
  readonly officer?: string
  readonly office?: string
  readonly task?: string
  readonly text?: string
}

/** A suspicion leaves no line for those who may not know of it, and neither does another office's draft. */
export function seenBy(
  officer: Officer,
  { events, case: about }: OpenCase,
): Pick<OpenCase, 'events'> {
  const knows = may(officer, 'see-suspicion').ok
  return {
    events: events.filter(
      (event) => (knows || !isUnderSeal(event)) && !isOthersDraft(about, event, officer),
    ),
  }
}

const isOthersDraft = (about: Case, event: CaseEvent, { role, office }: Officer): boolean =>
  (event.type === 'review-asked' ||
    event.type === 'review-sent-back' ||
    event.type === 'reviewed') &&
  role !== 'supervisor' &&
  taskOf(about, event.task)?.office !== office

/** What happened to a case, oldest first. */
export async function history(
  tx: Tx,
  { events }: Pick<OpenCase, 'events'>,
  offices: readonly Office[],
): Promise<readonly DeskEvent[]> {
  const lines: DeskEvent[] = []
  for (const event of events) {
    const by = event.by
    const name = by.kind === 'officer' ? (await officerById(tx, by.id))?.name : undefined
    const office =
      by.kind === 'officer' ? offices.find(({ id }) => id === by.office)?.name : undefined
    const text = wordsOf(event)
    lines.push({
      at: event.at,
      type: event.type,
      by: by.kind,
      ...(name ? { officer: name } : {}),
      ...(office ? { office } : {}),
      ...('task' in event ? { task: event.task } : {}),
      ...(text ? { text } : {}),
    })
  }
  return lines
}

function wordsOf(event: CaseEvent): string {
  if (isWordless(event)) return ''
  if (isTold(event)) return event.text
  if (isReasoned(event)) return event.reason
  switch (event.type) {
    case 'returned':
      return `${event.reason}（${event.basis}）`
    case 'assigned':
      return event.ruling ? `${event.ruling.reason}（${event.ruling.basis}）` : ''
    case 'rated':
      return answerWords(event)
    case 'penalty-added':
      return event.penalty
    case 'paused':
      return event.document
    case 'merged':
      return `${event.into}：${event.reason}`
    case 'joined':
    case 'parted':
      return `${event.number}：${event.reason}`
    case 'joined-heard':
      return event.number
    case 'transferred':
      return `${event.organ}（${event.basis}）`
    case 'transfer-received':
      return [event.on, event.document].filter(Boolean).join('，')
    case 'transfer-proposed':
      return `${event.crime}（${event.article}）`
    case 'transfer-decided':
      return [event.granted ? '批准' : '不批准', event.head, event.on, event.reason]
        .filter(Boolean)
        .join('，')
    case 'transfer-followed':
      return stepWords(event.step)
    case 'mediation-offered':
      return event.organ
    case 'mediation-followed':
      return mediationWords(event.step)
    case 'accused-cleared':
      return `${event.organ}，${event.document}，${event.on}`
    case 'ethics-handed':
      return `${event.unit}，${event.on}`
    case 'matters-set':
      return event.separated?.reason ?? ''
    case 'suspicion-referred':
      return `${event.organ}：${event.text}`
  }
}

/** Named one by one, so that no words of a new event are forgotten. */
const wordless = [
  'filed',
  'taken',
  'let-go',
  'resumed',
  'recounted',
  'accepted',
  'acknowledged',
  'made-anonymous',
  'closed',
  'review-asked',
  'reviewed',
] as const satisfies readonly CaseEvent['type'][]

const isWordless = eventIn(wordless)

/** What was written is what there is to read. */
const told = [
  'extension-asked',
  'extended',
  'declined',
  'noted',
  'asked',
  'answered',
  'supplemented',
  'concluded',
  're-examination-requested',
  'supervised',
  'handed-over',
  'patrol-given',
  'patrolled',
  'supervision-lifted',
  're-examination-granted',
  're-examination-refused',
] as const satisfies readonly CaseEvent['type'][]

/** Only why. */
const reasoned = [
  'extension-refused',
  'withdrawn',
  'masked',
  'unmasked',
  'redacted',
  'suspected',
  'suspicion-cleared',
  'review-sent-back',
  'unmerged',
] as const satisfies readonly CaseEvent['type'][]

const isTold = eventIn(told)
const isReasoned = eventIn(reasoned)
