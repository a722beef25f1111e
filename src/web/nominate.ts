import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { dayOf, startOf } from '#core/clock.ts'
import { nominationKinds } from '#core/nomination.ts'
import type { AreaCode } from '#core/plan.ts'
import {
  nominate,
  nominationOf,
  nominationsTold,
  vote,
  votedAlready,
  type NominationsTold,
  type NominationTold,
  type ResultTold,
} from '#service/nomination-voting.ts'
import { areaPack } from '#service/world.ts'
import { tooLarge } from './faults.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import { readForm, type Form } from './form.ts'
import { formKey, isOwnForm } from './form-key.ts'
import { publicPage, said, type Html } from './layout.ts'
import { demoLine, isDemo } from './public-frame.ts'
import { newSecret } from './secrets.ts'
import type { Web } from './web.ts'
import { dayWords } from './words/dates.ts'
import { nominationKindNames, nominationOutcomeNames } from './words/nominations.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/nominate'
const cookieName = 'yj_named'

/** 你点名、我监督: anybody names whom to inspect, once a month, without saying who they are. */
export function nominateRoutes(app: Hono, web: Web): void {
  app.get(path, async (c) => await show(c, web, {}))
  app.post(path, bodyLimit({ maxSize: 1024 * 1024, onError: tooLarge }), async (c) => {
    return await take(c, web)
  })
}

interface Typed {
  readonly name: string
  readonly place: string
  readonly kind: string
  readonly reason: string
}

interface Shown {
  readonly area?: AreaCode
  readonly notice?: string
  readonly status?: 422
  readonly typed?: Typed
}

const thanks: Readonly<Record<string, string>> = {
  named: '收到了，算您这个月的一票。工作人员看过以后才会出现在名单里，私人的名字不会公开。',
  counted: '这一家已经有人点过，您的一票算上了。',
  voted: '您的一票算上了，明天起计入票数。',
}

const browserOf = (c: Context): string | undefined => {
  const value = getCookie(c, cookieName)
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined
}

/** Lasts as long as the month whose vote it stands for, and names nobody. */
function keepBrowser(c: Context, web: Web): void {
  const now = web.world.clock()
  const [year = 0, month = 1] = dayOf(now).split('-').map(Number)
  const next =
    month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
  const maxAge = Math.ceil((startOf(next) - now) / 1000)
  const { secure } = web
  const value = browserOf(c) ?? newSecret()
  setCookie(c, cookieName, value, { path, httpOnly: true, sameSite: 'Strict', secure, maxAge })
}

async function show(c: Context, web: Web, shown: Shown): Promise<Response> {
  const { world } = web
  const { nomination } = world.packs
  const open = (nomination?.areas ?? []).filter(({ area }) => world.packs.areas.has(area))
  const asked = shown.area ?? c.req.query('area') ?? open[0]?.area ?? ''
  const here = nominationOf(world, asked)
  if (!here) return await c.html(nowhere(web, asked), 404)
  const told = await nominationsTold(world, asked)
  const voted = await votedAlready(world, asked, browserOf(c))
  keepBrowser(c, web)
  const at: At = { web, area: asked, key: formKey(c, web, path), voted, fewest: here.rules.fewest }
  const notice = shown.notice ?? thanks[c.req.query('done') ?? '']
  const { name } = areaPack(world, asked).plan.area
  const { number } = areaPack(world, asked).plan.document
  return await c.html(
    publicPage(
      '你点名、我监督',
      html`${(await isDemo(web, asked)) ? demoLine(web) : ''}
        <h1>你点名、我监督（${name}）</h1>
        ${notice ? html`<div class="notice" role="status">${notice}</div>` : ''}
        <p>
          您希望查哪一家医疗机构，可以在这里点名。月底以后从名单里抽几家去查，票多的容易抽中，查完把结果写在这里。抽中谁，查以前不公布。
        </p>
        <p class="small">依据：${number} ${here.plan.clause}：${here.plan.asks}</p>
        ${listPart(at, told)} ${at.voted ? votedPart : formPart(at, shown.typed)}
        ${resultsPart(told.results, dayOf(world.clock()))} ${honestPart(here.rules.fewest)}`,
    ),
    shown.status ?? 200,
  )
}

/** 2026年11月 */
const monthName = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

interface At {
  readonly web: Web
  readonly area: AreaCode
  readonly key: string
  readonly voted: boolean
  readonly fewest: number
}

function nowhere({ world }: Web, area: string): Html {
  const name = world.packs.areas.get(area)?.plan.area.name
  return publicPage(
    '你点名、我监督',
    html`<h1>你点名、我监督</h1>
      <p>${name ? `${name}的方案没有“你点名、我监督”。` : '没有这个地方。'}</p>
      <p>看到违法的，可以<a href="/chat">举报</a>，也可以<a href="/report">填表</a>。</p>`,
  )
}

