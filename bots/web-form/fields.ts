import { html } from 'hono/html'

import type { FormQuestion } from '#conversation/channel.ts'

import type { Html } from '../web-chat/layout.ts'
import type { Lang } from '../web-chat/words.ts'
import type { Typed } from './sheet.ts'
import { formWords } from './words.ts'

/** Why an answer was not taken, beside it. */
export interface Fault {
  readonly field: string
  readonly why: string
}

const accepted = 'image/*,audio/*,video/*,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx'

/** One question among several: its words, what is wrong with the answer, and what was typed. */
export function fieldOf(
  { field, text, kind, options, skip }: FormQuestion,
  lang: Lang,
  { typed, fault }: { readonly typed: Typed; readonly fault: Fault | undefined },
): Html {
  const own = formWords[lang]
  const value = typed.get(field) ?? ''
  const wrong = fault?.field === field ? fault.why : undefined
  const hint = skip === undefined || kind === 'choice' ? '' : own.skipHint
  const about = [wrong && `${field}-wrong`, hint && `${field}-hint`].filter(Boolean).join(' ')
  const before = html`${hint ? html`<p class="over" id="${field}-hint">${hint}</p>` : ''}${
    wrong ? html`<p class="wrong" id="${field}-wrong" role="alert">${wrong}</p>` : ''
  }`
  if (kind === 'choice' && options)
    return html`<fieldset class="field">
      <legend>${asLabel(text)}</legend>
      <input type="hidden" name="f.${field}" value="" />
      ${before}
      ${options.map(
        (option) =>
          html`<label class="choice"
            ><input
              type="radio"
              name="f.${field}"
              value="${option}"
              ${option === value ? 'checked' : ''}
            />
            <span>${option}</span></label
          >`,
      )}
    </fieldset>`
  const input =
    kind === 'files'
      ? filesInput(lang, about)
      : kind === 'phone'
        ? html`<input
            type="tel"
            id="${field}"
            name="f.${field}"
            value="${value}"
            aria-describedby="${about}"
            autocomplete="off"
          />`
        : html`<textarea id="${field}" name="f.${field}" rows="2" aria-describedby="${about}">
${value}</textarea>`
  return html`<div class="field">
    <label for="${kind === 'files' ? 'files' : field}">${asLabel(text)}</label>
    ${before} ${input}
    ${kind === 'files' ? html`<input type="hidden" name="f.${field}" value="" />` : ''}
  </div>`
}

export const filesInput = (lang: Lang, about = ''): Html =>
  html`<input
      type="file"
      id="files"
      name="files"
      multiple
      accept="${accepted}"
      aria-describedby="files-about ${about}"
    />
    <p class="over" id="files-about">${formWords[lang].filesHint}</p>`

/** Where a chat asks for the word, a form is left empty. */
const asLabel = (text: string): string =>
  text
    .replace(/就?回"跳过"/gu, '就不填')
    .replace(/回"/gu, '填"')
    .replaceAll('send "skip"', 'leave it empty')

export const hiddenOf = (prefix: string, typed: Typed | Readonly<Record<string, string>>): Html[] =>
  (typed instanceof Map ? [...typed] : Object.entries(typed)).map(
    ([field, text]) => html`<input type="hidden" name="${prefix}.${field}" value="${text}" />`,
  )
