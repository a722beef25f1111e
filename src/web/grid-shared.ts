import { html } from 'hono/html'
import type { AreaCode } from '#core/plan.ts'
import { gridOf } from '#service/grid-places.ts'
import { areaTabs } from './area-tabs.ts'
import type { Visit } from './desk-door.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'

export const gridPath = '/desk/grid'

/** The area of a form: the officer's own, or the one they chose. */
export const areaIn = ({ officer }: Visit, form: Form): AreaCode =>
  officer.area || form.text('area')

/** What the plan says of grids, its clause, and the way to the other pages of them. */
export function gridHead(visit: Visit, area: AreaCode, { title, path }: Head): Html {
  const here = gridOf(visit.web.world, area)
  const { levels = [], worker = '', clause = '', asks = '', deepestSource = '' } = here?.plan ?? {}
  return html`<p class="back">
      <a href="${path === gridPath ? '/desk/systems' : `${gridPath}?area=${area}`}"
        >${path === gridPath ? '综合监管' : '网格巡查'}</a
      >
    </p>
    <h1>${title}</h1>
    ${areaTabs(visit, path, area)}
    <details class="small">
      <summary>方案 ${clause}：网格化管理</summary>
      <p>${asks}</p>
      <p>
        ${levels.length > 0 ? `层级：${levels.join('、')}。` : '方案没有写分几级。'}名单最细一级的依据：${deepestSource}。
        巡查的人，方案叫“${worker}”。
      </p>
      <p>${here?.rules.source ?? ''}。</p>
    </details>`
}

interface Head {
  readonly title: string
  readonly path: string
}