function listPart(at: At, { month, list }: NominationsTold): Html {
  return html`<section class="card">
    <h2>${monthName(month)}的名单</h2>
    ${
      list.length === 0
        ? html`<p class="empty">还没有可以公布的。</p>`
        : html`<ul class="grid-list">
            ${list.map((one) => lineOf(at, one))}
          </ul>`
    }
    <p class="small">票数到昨天为止；不到 ${String(at.fewest)} 票的不写数。</p>
  </section>`
}

function lineOf(at: At, { id, name, place, kind, votes }: NominationTold): Html {
  return html`<li>
    <p>
      <b>${said(name)}</b>（${place}）
      ${nominationKindNames[kind]}，${
        votes === 'few' ? `不到 ${String(at.fewest)} 票` : `${String(votes)} 票`
      }
    </p>
    ${
      at.voted
        ? ''
        : html`<form method="post" action="${path}">
            <input type="hidden" name="key" value="${at.key}" />
            <input type="hidden" name="area" value="${at.area}" />
            <button name="vote" value="${id}" aria-label="也查${name}">也查这家</button>
          </form>`
    }
  </li>`
}

const votedPart = html`<p class="notice">这个浏览器这个月已经点过名。下个月一号可以再来。</p>`

function formPart({ web, area, key }: At, typed: Typed | undefined): Html {
  const field = (name: keyof Typed) => ({ id: name, name, value: typed?.[name] ?? '' })
  const { places } = areaPack(web.world, area)
  return html`<form method="post" action="${path}" class="card">
    <h2>名单里没有，点一家</h2>
    <input type="hidden" name="key" value="${key}" />
    <input type="hidden" name="area" value="${area}" />
    ${lineBox({ ...field('name'), label: '哪一家', hint: '写招牌上的名称，不写个人的名字。', max: 40 })}
    ${choiceBox({
      ...field('place'),
      label: '在哪个镇街',
      options: places.map(({ code, name }) => [code, name] as const),
    })}
    ${choiceBox({
      ...field('kind'),
      label: '希望查什么',
      options: nominationKinds.map((kind) => [kind, nominationKindNames[kind]] as const),
    })}
    ${textBox({
      ...field('reason'),
      label: '为什么（可以不写）',
      hint: '只给工作人员看，不公布。要说清一件事、要回音的，请走“举报”。',
      max: 200,
    })}
    <p class="row"><button class="main">点名</button></p>
  </form>`
}

function resultsPart(results: readonly ResultTold[], today: string): Html {
  return html`<section class="card">
    <h2>查过的</h2>
    ${
      results.length === 0
        ? html`<p class="empty">还没有公布的结果。</p>`
        : html`<ul class="plain-list">
            ${results.map(
              ({ month, name, place, outcome, result, inspectedOn }) =>
                html`<li>
                  <p>
                    <b>${said(name)}</b
                    >（${place}），${monthName(month)}点名，${dayWords(inspectedOn, today)}检查
                  </p>
                  <p>${nominationOutcomeNames[outcome]}。${said(result)}</p>
                </li>`,
            )}
          </ul>`
    }
  </section>`
}

/** What it cannot prevent is said as well. */
const honestPart = (fewest: number): Html =>
  html`<details>
    <summary>怎么计票，能防什么、不能防什么</summary>
    <p>
      不用登记，不记姓名、电话、网络地址。浏览器里留一个随机的小标记，只用来认出“这个月投过了”；我们这边只留它的加密摘要，和投了谁不连在一起，月底过后就删。
    </p>
    <p>
      换一个浏览器、清掉标记，还能再投一次，我们防不住；所以票多只是容易抽中，不直接决定查谁，一天里突然多出来的票会提醒工作人员。票数每天更新一次，不到
      ${String(fewest)} 票不公布，免得看出是谁投的。
    </p>
  </details>`

async function take(c: Context, web: Web): Promise<Response> {
  const form = await readForm(c)
  const area = form.text('area')
  const typed = typedIn(form)
  const again = { area, typed, status: 422 } as const
  if (!isOwnForm(c, web, form))
    return await show(c, web, { ...again, notice: '页面放得太久了，请再按一次。' })
  const browser = browserOf(c)
  const id = form.text('vote')
  if (id !== '') {
    const done = await vote(web.world, { area, browser, id })
    if (done.ok) return c.redirect(`${path}?area=${area}&done=voted`, 303)
    return await show(c, web, { area, status: 422, notice: refusalWords(done.refusal) })
  }
  const done = await nominate(web.world, { ...typed, area, browser })
  if (!done.ok) return await show(c, web, { ...again, notice: refusalWords(done.refusal) })
  return c.redirect(`${path}?area=${area}&done=${done.value.counted ? 'counted' : 'named'}`, 303)
}

const typedIn = (form: Form): Typed => ({
  name: form.text('name'),
  place: form.text('place'),
  kind: form.text('kind'),
  reason: form.text('reason'),
})
