import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { ownSessions, type OwnSession } from '#service/own-sessions.ts'
import { passkeyToMake, type Place } from '#service/passkeys.ts'
import { accountById } from '#service/officers.ts'
import {
  type BegunTotp,
  shownFactors,
  type ShownFactor,
  type ShownFactors,
} from '#service/second-factor.ts'
import { hereOf } from './browser-session.ts'
import type { Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { lineBox } from './fields.ts'
import { said, type Html } from './layout.ts'
import { passkeyPart, placeOf } from './passkey-part.ts'
import { codesPart, passwordBox } from './sign-in-fields.ts'
import { totpPart } from './totp-part.ts'
import { timeWords } from './words/dates.ts'
import { nameIn } from './words/terms.ts'

interface Shown {
  readonly notice?: string
  readonly status?: 422
  /** Fresh recovery codes, this once. */
  readonly codes?: readonly string[]
}

export async function accountPage(visit: Visit, { codes, ...shown }: Shown): Promise<Response> {
  const { web, officer, c } = visit
  const factors = await shownFactors(web.world, officer)
  const sessions = await ownSessions(web.world, officer, hereOf(c))
  return await showDesk(visit, {
    title: '我的账号',
    content: html`<p class="back"><a href="/desk">工作台</a></p>
      <h1>我的账号</h1>
      ${codes ? codesPart(codes) : ''}
      ${factors.policy === 'off' ? '' : await factorsPart(visit, factors)} ${passwordPart(visit)}
      ${sessionsPart(visit, sessions)}
      <p class="small"><a href="/desk/tokens">接口令牌</a>：给单位自己的程序用</p>`,
    ...shown,
  })
}

/** Sets an app up: scanned here, confirmed by its first code. */
export async function totpPage(visit: Visit, begun: BegunTotp, notice?: string): Promise<Response> {
  return await showDesk(visit, {
    title: '设置验证器',
    content: html`<p class="back"><a href="/desk/account">我的账号</a></p>
      <h1>设置手机验证器</h1>
      <form class="card narrow" method="post" action="/desk/account/totp">
        ${csrfField(visit)}
        <input type="hidden" name="stage" value="confirm" />
        ${totpPart(begun)}
        <p class="row"><button class="main">设好</button></p>
      </form>`,
    ...(notice ? { notice, status: 422 } : {}),
  })
}

const needs: Readonly<Record<ShownFactors['policy'], string>> = {
  off: '',
  optional: '您的岗位可以不用第二重验证，用了更安全。',
  required: '您的岗位必须有第二重验证。',
}

const nowBox = (id: string): Html =>
  passwordBox({ id: `now-${id}`, name: 'now', label: '现在的密码', now: true })

async function factorsPart(visit: Visit, shown: ShownFactors): Promise<Html> {
  const { factors, codesLeft, policy } = shown
  const hasTotp = factors.some(({ kind }) => kind === 'totp')
  return await html`<section class="card" id="factors">
    <h2>第二重验证</h2>
    <p>${needs[policy]}</p>
    ${factors.length === 0 ? html`<p>还没有设。</p>` : ''}
    ${factors.map((factor) => factorPart(visit, factor))}
    ${factors.length > 0 ? codesLine(visit, codesLeft) : ''}
    <details>
      <summary>${hasTotp ? '换一个手机验证器' : '设置手机验证器'}</summary>
      <form method="post" action="/desk/account/totp">
        ${csrfField(visit)} ${nowBox('totp')}
        <p class="row"><button>下一步</button></p>
      </form>
    </details>
    ${await makePasskey(visit)}
  </section>`
}

const factorName = ({ kind, name }: ShownFactor): Html =>
  html`${kind === 'totp' ? '手机验证器' : '通行密钥'}${name ? html`：${said(name)}` : ''}`

function factorPart(visit: Visit, factor: ShownFactor): Html {
  const { id, createdAt, usedAt, name } = factor
  const today = dayOf(visit.web.world.clock())
  return html`<details>
    <summary>${factorName(factor)}</summary>
    <p class="small">
      ${timeWords(createdAt, today)}添加${usedAt === undefined ? '' : `，${timeWords(usedAt, today)}用过`}
    </p>
    <form method="post" action="/desk/account/name">
      ${csrfField(visit)}
      <input type="hidden" name="factor" value="${id}" />
      ${lineBox({ id: `name-${id}`, name: 'name', label: '名称', value: name, max: 40 })}
      <p class="row"><button>改名</button></p>
    </form>
    <form method="post" action="/desk/account/remove">
      ${csrfField(visit)}
      <input type="hidden" name="factor" value="${id}" />
      ${nowBox(id)}
      <p class="row"><button>移除</button></p>
    </form>
  </details>`
}

const codesLine = (visit: Visit, left: number): Html =>
  html`<details>
    <summary>恢复码：还有 ${left} 个</summary>
    <form method="post" action="/desk/account/codes">
      ${csrfField(visit)} ${nowBox('codes')}
      <p class="row"><button>换一批新的</button></p>
    </form>
  </details>`

async function makePasskey(visit: Visit): Promise<Html | string> {
  const place = placeOf(visit.web)
  if (!place) return await html`<p class="small">通行密钥要用 https 的网址打开工作台才能设。</p>`
  return await passkeyPart({
    action: '/desk/account/passkey',
    way: 'create',
    options: await toMake(visit, place),
    fields: html`${csrfField(visit)}
      <p>通行密钥用指纹、面容或者设备密码登录，不用输密码和验证码。</p>
      ${lineBox({ id: 'passkey-name', name: 'name', label: '给它起个名', hint: '比如：办公室电脑。', value: '', max: 40 })}
      ${nowBox('passkey')}`,
    button: '添加通行密钥',
  })
}

async function toMake({ web, officer, csrf }: Visit, place: Place): Promise<object> {
  const login = (await accountById(web.world, officer.id))?.login ?? ''
  return await passkeyToMake(web.world, officer, { place, browser: csrf, login })
}

function passwordPart(visit: Visit): Html {
  const least = visit.web.world.signInRules.passwordLength
  return html`<section class="card">
    <h2>密码</h2>
    <details>
      <summary>换密码</summary>
      <form method="post" action="/desk/account/password">
        ${csrfField(visit)} ${nowBox('password')}
        ${passwordBox({ id: 'password', name: 'password', label: '新密码', hint: `至少 ${least} 个字。` })}
        ${passwordBox({ id: 'again', name: 'again', label: '再写一次新密码' })}
        <p class="row"><button>换密码</button></p>
      </form>
    </details>
  </section>`
}

const ways: Readonly<Record<string, string>> = {
  password: '密码',
  totp: '密码和验证码',
  recovery: '密码和恢复码',
  passkey: '通行密钥',
  sso: '单点登录',
  'sso-alone': '单点登录',
}

function sessionsPart(visit: Visit, sessions: readonly OwnSession[]): Html {
  const today = dayOf(visit.web.world.clock())
  return html`<section class="card" id="sessions">
    <h2>在哪里登录着</h2>
    <ul class="plain-list">
      ${sessions.map(
        ({ id, agent, way, createdAt, seenAt, here }) =>
          html`<li>
            <p>
              ${agent || '认不出的浏览器'}，${nameIn(ways, way)}，${timeWords(createdAt, today)}登录，${timeWords(seenAt, today)}还在用${here ? '（就是这里）' : ''}
            </p>
            ${
              here
                ? ''
                : html`<form method="post" action="/desk/account/sessions">
                    ${csrfField(visit)}
                    <input type="hidden" name="session" value="${id}" />
                    <p class="row"><button>让它退出</button></p>
                  </form>`
            }
          </li>`,
      )}
    </ul>
    ${
      sessions.length > 1
        ? html`<form method="post" action="/desk/account/sessions">
            ${csrfField(visit)}
            <p class="row"><button>除了这里，全部退出</button></p>
          </form>`
        : ''
    }
    <p class="small">不是您登录的，马上让它退出，换密码，并告诉系统管理员。</p>
  </section>`
}
