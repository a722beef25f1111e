import { createHash } from 'node:crypto'
import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { nominationOutcomes } from '#core/nomination.ts'
import type { AreaCode } from '#core/plan.ts'
import type { Result } from '#core/result.ts'
import { nominationOf } from '#service/nomination-voting.ts'
import { publishFound } from '#service/nomination-results.ts'
import {
  drawMonth,
  joinNominations,
  letStand,
  nominationDesk,
  refuseNomination,
  type NominationDesk,
  type NominationShown,
} from '#service/nominations.ts'
import { areaAsked, areaTabs } from './area-tabs.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { newSecret } from './secrets.ts'
import { timeWords } from './words/dates.ts'
import { nominationKindNames, nominationOutcomeNames } from './words/nominations.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/nominations'

/** 你点名、我监督 at the desk: weigh, draw, inspect, publish. */
export function nominationRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('inspect-nominations', async (visit) => await show(visit, {})),
  )
  deskPost(desk, path, postNeeds('inspect-nominations', act))
}

interface Shown {
  readonly area?: AreaCode
  readonly notice?: string
}

async function show(visit: Visit, shown: Shown): Promise<Response> {
  const { web, officer } = visit
  const area = shown.area ?? areaAsked(visit)
  const here = nominationOf(web.world, area)
  const read = await nominationDesk(web.world, officer, area)
  const title = '你点名、我监督'
  const head = html`<p class="back"><a href="/desk/systems">综合监管</a></p>
    <h1>${title}</h1>
    ${areaTabs(visit, path, area)}`
  if (!read.ok || !here)
    return await showDesk(visit, {
      title,
      content: html`${head}
        <p class="empty">这个辖区的方案没有“你点名、我监督”，所以没有开。荣昌区四(三)有。</p>`,
    })
  const desk = read.value
  const at: At = { visit, area, standing: desk.standing, drawn: here.rules.drawn }
  return await showDesk(visit, {
    title,
    ...(shown.notice ? { notice: shown.notice, status: 422 as const } : {}),
    content: html`${head}
      <details class="small">
        <summary>方案 ${here.plan.clause}</summary>
        <p>${here.plan.asks}</p>
        <p>${here.rules.source}。</p>
      </details>
      <p><a href="/nominate?area=${area}">群众看到的页面</a></p>
      ${freshPart(at, desk)} ${standingPart(at, desk)} ${drawPart(at, desk)} ${drawnPart(at, desk)}
      ${publishedPart(desk)}`,
  })
}

interface At {
  readonly visit: Visit
  readonly area: AreaCode
  readonly standing: readonly NominationShown[]
  readonly drawn: number
}

const hidden = ({ visit, area }: At): Html =>
  html`${csrfField(visit)}<input type="hidden" name="area" value="${area}" />`

const mayWeigh = ({ visit }: At): boolean => may(visit.officer, 'moderate-nominations').ok

function freshPart(at: At, { fresh }: NominationDesk): Html {
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
        ? html`<form method="post" action="${path}">
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

function standingPart(at: At, { standing }: NominationDesk): Html {
  return html`<section class="card">
    <h2>名单里的（${String(standing.length)}）</h2>
    <ul class="plain-list">
      ${standing.map(
        (one) =>
          html`<li class="grid-task">
            ${wordsPart({ ...one, name: one.shown ?? one.name })}
            ${
              mayWeigh(at)
                ? html`<form method="post" action="${path}" class="row">
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

function drawPart(at: At, { toDraw, draws }: NominationDesk): Html {
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
              html`<form method="post" action="${path}" class="row">
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

function drawnPart(at: At, { drawn }: NominationDesk): Html {
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
            <form method="post" action="${path}">
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

function publishedPart({ published }: NominationDesk): Html {
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

/** The n-th number of a seed: SHA-256 of `seed:n`, as a whole number, modulo the bound. */
const chanceOf =
  (seed: string) =>
  (n: number, below: number): number => {
    const digest = createHash('sha256').update(`${seed}:${n}`).digest('hex')
    return Number(BigInt(`0x${digest}`) % BigInt(below))
  }

async function act(visit: Visit, form: Form): Promise<Response> {
  const { c, officer } = visit
  const area = officer.area || form.text('area')
  const done = await deedOf(visit, form, area)
  return done.ok
    ? c.redirect(`${path}?area=${area}`, 303)
    : await show(visit, { area, notice: refusalWords(done.refusal) })
}

async function deedOf(visit: Visit, form: Form, area: AreaCode): Promise<Result<unknown>> {
  const { web, officer } = visit
  const { world } = web
  const id = form.text('id')
  switch (form.text('deed')) {
    case 'stand':
      return await letStand(world, officer, { id, name: form.text('name') })
    case 'refuse':
      return await refuseNomination(world, officer, id)
    case 'join':
      return await joinNominations(world, officer, { id, into: form.text('into') })
    case 'publish':
      return await publishFound(world, officer, {
        id,
        outcome: form.text('outcome'),
        inspectedOn: form.text('inspectedOn'),
        result: form.text('result'),
      })
    default:
      return await drawMonth(world, officer, {
        area,
        month: form.text('month'),
        size: Number(form.text('size')),
        seed: newSecret(),
        chance: chanceOf,
      })
  }
}
