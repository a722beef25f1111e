import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { scopesFor, type Scope } from '#core/scopes.ts'
import { endToken, listTokens, makeToken, tokenDays, type TokenShown } from '#service/api-tokens.ts'
import { deskPage, deskPost, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { choiceBox, lineBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { proofWords, provePassword } from './prove-password.ts'
import { digestOf, newSecret } from './secrets.ts'
import { passwordBox } from './sign-in-fields.ts'
import { dayWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

/** 接口令牌: an officer's own, for programs that work for them. Only who sits at the desk makes one. */
export function tokenRoutes(desk: Desk): void {
  deskPage(desk, '/desk/tokens', async (visit) => await showTokens(visit, {}))
  deskPost(desk, '/desk/tokens', make)
  deskPost(desk, '/desk/tokens/revoke', revoke)
}

const scopeNames: Readonly<Record<Scope, string>> = {
  'read:cases': '看案件、材料、提醒，搜索',
  'write:cases': '办案件：受理、办结、分办、督办等',
  'file:reports': '替别的系统送举报进来（Open311）',
  'read:figures': '看统计',
  'read:audit': '看审计记录',
  'read:plan': '看方案空白清单',
  'manage:plan': '看和改方案的读法',
  'manage:offices': '换单位表',
  'manage:officers': '看账号、停用账号',
  'manage:channels': '看和测试渠道',
}

interface Shown {
  readonly notice?: string
  readonly typed?: {
    readonly name: string
    readonly days: string
    readonly scopes: readonly string[]
  }
}

async function make(visit: Visit, form: Form): Promise<Response> {
  const { web, officer } = visit
  const typed = { name: form.text('name'), days: form.text('days'), scopes: form.all('scopes') }
  const proved = await provePassword(visit, form.text('now'))
  if (!proved.ok) return await showTokens(visit, { notice: proofWords(proved.refusal), typed })
  const token = newSecret()
  const wanted = { ...typed, days: Number(typed.days), tokenHash: digestOf(token) }
  const made = await makeToken(web.world, officer, wanted)
  if (!made.ok) return await showTokens(visit, { notice: refusalWords(made.refusal), typed })
  const today = dayOf(web.world.clock())
  return await showDesk(visit, {
    title: '新的令牌',
    content: html`<p class="back"><a href="/desk/tokens">接口令牌</a></p>
      <h1>请现在抄下令牌</h1>
      <p>只显示这一次，${dayWords(dayOf(made.value.expiresAt), today)}到期。</p>
      <p class="link" id="token">${token}</p>
      <p>拿到令牌的人就能以您的名义做上面选的事，都记在您名下。不要发到群里，不要写进程序代码。</p>
      <p class="row"><a class="button" href="/desk/tokens">已经抄好</a></p>`,
  })
}

async function revoke(visit: Visit, form: Form): Promise<Response> {
  const done = await endToken(visit.web.world, visit.officer, form.text('token'))
  const notice = done.ok ? '已撤销，马上不能用了。' : refusalWords(done.refusal)
  return await showTokens(visit, { notice })
}

async function showTokens(visit: Visit, { notice, typed }: Shown): Promise<Response> {
  const { web, officer } = visit
  const tokens = await listTokens(web.world, officer)
  return await showDesk(visit, {
    title: '接口令牌',
    content: html`<p class="back"><a href="/desk">工作台</a></p>
      <h1>接口令牌</h1>
      <p class="small">
        单位自己的程序用令牌替您办事，能做的不会多于您自己此刻能做的，每次都留痕。<a href="/api/v1"
          >接口说明</a
        >
      </p>
      ${makeForm(visit, typed ?? { name: '', days: '', scopes: [] })}
      ${
        tokens.length === 0
          ? html`<p class="empty">还没有令牌。</p>`
          : tokens.map((one, n) => tokenPart(visit, one, n))
      }`,
    ...(notice ? { notice } : {}),
    ...(typed ? { status: 422 as const } : {}),
  })
}

const makeForm = (visit: Visit, typed: NonNullable<Shown['typed']>): Html =>
  html`<form class="card" method="post" action="/desk/tokens">
    <h2>生成一个</h2>
    ${csrfField(visit)}
    ${lineBox({ id: 'name', name: 'name', label: '给什么程序用', value: typed.name, max: 40, hint: '例如：区政务平台对接。不要写人名。' })}
    <fieldset>
      <legend>能做什么</legend>
      ${scopesFor(visit.officer).map(
        (scope) =>
          html`<p>
            <label
              ><input
                type="checkbox"
                name="scopes"
                value="${scope}"
                ${typed.scopes.includes(scope) ? html`checked` : ''}
              />
              ${scopeNames[scope]} <code>${scope}</code></label
            >
          </p>`,
      )}
    </fieldset>
    ${choiceBox({ id: 'days', name: 'days', label: '多久到期', value: typed.days, options: tokenDays.map((days) => [String(days), `${days} 天`] as const) })}
    ${passwordBox({ id: 'now', name: 'now', label: '现在的密码', now: true })}
    <p class="row"><button class="main">生成令牌</button></p>
  </form>`

const stateNames: Readonly<Record<TokenShown['state'], string>> = {
  good: '在用',
  over: '已到期',
  revoked: '已撤销',
}

function tokenPart(
  visit: Visit,
  { id, name, scopes, state, ...times }: TokenShown,
  n: number,
): Html {
  const today = dayOf(visit.web.world.clock())
  const used =
    times.usedOn === undefined ? '还没有用过' : `最近用于${dayWords(times.usedOn, today)}`
  return html`<section class="card" aria-labelledby="token-${n}">
    <h2 id="token-${n}">${name} <span class="mark">${stateNames[state]}</span></h2>
    <p>${scopes.map((scope) => scopeNames[scope]).join('；')}</p>
    <p class="small">
      ${dayWords(dayOf(times.createdAt), today)}生成，${dayWords(dayOf(times.expiresAt), today)}到期，${used}。
    </p>
    ${
      state === 'good'
        ? html`<form method="post" action="/desk/tokens/revoke">
            ${csrfField(visit)}
            <input type="hidden" name="token" value="${id}" />
            <p class="row"><button>撤销${name}</button></p>
          </form>`
        : ''
    }
  </section>`
}
