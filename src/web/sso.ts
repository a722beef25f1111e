import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { factorStep } from '#service/second-factor.ts'
import type { Secrets } from '#service/single-sign-on.ts'
import { ssoAccount } from '#service/sso-account.ts'
import { stash, unstash } from '#service/stash.ts'
import { notFound, tooLarge } from './faults.ts'
import { readForm } from './form.ts'
import { isOwnForm } from './form-key.ts'
import { keptIn, keptOfText } from './kept-form.ts'
import { layout } from './layout.ts'
import { localPath } from './local-path.ts'
import { goOn } from './second-step.ts'
import { digestOf, newSecret } from './secrets.ts'
import type { Web } from './web.ts'
import { welcome, type Journey } from './welcome.ts'
import { refusalWords } from './words/refusals.ts'

/** Asks for another way, and says why. */
type AskAgain = (c: Context, notice: string, journey: Journey) => Promise<Response>

const callback = '/desk/sso/callback'
const home: Journey = { back: '/desk', kept: undefined }

/** 单点登录: another service says who sits there; only whom an administrator entered comes in. */
export function ssoRoutes(app: Hono, web: Web, askAgain: AskAgain): void {
  const limit = bodyLimit({ maxSize: 2 * 1024 * 1024, onError: tooLarge })
  app.post('/desk/sso', limit, async (c) => await leave(c, web, askAgain))
  app.get(callback, async (c) => await comeBack(c, web, askAgain))
}

async function leave(c: Context, web: Web, askAgain: AskAgain): Promise<Response> {
  const { world } = web
  const sso = world.singleSignOn
  if (!sso) return await notFound(c)
  const form = await readForm(c)
  const journey = { back: localPath(form.text('back')), kept: keptIn(form) }
  if (!isOwnForm(c, web, form)) return await askAgain(c, '页面放得太久了，请再登录一次。', journey)
  const secret = newSecret()
  const to = await sso.begin(`${web.publicUrl}${callback}`, secretsFrom(secret))
  if (!(to instanceof URL))
    return await askAgain(
      c,
      `${sso.name}现在连不上。可以用密码或者通行密钥登录，或者过一会儿再试。`,
      journey,
    )
  await stash(world, markFrom(secret), JSON.stringify(journey))
  setCookie(c, name, secret, settings(web))
  const body = html`<body class="public">
    <main class="column">
      <p>正在去${sso.name}。<a href="${to.href}">没有自动打开，请点这里</a></p>
    </main>
  </body>`
  return await c.html(layout({ title: '正在打开 · 医监', body, again: to.href }))
}

async function comeBack(c: Context, web: Web, askAgain: AskAgain): Promise<Response> {
  const { world } = web
  const sso = world.singleSignOn
  if (!sso) return await notFound(c)
  const secret = getCookie(c, name) ?? ''
  deleteCookie(c, name, settings(web))
  const kept = /^[\w-]{43}$/.test(secret) ? await unstash(world, markFrom(secret)) : undefined
  const journey = kept === undefined ? undefined : journeyIn(kept)
  if (!journey)
    return await askAgain(c, '这次登录放得太久，或者不是从这里开始的。请再登录一次。', home)
  const came = new URL(callback, web.publicUrl)
  came.search = new URL(c.req.url).search
  const vouched = await sso.finish(came, secretsFrom(secret))
  if ('fault' in vouched) return await askAgain(c, faultWords(sso.name)[vouched.fault], journey)
  const account = await ssoAccount(world, vouched)
  if (!account.ok) return await askAgain(c, refusalWords(account.refusal), journey)
  const half = { ...account.value, way: 'sso' } as const
  const twice = sso.trustsFactors || vouched.twoFactors
  if (twice || (await factorStep(world, half.officer)) === 'nothing')
    return await welcome(c, web, { account: half, way: twice ? 'sso' : 'sso-alone', ...journey })
  return await goOn({ c, web, half, ...journey })
}

const faultWords = (service: string) => ({
  away: `${service}现在连不上。可以用密码或者通行密钥登录，或者过一会儿再试。`,
  refused: `${service}没有让这次登录通过。请再试一次。`,
  nameless: `${service}没有说您的账号名。请告诉系统管理员。`,
})

function journeyIn(text: string): Journey {
  const { back, kept } = JSON.parse(text) as { readonly back: string; readonly kept?: unknown }
  return { back: localPath(back), kept: keptOfText(JSON.stringify(kept ?? '')) }
}

/** One random secret in a cookie; what leaves the browser are its digests, one for each purpose. */
const secretsFrom = (secret: string): Secrets => ({
  state: digestOf(`sso state ${secret}`),
  nonce: digestOf(`sso nonce ${secret}`),
  verifier: digestOf(`sso verifier ${secret}`),
})

const markFrom = (secret: string): string => digestOf(`sso stash ${secret}`)

const name = 'yj_sso'

/** It has to come along when the other service sends the browser back: strict would keep it. */
const settings = ({ secure }: Web) =>
  ({ path: callback, httpOnly: true, sameSite: 'Lax', secure, maxAge: 1800 }) as const
