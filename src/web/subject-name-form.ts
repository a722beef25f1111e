import { html } from 'hono/html'
import { subjectKinds } from '#core/subject.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import { choiceBox, lineBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { subjectKindNames } from './words/subject-words.ts'

/** Where an officer writes whom a case complains of; what was typed is still there. */
export function nameForm(visit: Visit, number: string, form?: Form): Html {
  const typed = (name: string): string => form?.text(name) ?? ''
  return html`<form method="post" action="/desk/cases/${number}/subject">
    ${csrfField(visit)}
    <input type="hidden" name="deed" value="add" />
    ${lineBox({ id: 'subject-name', name: 'name', label: '名称', value: typed('name'), hint: '照招牌、执照或现场笔录写全称。' })}
    ${choiceBox({ id: 'subject-kind', name: 'kind', label: '门类', value: typed('kind'), options: kindOptions })}
    ${lineBox({ id: 'subject-address', name: 'address', label: '地址（可以空着）', value: typed('address'), hint: '不要写举报人住在哪里。' })}
    ${lineBox({ id: 'subject-licence', name: 'licence', label: '登记号（可以空着）', value: typed('licence') })}
    <p class="row"><button>指明对象</button></p>
  </form>`
}

/** The kinds as a list to choose from. */
export const kindOptions = subjectKinds.map((kind) => [kind, subjectKindNames[kind]] as const)
