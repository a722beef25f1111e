import { html } from 'hono/html'

import type { Asked } from '#conversation/channel.ts'
import type { Button, TranscriptLine } from '#conversation/message.ts'

import type { Html } from '../web-chat/layout.ts'
import { fieldOf, filesInput, hiddenOf } from './fields.ts'
import type { Fault } from './fields.ts'
import { formUrl, frame } from './frame.ts'
import type { Entry } from './frame.ts'
import { receiptPart } from './receipt-part.ts'
import { saidPart } from './said-part.ts'
import { reviewPart } from './review-part.ts'
import type { Typed } from './sheet.ts'
import { formWords } from './words.ts'

/** Everything a page of the form is made of. */
export interface FormView {
  readonly entry: Entry
  /** Fresh for each page, so that the same page sent twice counts once. */
  readonly once: string
  /** What the office has said and the person has not read yet. */
  readonly lines: readonly TranscriptLine[]
  readonly asked: Asked | undefined
  /** Nothing has been said yet. */
  readonly first: boolean
  readonly typed: Typed
  readonly fault: Fault | undefined
  readonly notice: string | undefined
}

/** The page that fits where the conversation stands. */
export function formPage(view: FormView): Html {
  const { entry, notice } = view
  const main = html`${notice ? html`<p class="notice" role="status">${notice}</p>` : ''}
  ${view.first ? firstPart(view) : openPart(view)}`
  return frame(entry, main)
}

/** First let them speak. */
function firstPart(view: FormView): Html {
  const { entry, typed } = view
  const own = formWords[entry.lang]
  return sheetOf(
    view,
    'what',
    html`<h1><label for="text">${own.what}</label></h1>
      <p class="over" id="text-hint">${own.whatHint}</p>
      ${faultOf(view)}
      <textarea id="text" name="text" rows="7" aria-describedby="text-hint text-wrong">
${typed.get('what') ?? ''}</textarea>
      <div class="field">
        <label for="files">${own.files}</label>
        ${filesInput(entry.lang)}
      </div>
      <button class="main">${own.next}</button>`,
  )
}

function openPart(view: FormView): Html {
  const { asked, lines, entry } = view
  const questions = asked?.questions ?? []
  const [question] = questions
  const buttons = lines.findLast((line) => line.buttons)?.buttons ?? []
  if (questions.length > 1) return severalPart(view, questions)
  if (asked && !question && asked.wait !== '' && buttons.length > 1)
    return sheetOf(view, '', html`${reviewPart(lines, buttons, entry.lang)}`)
  const receipt = receiptPart(lines, entry)
  const shown = lines.filter(({ text }) => text !== question?.text && text !== view.fault?.why)
  const field = question?.field ?? ''
  return html`${receipt ?? saidPart(shown, entry)}
  ${sheetOf(
    view,
    field,
    html`${question ? html`<h1 id="question">${asPressed(question.text)}</h1>` : ''}
    ${faultOf(view)} ${onePart(view, field, buttons)}`,
  )}
  ${receipt ? html`${anewPart(view)}` : ''}`
}

/** One question: its options as buttons, or a box with the buttons below it. */
function onePart(view: FormView, field: string, buttons: readonly Button[]): Html {
  const { asked, entry, typed, first } = view
  const own = formWords[entry.lang]
  const kind = asked?.questions[0]?.kind ?? (buttons.length > 0 ? 'choice' : 'text')
  const label = asked?.questions[0]
    ? html`aria-labelledby="question" aria-describedby="text-wrong"`
    : ''
  const about = asked?.questions[0] ? '' : html`<label for="text">${own.more}</label>`
  const box = html`${about}<textarea
      id="text"
      name="text"
      rows="${kind === 'text' ? 4 : 2}"
      ${label}
    >
${typed.get(field || 'text') ?? ''}</textarea>`
  const press = html`<div class="options">
    ${buttons.map(
      ({ label: text, data }) => html`<button name="button" value="${data}">${text}</button>`,
    )}
  </div>`
  const files = html`<div class="field">
    <label for="files">${own.files}</label>
    ${filesInput(entry.lang)}
  </div>`
  if (kind === 'choice')
    return html`${press}
      <details ${typed.get(field || 'text') ? 'open' : ''}>
        <summary>${own.own}</summary>
        ${box} ${asked || first ? '' : files}
        <button>${own.send}</button>
      </details>`
  return html`${kind === 'files' ? '' : box} ${kind === 'files' || !asked ? files : ''}
    <button class="main">${asked ? own.next : own.send}</button>
    ${press}`
}

function severalPart(view: FormView, questions: Asked['questions']): Html {
  const { entry, lines, typed, fault } = view
  const texts = new Set(questions.map(({ text }) => text))
  return html`${saidPart(
    lines.filter(({ text }) => !texts.has(text) && text !== fault?.why),
    entry,
  )}
  ${sheetOf(
    { ...view, typed: new Map([...typed].filter(([name]) => !isIn(questions, name))) },
    '',
    html`<h1>${formWords[entry.lang].several}</h1>
      ${questions.map((question) => fieldOf(question, entry.lang, { typed, fault }))}
      <button class="main">${formWords[entry.lang].next}</button>`,
  )}`
}

const isIn = (questions: Asked['questions'], name: string): boolean =>
  questions.some(({ field }) => field === name)

/** The form around a part: which page this is, and what was typed that has no box here. */
function sheetOf(view: FormView, field: string, part: Html): Html {
  const { entry, once, asked, typed } = view
  const { wait = '', back, said = {} } = asked ?? {}
  const carried = new Map([...typed].filter(([name]) => name !== (field || 'text')))
  return html`<form id="ask" method="post" action="${formUrl(entry)}" enctype="multipart/form-data">
    <input type="hidden" name="once" value="${once}" />
    <input type="hidden" name="wait" value="${wait}" />
    <input type="hidden" name="field" value="${field}" />
    ${hiddenOf('c', carried)} ${hiddenOf('h', said)} ${part}
    ${back ? html`<p class="back"><button name="back" value="${back}">${back}</button></p>` : ''}
  </form>`
}

function faultOf({ fault }: FormView): Html | '' {
  return fault ? html`<p class="wrong" id="text-wrong" role="alert">${fault.why}</p>` : ''
}

function anewPart({ entry, once }: FormView): Html {
  return html`<form method="post" action="${formUrl(entry)}" enctype="multipart/form-data">
    <input type="hidden" name="once" value="${once}-anew" />
    <button name="start" value="1">${formWords[entry.lang].anew}</button>
  </form>`
}

/** Where a chat asks for the word there is a button. */
const asPressed = (text: string): string => text.replaceAll('回"跳过"', '按“跳过”')
