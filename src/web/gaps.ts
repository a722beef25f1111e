import { html } from 'hono/html'
import { dayOf, yearOf } from '#core/clock.ts'
import { reasonOpener } from '#service/case-file.ts'
import { readGaps, type Gap, type GapList } from '#service/gaps.ts'
import {
  departmentsInWords,
  footnote,
  gapInWords,
  rulingInWords,
  suggestionFor,
} from '#service/gaps-in-words.ts'
import { deskPage, needs, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import { said, type Html } from './layout.ts'
import { refusalWords } from './words/refusals.ts'

/** 方案空白清单: printed for the joint conference. */
export function gapsRoutes(desk: Desk): void {
  deskPage(desk, '/desk/gaps', needs('see-gaps', gapsPage))
}

const yearsBack = 3

async function gapsPage(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const thisYear = yearOf(dayOf(web.world.clock()))
  const years = Array.from({ length: yearsBack }, (_, n) => thisYear - n)
  const asked = Number(c.req.query('year'))
  const year = years.includes(asked) ? asked : thisYear
  const list = await readGaps(web.world, officer, year, reasonOpener(web.world))
  if (!list.ok) return await forbidden(c, refusalWords(list.refusal))
  const { plan, clauses, unsaid } = list.value
  const { title, number, issuedOn } = plan.document
  return await showDesk(visit, {
    title: '方案空白清单',
    content: html`<p class="back"><a href="/desk">收件箱</a></p>
      <h1>${plan.area.name}方案空白清单（${year} 年）</h1>
      <p class="small">
        依据：${title}（${number}，${issuedOn}
        印发）。供联席会议补齐部门分工用，可以用浏览器的打印功能打印。
      </p>
      <nav class="tabs" aria-label="年份">
        ${years.map(
          (one) =>
            html`<a href="/desk/gaps?year=${one}" ${one === year ? html`aria-current="page"` : ''}
              >${one} 年</a
            >`,
        )}
      </nav>
      ${gapsPart('silent', '一、方案没有写到的', list.value)}
      ${gapsPart('open', '二、方案写到了，没有定由谁牵头的', list.value)}
      <section class="card">
        <h2>三、写了按职责分担，却没有写职责的部门</h2>
        <ol class="numbered">
          ${clauses.map(
            ({ clause, heading, withoutDuty }) =>
              html`<li><b>${clause}</b> ${heading}：${departmentsInWords(plan, withoutDuty)}</li>`,
          )}
        </ol>
        ${clauses.length === 0 ? html`<p>没有。</p>` : ''}
      </section>
      <section class="card">
        <h2>四、文件本身没有写清的</h2>
        <ol class="numbered">
          ${unsaid.map((words) => html`<li>${words}</li>`)}
        </ol>
      </section>
      <p class="small">${footnote}</p>`,
  })
}

function gapsPart(kind: Gap['kind'], heading: string, { gaps, plan }: GapList): Html {
  const own = gaps.filter((gap) => gap.kind === kind)
  return html`<section class="card">
    <h2>${heading}（${own.length} 类）</h2>
    ${own.length === 0 ? html`<p>没有。</p>` : ''}
    <ol class="numbered">
      ${own.map((gap) => gapItem(gap, plan))}
    </ol>
  </section>`
}

function gapItem(gap: Gap, plan: GapList['plan']): Html {
  return html`<li>
    <p>
      <b>${gap.name}</b>
      ${gap.matters === undefined ? '' : html`<span class="mark">本年 ${gap.matters} 件</span>`}
      <small>${gapInWords(gap, plan)}</small>
    </p>
    ${gap.rulings.map(
      (one) =>
        html`<p>
          先例：${rulingInWords(one, plan)}${one.reason ? html`。理由：${said(one.reason)}` : ''}
        </p>`,
    )}
    <p>建议：${suggestionFor(gap, plan)}。</p>
  </li>`
}
