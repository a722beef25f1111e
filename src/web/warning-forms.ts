import { html } from 'hono/html'
import { mayFor } from '#core/access.ts'
import { warningOutcomes, type WarningDeed, type WarningOutcome } from '#core/warning.ts'
import { departmentsFor } from '#service/warning-deeds.ts'
import type { WarningFile } from '#service/warnings.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { outcomeNames } from './words/warnings.ts'

/** What was typed and not taken: it stays in its boxes. */
export interface Refused {
  readonly notice: string
  readonly form: Form
}

interface Shown {
  readonly visit: Visit
  readonly file: WarningFile
  readonly refused: Refused | undefined
}

/** What the officer may do with a warning now, each a form of its own. */
export function deedsPart(visit: Visit, file: WarningFile, refused?: Refused): Html | string {
  const { officer } = visit
  const { kind, state, area } = file.warning
  if (state === 'closed') return ''
  const settles = mayFor(officer, 'settle-warning', area).ok
  const steers = mayFor(officer, 'steer-warning', area).ok
  const answers = kind === 'cluster' || kind === 'press'
  const shown = { visit, file, refused }
  return html`<section class="card" id="deeds">
    <h2>怎么办</h2>
    ${settles && state === 'raised' ? deedForm(shown, { deed: 'acknowledge', button: '签收', fields: '' }) : ''}
    ${steers ? handOverForm(shown) : ''} ${settles && answers ? answerForm(shown) : ''}
    ${settles ? closeForm(shown) : ''}
  </section>`
}

/** What was typed into that form before. */
const typed = ({ refused }: Shown, deed: WarningDeed['type'], name: string): string =>
  refused?.form.text('deed') === deed ? refused.form.text(name) : ''

function handOverForm(shown: Shown): Html {
  const { visit, file, refused } = shown
  const all = departmentsFor(visit.web.world, file.warning)
  const chosen =
    refused?.form.text('deed') === 'hand-over' ? refused.form.all('to') : file.warning.departments
  const isFirst = ({ id, named }: (typeof all)[number]): boolean => named || chosen.includes(id)
  const box = (one: (typeof all)[number]): Html => departmentBox(one, chosen.includes(one.id))
  const words = {
    id: 'hand-over-words',
    name: 'words',
    label: '交代一句',
    value: typed(shown, 'hand-over', 'words'),
    max: 2000,
  }
  return deedForm(shown, {
    deed: 'hand-over',
    button: '移交',
    fields: html`<fieldset>
        <legend>交给（打勾的会收到通知，没打勾的不再有）</legend>
        ${all.filter(isFirst).map(box)}
        <details>
          <summary>这一条没有写的部门</summary>
          ${all.filter((one) => !isFirst(one)).map(box)}
        </details>
      </fieldset>
      ${textBox(words)}`,
  })
}

function answerForm(shown: Shown): Html {
  const words = {
    id: 'answer-words',
    name: 'words',
    label: '官方答复的原话',
    value: typed(shown, 'answer', 'words'),
    max: 2000,
  }
  const where = {
    id: 'answer-where',
    name: 'where',
    label: '登在哪里',
    value: typed(shown, 'answer', 'where'),
    max: 500,
  }
  const fields = html`${textBox(words)} ${lineBox(where)}`
  return deedForm(shown, { deed: 'answer', button: '记下答复', fields })
}

function closeForm(shown: Shown): Html {
  const outcome = {
    id: 'outcome',
    name: 'outcome',
    label: '结果',
    value: typed(shown, 'close', 'outcome'),
    options: warningOutcomes.map((one) => [one, outcomeNames[one]] as const),
  }
  const words = {
    id: 'close-words',
    name: 'words',
    label: '一句话：怎么看的，做了什么',
    value: typed(shown, 'close', 'words'),
    max: 2000,
  }
  const fields = html`${choiceBox(outcome)} ${textBox(words)}`
  return deedForm(shown, { deed: 'close', button: '了结', fields })
}

const departmentBox = (
  { id, name, named }: ReturnType<typeof departmentsFor>[number],
  isHolder: boolean,
): Html =>
  html`<label class="check"
    ><input type="checkbox" name="to" value="${id}" ${isHolder ? html`checked` : ''} />
    ${name}${named ? '（这一条写了它）' : ''}</label
  >`

interface DeedForm {
  readonly deed: WarningDeed['type']
  readonly button: string
  readonly fields: Html | string | Promise<Html>
}

const deedForm = (
  { visit, file: { warning, version } }: Shown,
  { deed, button, fields }: DeedForm,
): Html =>
  html`<form method="post" action="/desk/warnings/${warning.id}/deeds">
    ${csrfField(visit)}
    <input type="hidden" name="version" value="${version}" />
    <input type="hidden" name="deed" value="${deed}" />
    ${fields}
    <p class="row"><button>${button}</button></p>
  </form>`

/** What a form asks for; nothing where it is none of ours. */
export function deedIn(form: Form): WarningDeed | undefined {
  const words = form.text('words')
  switch (form.text('deed')) {
    case 'acknowledge':
      return { type: 'acknowledge', words }
    case 'hand-over':
      return { type: 'hand-over', to: form.all('to'), words }
    case 'answer':
      return { type: 'answer', words, where: form.text('where').slice(0, 500) }
    case 'close': {
      const outcome = form.text('outcome')
      return isOutcome(outcome) ? { type: 'close', outcome, words } : undefined
    }
    default:
      return undefined
  }
}

const isOutcome = (text: string): text is WarningOutcome =>
  warningOutcomes.some((one) => one === text)
