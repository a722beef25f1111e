import { html } from 'hono/html'
import { may } from '#core/access.ts'
import type { Visit } from './desk-door.ts'
import type { Html } from './layout.ts'

/** On the case page: where a supervisor keeps it from being erased. */
export const holdLine = ({ officer }: Visit, number: string, held: boolean): Html | string => {
  if (!may(officer, 'hold-case').ok)
    return held ? html`<p class="small">督办人员要求保留，暂不删除。</p>` : ''
  return html`<p class="small">
    ${held ? '正在保留，暂不删除。' : '到期会按规定删除。'}<a href="/desk/cases/${number}/hold"
      >${held ? '解除' : '要求保留'}</a
    >
  </p>`
}
