import { html } from 'hono/html'
import { isElsewhereType, isWideType } from '#core/deed-groups.ts'
import type { Deed } from '#service/deed.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { DeskTask } from '#service/desk-task.ts'
import { longestNews } from '#service/tell-news.ts'
import { shownFirst, type Typed } from './case-deed.ts'
import { grantFields, refuseAgainFields } from './again-part.ts'
import type { Visit } from './desk-door.ts'
import { clockFields } from './clock-fields.ts'
import { csrfField } from './desk-layout.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Html } from './layout.ts'
import { reviewFields, reviewLine } from './review-part.ts'
import { ruleFields } from './rule-fields.ts'
import { superviseFields } from './supervision.ts'
import { suspicionFields } from './suspicion.ts'
import { templatePart } from './templates-part.ts'
import { wideFields } from './wide-fields.ts'
import { declineReasons, deeds, outcomes } from './words/terms.ts'
import { isWrittenType, writtenFields } from './written-fields.ts'

/** One deed that can be done now, and on what. */
export interface Doing {
  readonly deed: Deed['type']
  readonly task?: string
  readonly matter?: string
}

export interface CaseAt {
  readonly visit: Visit
  readonly file: DeskCase
  /** What the officer had typed before something stood in the way. */
  readonly typed?: Typed
}

/** Whether these typed words belong to this form. */
export const isFor = ({ typed }: CaseAt, { deed, task = '', matter = '' }: Doing): boolean =>
  typed?.deed === deed && typed.task === task && typed.matter === matter

/** The form of a deed; `main` makes its button the page's own. */
export function deedForm(at: CaseAt, doing: Doing, main: boolean): Html {
  const { deed, task = '', matter = '' } = doing
  const { number, version } = at.file.file
  const check = shownFirst.has(deed)
  return html`<form
    method="post"
    action="/desk/cases/${number}/deeds"
    data-keep="${at.visit.officer.id} ${number} ${deed} ${task}${matter}"
  >
    ${csrfField(at.visit)}
    <input type="hidden" name="version" value="${version}" />
    <input type="hidden" name="deed" value="${deed}" />
    <input type="hidden" name="task" value="${task}" />
    <input type="hidden" name="matter" value="${matter}" />
    ${templatePart(at.visit, doing)} ${fieldsOf(at, doing)}
    <p class="row">
      <button class="${main ? 'main' : ''}" name="stage" value="${check ? 'check' : 'do'}">
        ${check ? `下一步：看举报人会读到什么` : buttonName(deed)}
      </button>
    </p>
  </form>`
}

export function buttonName(deed: Deed['type']): string {
  return deed === 'note' ? '记下' : deeds[deed]
}

function fieldsOf(at: CaseAt, doing: Doing): Html | string {
  const { deed, task = '' } = doing
  const typed = isFor(at, doing) ? at.typed : draftedFor(at, doing)
  const box = (name: BoxName) => ({
    id: `${deed}-${task}-${name}`,
    name,
    value: typed?.[name] ?? '',
  })
  if (isElsewhereType(deed)) return ''
  if (isWrittenType(deed)) return writtenFields(deed, box)
  if (isWideType(deed)) return wideFields(at, deed, box, task)
  switch (deed) {
    case 'accept':
    case 'acknowledge':
    case 'close':
      return ''
    case 'resume':
    case 'extend':
    case 'pause':
    case 'ask-extension':
    case 'refuse-extension':
      return clockFields(at, { deed, task }, { box, chosen: typed?.pauseReason ?? '' })
    case 'decline':
      return declineFields(at, box('text'), { task, chosen: typed?.declineReason ?? '' })
    case 'conclude':
      return concludeFields(at, box, { task, chosen: typed?.outcome ?? '' })
    case 'rule':
      return ruleFields(at, doing, isFor(at, doing) ? at.typed : undefined)
    case 'supervise':
    case 'lift-supervision':
      return superviseFields(deed, box('text'), typed?.superviseReason ?? '')
    case 'suspect':
    case 'clear-suspicion':
    case 'refer-suspicion':
      return suspicionFields(deed, box)
    case 'review':
      return reviewFields(roleOf(at, task), box('changesSeen'))
    case 'grant-re-examination':
      return grantFields(at, box('text'), typed?.lead ?? '')
    case 'refuse-re-examination':
      return refuseAgainFields(at, box('text'))
  }
}

