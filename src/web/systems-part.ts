import { html } from 'hono/html'
import type { Officer } from '#core/access.ts'
import type { SystemList, SystemRow } from '#service/systems.ts'
import { listTable } from './list-table.ts'
import type { Html } from './layout.ts'
import { isOpenTo, screenOf } from './screens.ts'

/** Whose eyes read the list: an officer opens screens, the public those that are public. */
export type Reader = Officer | 'public'

/** 方案要什么、在哪里办: every system of a plan with the way to what serves it. */
export function systemsPart({ plan, rows, unasked }: SystemList, reader: Reader): Html {
  const { title, number, issuedOn } = plan.document
  const fed = rows.filter(({ kind }) => kind.serves === 'fed').length
  return html`<section class="card" id="systems">
    <h2>方案要什么，在哪里办（${rows.length} 项）</h2>
    <p class="small">
      依据：${title}（${number}，${issuedOn} 印发）。“方案要什么”是我们的概括，以原文为准。其中
      ${fed} 项由别的系统承担，写明这里给它什么、用它什么。
    </p>
    ${reader === 'public' ? openList(rows, plan.area.code) : table(rows, plan.area.code, reader)}
    ${
      unasked.length === 0
        ? ''
        : html`<p class="small">
            别的地方的方案要、这里的方案没有要求的：${unasked.map(({ name }) => name.zh).join('、')}。
          </p>`
    }
  </section>`
}

const table = (rows: SystemList['rows'], area: string, reader: Officer): Html =>
  listTable(
    ['条款', '制度、机制、平台', '方案要什么', '这里怎么办', '页面'],
    rows.map((row) => systemLine(row, area, reader)),
  )

/** For the public, whose pages are narrow. */
const openList = (rows: SystemList['rows'], area: string): Html =>
  html`<ul class="areas">
    ${rows.map(
      ({ id, clause, heading, asks, kind }) =>
        html`<li data-system="${id}" data-clause="${clause}">
          <b>${kind.name.zh}</b> <small>${clause} ${heading}</small><br />
          方案要什么：${asks}。<br />
          这里怎么办：${kind.how}${way(kind.screen, area, 'public')}
        </li>`,
    )}
  </ul>`

function systemLine(
  { id, clause, heading, asks, kind }: SystemRow,
  area: string,
  reader: Reader,
): Html {
  const fed = kind.serves === 'fed' ? html` <span class="mark">别的系统</span>` : ''
  return html`<tr role="row" data-system="${id}" data-clause="${clause}">
    <th role="rowheader" scope="row"><b>${clause}</b> <small>${heading}</small></th>
    <td role="cell" data-label="制度、机制、平台"><span>${kind.name.zh}${fed}</span></td>
    <td role="cell" data-label="方案要什么">${asks}</td>
    <td role="cell" data-label="这里怎么办">${kind.how}</td>
    <td role="cell" data-label="页面">${way(kind.screen, area, reader)}</td>
  </tr>`
}

/** The way to a screen; whose right it is not is told its name. */
function way(id: string, area: string, reader: Reader): Html | string {
  const screen = screenOf(id)
  if (!screen) return ''
  const { path, name, action } = screen
  const opens = reader === 'public' ? action === 'public' : isOpenTo(reader, screen)
  return opens
    ? html`<a href="${path(area)}">${name.zh}</a>`
    : html`${name.zh}
        <small>（${reader === 'public' ? '工作人员的页面' : '别的岗位的页面'}）</small>`
}
