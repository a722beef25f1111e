import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { nominationOutcomes } from '#core/nomination.ts'
import type { AreaCode } from '#core/plan.ts'
import type { NominationDesk, NominationShown } from '#service/nominations.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import { said, type Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { nominationKindNames, nominationOutcomeNames } from './words/nominations.ts'

export const nominationsPath = '/desk/nominations'

/** Who looks at which area's, with what its forms need. */
export interface At {
  readonly visit: Visit
  readonly area: AreaCode
  readonly standing: readonly NominationShown[]
  readonly drawn: number
}

const hidden = ({ visit, area }: At): Html =>
  html`${csrfField(visit)}<input type="hidden" name="area" value="${area}" />`

const mayWeigh = ({ visit }: At): boolean => may(visit.officer, 'moderate-nominations').ok

/** What waits to be weighed: only then does anybody see it. */
export function freshPart(at: At, { fresh }: NominationDesk): Html {
  return html`<section class="card">
    <h2>等您看的（${String(fresh.length)}）</h2>
    <p class="hint">看过才公开。个人的名字、骂人的话、分不清是谁的，不要放出来。</p>
    ${fresh.length === 0 ? html`<p class="empty">没有新的。</p>` : ''}
    <ul class="plain-list">
      ${fresh.map((one) => freshItem(at, one))}
    </ul>
  </section>`
}

function freshItem(at: At, one: NominationShown): Html {
  const others = at.standing.filter(({ month }) => month === one.month)
  return html`<li class="grid-task">
    ${wordsPart(one)}
    ${
      mayWeigh(at)
        ? html`<form method="post" action="${nominationsPath}">
            ${hidden(at)}<input type="hidden" name="id" value="${one.id}" />
            ${lineBox({
              id: `name-${one.id}`,
              name: 'name',
              label: '公开成什么名称',
              value: one.name,
              max: 40,
            })}
            <p class="row">
              <button name="deed" value="stand">放进名单</button>
              <button name="deed" value="refuse">不公开</button>
            </p>
            ${
              others.length > 0
                ? html`${choiceBox({
                      id: `into-${one.id}`,
                      name: 'into',
                      label: '和名单里的是同一家',
                      value: '',
                      options: others.map(({ id, shown = '' }) => [id, shown] as const),
                    })}
                    <p class="row"><button name="deed" value="join">并到那一家</button></p>`
                : ''
            }
          </form>`
        : ''
    }
  </li>`
}

function wordsPart({ name, place, kind, month, votes, reason, surge }: NominationShown): Html {
  return html`<p>
      <b>${said(name)}</b>（${place}） ${nominationKindNames[kind]}，${month}，${String(votes)} 票
      ${surge ? html`<span class="mark hot">${surge} 一天突然增加，可能有人刷票</span>` : ''}
    </p>
    ${reason ? html`<p class="quote">${said(reason)}</p>` : ''}`
}

/** What stands in the list. */
export function standingPart(at: At, { standing }: NominationDesk): Html {
  return html`<section class="card">
    <h2>名单里的（${String(standing.length)}）</h2>
    <ul class="plain-list">
      ${standing.map(
        (one) =>
          html`<li class="grid-task">
            ${wordsPart({ ...one, name: one.shown ?? one.name })}
            ${
              mayWeigh(at)
                ? html`<form method="post" action="${nominationsPath}" class="row">
                    ${hidden(at)}<input type="hidden" name="id" value="${one.id}" />
                    <button name="deed" value="refuse">撤下</button>
                  </form>`
                : ''
            }
          </li>`,
      )}
    </ul>
  </section>`
}

/** Months that can be drawn from, and what was drawn. */
export function drawPart(at: At, { toDraw, draws }: NominationDesk): Html {
  const today = dayOf(at.visit.web.world.clock())
  return html`<section class="card">
    <h2>抽取</h2>
    <p class="hint">
      按票数加权抽，一票不投的也有机会。抽取的种子和票数留下来，谁都可以照着再抽一遍核对。抽中谁，检查以前不公布。
    </p>
    ${
      mayWeigh(at)
        ? toDraw.map(
            (month) =>
              html`<form method="post" action="${nominationsPath}" class="row">
                ${hidden(at)}<input type="hidden" name="month" value="${month}" />
                <label for="size-${month}">${month} 抽几家</label>
                <input
                  id="size-${month}"
                  name="size"
                  value="${String(at.drawn)}"
                  inputmode="numeric"
                  maxlength="2"
                />
                <button name="deed" value="draw">抽取 ${month}</button>
              </form>`,
          )
        : ''
    }
    <ul class="plain-list">
      ${draws.map(
        ({ month, at: when, by, size, of, seed }) =>
          html`<li>
            ${month}：${timeWords(when, today)} ${by} 从 ${String(of)} 家抽 ${String(size)} 家
            <details class="small">
              <summary>种子</summary>
              <code class="whole">${seed}</code>
            </details>
          </li>`,
      )}
    </ul>
  </section>`
}

/** What was drawn and waits for its inspection. */
export function drawnPart(at: At, { drawn }: NominationDesk): Html {
  return html`<section class="card">
    <h2>抽中、还没公布结果的（${String(drawn.length)}）</h2>
    <p class="small">
      检查和双随机抽查一起安排：<a href="/desk/inspections?area=${at.area}">双随机抽查</a>
    </p>
    <ul class="plain-list">
      ${drawn.map(
        (one) =>
          html`<li class="grid-task">
            ${wordsPart({ ...one, name: one.shown ?? one.name })}
            <form method="post" action="${nominationsPath}">
              ${hidden(at)}<input type="hidden" name="id" value="${one.id}" />
              ${choiceBox({
                id: `outcome-${one.id}`,
                name: 'outcome',
                label: '查的结果',
                value: '',
                options: nominationOutcomes.map(
                  (key) => [key, nominationOutcomeNames[key]] as const,
                ),
              })}
              <label for="on-${one.id}">检查日期</label>
              <input id="on-${one.id}" name="inspectedOn" type="date" />
              ${textBox({
                id: `result-${one.id}`,
                name: 'result',
                label: '公开的说明',
                hint: '只写查了什么、怎么处理，不提举报，不写个人信息。',
                value: '',
                max: 300,
              })}
              <p class="row"><button name="deed" value="publish" class="main">公布结果</button></p>
            </form>
          </li>`,
      )}
    </ul>
  </section>`
}

/** What was found, as everybody reads it. */
export function publishedPart({ published }: NominationDesk): Html {
  return html`<details>
    <summary>已经公布的（${String(published.length)}）</summary>
    <ul class="plain-list">
      ${published.map(
        ({ shown = '', month, result = '' }) =>
          html`<li>${said(shown)}，${month}：${said(result)}</li>`,
      )}
    </ul>
  </details>`
}
