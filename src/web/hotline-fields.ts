import { html } from 'hono/html'
import type { CallLine } from '#service/call-lines.ts'
import type { Html } from './layout.ts'

/** Shorter names for what is asked of few callers. */
const titles: Readonly<Record<string, string>> = {
  guardian: '家长同意',
  healthConsent: '同意提供病情',
  identityConsent: '同意留姓名电话',
  unit: '哪个单位的人',
}

/** What stands in a line, and what the conversation still wants of it. */
interface Line {
  readonly line: CallLine
  readonly value: string
  readonly wanted: readonly string[]
  /** Typing begins here. */
  readonly first: boolean
}

/** One line of the call's form: what it is called, how it is asked aloud, where it is typed. */
export function callLine({ line, value, wanted, first }: Line): Html {
  const { field, question, options } = line
  const label = titles[field] ?? line.label
  const open =
    wanted.length > 0
      ? html`<p class="wanted" id="${field}-wanted" role="alert">
          ${wanted.map((text) => html`${text}<br />`)}
        </p>`
      : ''
  if (options) return choiceLine({ line, label, value, open })
  const about = `${field}-hint${wanted.length > 0 ? ` ${field}-wanted` : ''}`
  const box =
    field === 'what'
      ? html`<textarea
          id="${field}"
          name="${field}"
          rows="6"
          ${first ? html`autofocus` : ''}
          required
          aria-describedby="${about}"
        >
${value}</textarea>`
      : html`<input
          id="${field}"
          name="${field}"
          value="${value}"
          maxlength="${line.max ?? 40}"
          autocomplete="off"
          ${field === 'contact' ? html`inputmode="tel"` : ''}
          ${first ? html`autofocus` : ''}
          aria-describedby="${about}"
        />`
  return html`<div class="line ${isNameOrPhone(field) ? 'named' : ''}">
    <label for="${field}">${label}</label>
    <p class="hint" id="${field}-hint">${question}</p>
    ${open} ${box}
  </div>`
}

const isNameOrPhone = (field: string): boolean => field === 'name' || field === 'contact'

interface Choosing {
  readonly line: CallLine
  readonly label: string
  readonly value: string
  readonly open: Html | string
}

function choiceLine({ line, label, value, open }: Choosing): Html {
  const { field, question, options = [] } = line
  return html`<fieldset class="line" aria-describedby="${field}-hint">
    <legend>${label}</legend>
    <p class="hint" id="${field}-hint">${question}</p>
    ${open}
    <p class="choices-row">
      ${options.map(
        (one) =>
          html`<label class="pick"
            ><input
              type="radio"
              name="${field}"
              value="${one.value}"
              ${one.value === value ? html`checked` : ''}
            />
            ${one.label}</label
          >`,
      )}
    </p>
  </fieldset>`
}