/** What waits for a second officer, or came back, stands in the form again for who writes it anew. */
function draftedFor(at: CaseAt, { deed, task = '' }: Doing): Drafted | undefined {
  const words = roleOf(at, task)?.draft?.words
  if (words?.type !== deed) return undefined
  return words.type === 'decline'
    ? { text: words.text, declineReason: words.reason }
    : {
        text: words.text,
        outcome: words.outcome,
        penalty: words.penalty ?? '',
        noPenaltyReason: words.noPenaltyReason ?? '',
      }
}

type Drafted = Partial<Typed>

type BoxName =
  | 'text'
  | 'reason'
  | 'basis'
  | 'penalty'
  | 'noPenaltyReason'
  | 'organ'
  | 'document'
  | 'changesSeen'
  | 'into'
  | 'offence'
  | 'to'
  | 'materials'
  | 'on'
  | 'transfer'
  | 'lead'

interface Box {
  readonly id: string
  readonly name: string
  readonly value: string
}

interface Choice {
  readonly task: string
  readonly chosen: string
}

function declineFields(at: CaseAt, text: Box, { task, chosen }: Choice): Html {
  const options = Object.entries(declineReasons)
  const id = `decline-${task}-reason`
  const label = tellsReporter(at, task) ? '写给举报人' : '说明'
  return html`${choiceBox({ id, name: 'declineReason', label: '不予受理的理由', value: chosen, options })}
  ${textBox({ ...text, label, hint: '写明为什么，该找哪里。', max: longestNews })}
  ${whoReviews(at, task)}`
}

const forIntake = new Set(['answered', 'transferred-to-police', 'transferred-to-discipline'])

function concludeFields(
  at: CaseAt,
  box: (name: 'text' | 'penalty' | 'noPenaltyReason') => Box,
  { task, chosen }: Choice,
): Html {
  const atIntake = roleOf(at, task)?.role === 'intake'
  const options = Object.entries(outcomes).filter(([key]) => !atIntake || forIntake.has(key))
  const id = `conclude-${task}-outcome`
  const words = tellsReporter(at, task) ? forReporter : forLead
  return html`${choiceBox({ id, name: 'outcome', label: '处理结果', value: chosen, options })}
  ${
    atIntake
      ? ''
      : html`${lineBox({ ...box('penalty'), label: '处罚决定书文号', hint: '查实的必填，例如 渝荣卫医罚〔2026〕12号。' })}
        ${lineBox({ ...box('noPenaltyReason'), label: '没有处罚文号的原因', hint: '查实但没有处罚的，写明原因。' })}`
  }
  ${textBox({ ...box('text'), ...words })} ${whoReviews(at, task)}`
}

/** Whether the words wait for a second officer. */
const whoReviews = (at: CaseAt, task: string): Html | string =>
  at.file.review && tellsReporter(at, task) ? reviewLine(at.file.review) : ''

const forReporter = {
  label: '写给举报人',
  hint: '查了什么、结果怎样、怎么处理，说清楚；不要写举报人是谁。',
  max: longestNews,
}

const forLead = { label: '给主办单位的意见', hint: '主办单位看得到，举报人看不到。', max: 2000 }

/** Only who decides the matter writes to the reporter. */
function tellsReporter(at: CaseAt, task: string): boolean {
  const role = roleOf(at, task)?.role
  return role === 'lead' || role === 'co-lead' || role === 'intake'
}

const roleOf = ({ file }: CaseAt, task: string): DeskTask | undefined =>
  file.tasks.find((one) => one.task === task)
