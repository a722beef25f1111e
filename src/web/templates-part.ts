import { html } from 'hono/html'
import type { Deed } from '#service/deed.ts'
import { templatesFor, templateSteps, templateText } from '#service/templates.ts'
import type { DeskCase } from '#service/desk-case.ts'
import { shownFirst, type Typed } from './case-deed.ts'
import type { Visit } from './desk-door.ts'
import type { Html } from './layout.ts'

const stepOf = (deed: Deed['type']) => templateSteps.find((one) => one === deed)

/** In a deed's form: a text to begin with. The button sends the form to be shown again, with all that was typed. */
export function templatePart(
  { web, officer }: Visit,
  { deed, task = '' }: { readonly deed: Deed['type']; readonly task?: string },
): Html | string {
  const step = stepOf(deed)
  const list = step ? templatesFor(web.world, officer, step) : []
  if (list.length === 0) return ''
  const id = `${deed}-${task}-template`
  // Enter in a line of the form means its own button, not the one that puts a text in.
  return html`<button hidden name="stage" value="${shownFirst.has(deed) ? 'check' : 'do'}">
      继续
    </button>
    <label for="${id}">办理用语</label>
    <p class="pick-text">
      <select id="${id}" name="template">
        <option value="">请选择</option>
        ${list.map((one) => html`<option value="${one.id}">${one.title}</option>`)}
      </select>
      <button name="stage" value="template">放进下面</button>
    </p>`
}

/** What was typed, with the chosen text behind it. */
export function withTemplate(
  { web, officer }: Visit,
  file: DeskCase,
  { typed, chosen }: { readonly typed: Typed; readonly chosen: string },
): Typed {
  const step = stepOf(typed.deed)
  const list = step ? templatesFor(web.world, officer, step) : []
  const template = list.find(({ id }) => id === chosen)
  if (!template) return typed
  const task = file.tasks.find((one) => one.task === typed.task)
  const text = templateText(web.world, template, { file, task })
  return { ...typed, text: [typed.text.trim(), text].filter(Boolean).join('\n') }
}
