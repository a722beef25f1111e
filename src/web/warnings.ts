import { html } from 'hono/html'
import { mayFor } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import type { AreaCode } from '#core/plan.ts'
import type { Warning } from '#core/warning.ts'
import { enterPressLead, type PressLead } from '#service/warning-deeds.ts'
import { readWarnings, type WarningList } from '#service/warnings.ts'
import { areaPack } from '#service/world.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { warningRoute } from './warning-page.ts'
import { aboutWords, departmentNames } from './warning-words.ts'
import { dayWords, timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'
import { grades, warningKinds, warningStates } from './words/warnings.ts'

const path = '/desk/warnings'

/** 风险预警: what came in too often to be chance, what many say alike, harm by drugs and devices, and what the media tell. */
export function warningRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('see-warnings', async (visit) => await showList(visit)),
  )
  deskPost(desk, `${path}/press`, postNeeds('steer-warning', enterPress))
  warningRoute(desk)
}

interface Said {
  readonly notice?: string
  readonly typed?: PressLead
}

async function showList(visit: Visit, { notice, typed }: Said = {}): Promise<Response> {
  const { c, web, officer } = visit
  const area = officer.area
  const read = await readWarnings(web.world, officer, area)
  if (!read.ok) return await forbidden(c, refusalWords(read.refusal))
  const list = read.value
  return await showDesk(visit, {
    title: '风险预警',
    ...(notice ? { notice, status: 422 as const } : {}),
    content: html`<p class="back"><a href="/desk/systems">综合监管</a></p>
      <h1>风险预警</h1>
      ${basisPart(visit, area)} ${statePart(visit, list)}
      <section class="card" id="open">
        <h2>要看的</h2>
        ${list.open.length === 0 ? html`<p class="empty">现在没有。</p>` : listPart(visit, list.open, list)}
      </section>
      ${
        list.closed.length === 0
          ? ''
          : html`<section class="card" id="closed">
              <h2>最近了结的</h2>
              ${listPart(visit, list.closed, list)}
            </section>`
      }
      ${mayFor(officer, 'steer-warning', area).ok ? pressPart(visit, typed) : ''}
      ${methodPart(visit)}`,
  })
}

/** What the area's plan says, and what it does not say. */
function basisPart({ web }: Visit, area: AreaCode): Html {
  const { plan } = areaPack(web.world, area)
  const rules = web.world.packs.warnings?.areas.find((one) => one.area === area)
  const clause = plan.clauses.find((one) => one.clause === rules?.risk.clause)
  if (!rules || !clause) return html`<p class="small">方案没有要求，供参考。</p>`
  const { opinion, adverse } = rules
  const opinionWords =
    opinion.length > 0
      ? `舆情按${[...new Set(opinion.map((one) => one.clause))].join('、')}交${departmentNames(
          web.world,
          area,
          opinion.map(({ department }) => department),
        )}。`
      : '方案没有写舆情归哪个部门，相似来件和媒体线索先由协调岗定。'
  const adverseWords = adverse.named
    ? `药械不良事件写在${adverse.clause ?? ''}。`
    : '方案没有点名药械不良事件。'
  return html`<p class="small">
    依据：${plan.area.name}方案 ${clause.clause}“${clause.heading}”。方案原文：${clause.asWritten}。
    ${adverseWords}${opinionWords}方案没有写多少算预警，多少是本系统的默认值。
  </p>`
}

function statePart({ web }: Visit, { watched, history }: WarningList): Html {
  const least = web.world.packs.warnings?.surge.rule.leastHistoryDays ?? 0
  if (watched === undefined)
    return html`<p class="small">还没有看过哪一天，每天凌晨以后看前一天。</p>`
  const day = dayWords(watched, dayOf(web.world.clock()))
  return html`<p class="small">
    看到${day}为止，已有 ${history}
    天的来件数。${history < least + 7 ? `不满 ${least + 7} 天，还判断不了激增。` : ''}
  </p>`
}

const listPart = (visit: Visit, warnings: readonly Warning[], { names }: WarningList): Html =>
  html`<ul class="tasks">
    ${warnings.map((one) => itemPart(visit, one, names.get(one.subject) ?? ''))}
  </ul>`

