import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { Drawn, DrawnFile } from '#service/file-checks.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { timeWords } from './words/dates.ts'

/** Everything that was noted of a file. */
export function findingNotes(
  visit: Visit,
  { officerNames }: Drawn,
  { notes }: DrawnFile,
): Html | string {
  if (notes.length === 0) return ''
  const { world } = visit.web
  const today = dayOf(world.clock())
  const grades = new Map(world.packs.scrutiny?.grades.map(({ id, zh }) => [id, zh]))
  const aspects = new Map(world.packs.scrutiny?.aspects.map(({ id, zh }) => [id, zh]))
  return html`<ol class="numbered">
    ${notes.map(
      (note) =>
        html`<li>
          ${timeWords(note.at, today)}
          ${officerNames.get(note.by) ?? '已离开的同事'}：${note.mended ? '整改完' : (grades.get(note.grade) ?? '')}${note.aspects.length > 0 && !note.mended ? `（${note.aspects.map((id) => aspects.get(id) ?? id).join('、')}）` : ''}。${said(note.text)}
        </li>`,
    )}
  </ol>`
}

interface Finding {
  readonly file: DrawnFile
  readonly path: string
  readonly dueOn: string
  readonly typed?: Form
}

/** What was found, or that it was put right. */
export function findingForm(visit: Visit, { file, path, dueOn, typed }: Finding): Html {
  const { nth, state } = file
  const rules = visit.web.world.packs.scrutiny
  const mends = state === 'to-mend'
  const fields = mends
    ? html`<input type="hidden" name="mended" value="yes" />`
    : html`${choiceBox({
          id: `grade-${nth}`,
          name: 'grade',
          label: '评级',
          value: typed?.text('grade') ?? '',
          options: (rules?.grades ?? []).map(({ id, zh }) => [id, zh] as const),
        })}
        <fieldset>
          <legend>有问题的方面</legend>
          ${(rules?.aspects ?? []).map(
            ({ id, zh }) =>
              html`<label class="check"
                ><input
                  type="checkbox"
                  name="aspect"
                  value="${id}"
                  ${typed?.all('aspect').includes(id) ? html`checked` : ''}
                />
                ${zh}</label
              >`,
          )}
        </fieldset>
        ${lineBox({ id: `due-${nth}`, name: 'dueOn', label: '整改期限（合格的不用填）', value: typed?.text('dueOn') ?? dueOn, max: 10 })}`
  const label = mends ? '记整改完' : state === 'to-check' ? '记发现' : '改评级'
  return html`<details ${typed ? html`open` : ''}>
    <summary>${label}</summary>
    <form method="post" action="${path}">
      ${csrfField(visit)}
      <input type="hidden" name="nth" value="${nth}" />
      ${fields}
      ${textBox({ id: `text-${nth}`, name: 'text', label: mends ? '怎么整改的' : '发现了什么', value: typed?.text('text') ?? '', hint: '不写举报人的任何情况', max: 2000 })}
      <p class="row"><button>${label}</button></p>
    </form>
  </details>`
}