function itemPart({ web }: Visit, warning: Warning, subject: string): Html {
  const { world } = web
  const { id, nth, kind, grade, state, departments, raisedAt, senders, cases } = warning
  const count = kind === 'press' ? '' : `${cases} 件，${senders} 个来处；`
  const where =
    departments.length > 0
      ? `交${departmentNames(world, warning.area, departments)}`
      : '等协调岗定交给谁'
  return html`<li>
    <p>
      <a href="${path}/${id}"
        >第 ${nth} 号 ${warningKinds[kind]}：${aboutWords(world, warning, subject)}</a
      >
      <span class="mark ${grade === 3 ? 'hot' : ''}">${grades[grade]}</span>
      <span class="mark">${warningStates[state]}</span>
    </p>
    <p class="small">${count}${where}；${timeWords(raisedAt, dayOf(world.clock()))}</p>
  </li>`
}

function pressPart(visit: Visit, typed?: PressLead): Html {
  const { world } = visit.web
  const { places } = areaPack(world, visit.officer.area)
  const own = places.filter(({ within }) => within === visit.officer.area)
  const offences = [...world.packs.offences.values()].filter(({ handOver }) => !handOver)
  return html`<section class="card" id="press">
    <h2>登记媒体线索</h2>
    <form method="post" action="${path}/press">
      ${csrfField(visit)}
      ${lineBox({ id: 'title', name: 'title', label: '标题', value: typed?.title ?? '', max: 200 })}
      ${lineBox({
        id: 'where',
        name: 'where',
        label: '哪家媒体，在哪里看到的',
        hint: '报纸写哪天第几版，网上的写网址。',
        value: typed?.where ?? '',
        max: 500,
      })}
      ${lineBox({
        id: 'on',
        name: 'on',
        label: '哪天登出',
        hint: '写成 2026-11-20 这样。',
        value: typed?.on ?? dayOf(world.clock()),
        max: 10,
      })}
      ${choiceBox({
        id: 'offence',
        name: 'offence',
        label: '说的是哪类事（可以不选）',
        value: typed?.offence ?? '',
        options: offences.map(({ code, plain }) => [code, plain] as const),
      })}
      ${choiceBox({
        id: 'place',
        name: 'place',
        label: '在哪里（可以不选）',
        value: typed?.place ?? '',
        options: own.map(({ code, name }) => [code, name] as const),
      })}
      ${textBox({ id: 'words', name: 'words', label: '说了什么（可以不写）', value: typed?.words ?? '', max: 2000 })}
      <p class="row"><button class="main">登记</button></p>
    </form>
  </section>`
}

async function enterPress(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const lead: PressLead = {
    area: officer.area,
    title: form.text('title'),
    where: form.text('where'),
    words: form.text('words'),
    offence: form.text('offence'),
    place: form.text('place'),
    on: form.text('on'),
  }
  const entered = await enterPressLead(web.world, officer, lead)
  if (entered.ok) return c.redirect(`${path}/${entered.value}`, 303)
  return await showList(visit, { notice: refusalWords(entered.refusal), typed: lead })
}

/** How it is worked out, for whoever wants to check it. */
function methodPart({ web }: Visit): Html {
  const rules = web.world.packs.warnings
  if (!rules) return html``
  const { rule } = rules.surge
  const { cluster, grades: graded } = rules
  return html`<section class="card" id="method">
    <h2>怎么算的</h2>
    <ul class="words small">
      <li>
        每天看一次前一天为止的 ${rule.windows.join('、')}
        天，把整个辖区、每类事、每个地方、每类事在每个地方、每个被反映对象，各和自己过去
        ${rule.historyDays} 天比。
      </li>
      <li>
        数的是不同的来处，不是件数；少于 ${rule.leastSenders}
        个来处不算。周末、节假日、节后头一天分开算，全区来件都多时平常数跟着加。
      </li>
      <li>
        门槛按“每个辖区每个季度误报不超过 ${rule.falseAlarms}
        次”定，看的数列再多也不放宽。模拟里比平常多出 6＋6×√平常数
        个来处的，三天内找出九成以上；比这小的可能漏掉。
      </li>
      <li>
        文字差不多的，${cluster.days} 天里满 ${cluster.leastCases} 件、${cluster.leastSenders}
        个来处的成一组。检举控告不进任何预警。
      </li>
      <li>${graded.source}。${rules.surge.source}。</li>
    </ul>
  </section>`
}
