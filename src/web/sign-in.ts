import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { accountOf } from '#service/officers.ts'
import { passkeyAccount, passkeyToShow } from '#service/passkeys.ts'
import { forgetTries, takeTry } from '#service/sign-in.ts'
import { end, markOf, whoIs } from './browser-session.ts'
import { forbidden, notFound, tooLarge } from './faults.ts'
import { readForm, type Form } from './form.ts'
import { formKey, isOwnForm } from './form-key.ts'
import { keptIn, keptOf, type Kept } from './kept-form.ts'
import { layout } from './layout.ts'
import { localPath } from './local-path.ts'
import { fromOwnPage } from './own-page.ts'
import { answerIn, placeOf } from './passkey-part.ts'
import { isPassword } from './password.ts'
import { goOn, secondStepRoutes } from './second-step.ts'
import { isSame } from './secrets.ts'
import { signInPage } from './sign-in-page.ts'
import { slow } from './slow.ts'
import { ssoRoutes } from './sso.ts'
import type { Web } from './web.ts'
import { welcome } from './welcome.ts'
import { refusalWords } from './words/refusals.ts'

const largestForm = 2 * 1024 * 1024
const old = '页面放得太久了，请再登录一次。'

/** 登录、退出. */
export function signInRoutes(app: Hono, web: Web): void {
  app.get('/desk/sign-in', async (c) => {
    const who = await whoIs(c, web)
    return who ? c.redirect('/desk', 303) : await askToSignIn(c, web, { leaves: true })
  })
  const limit = bodyLimit({ maxSize: largestForm, onError: tooLarge })
  app.post('/desk/sign-in', limit, async (c) => await trySignIn(c, web))
  app.post('/desk/sign-in/passkey', limit, async (c) => await tryPasskey(c, web))
  secondStepRoutes(app, web, async (c, { back, kept }) => {
    return await askToSignIn(c, web, { back, notice: old, ...(kept ? { carried: kept } : {}) })
  })
  ssoRoutes(app, web, async (c, notice, { back, kept }) => {
    return await askToSignIn(c, web, { back, notice, ...(kept ? { carried: kept } : {}) })
  })
  app.post('/desk/sign-out', limit, async (c) => {
    if (!fromOwnPage(c, web)) return await forbidden(c, '这次提交不是从本系统的页面发出的。')
    const form = await readForm(c)
    const who = await whoIs(c, web)
    if (who && !isSame(form.text('csrf'), who.csrf)) return await forbidden(c, '页面放得太久了。')
    await end(c, web)
    return c.redirect('/desk/sign-in', 303)
  })
}

interface Asked {
  /** What was being sent when the session had ended. */
  readonly kept?: Form
  readonly notice?: string
  readonly login?: string
  readonly back?: string
  readonly carried?: Kept
  /** Signed out by hand: what this browser kept is forgotten. */
  readonly leaves?: boolean
}

/** The sign-in page in place of the page that was asked for. */
export async function askToSignIn(c: Context, web: Web, asked: Asked): Promise<Response> {
  const { world } = web
  const kept = asked.carried ?? (asked.kept ? keptOf(c, asked.kept) : undefined)
  const back = asked.back ?? (c.req.method === 'GET' ? backTo(c) : '/desk')
  const notice = asked.kept
    ? '登录已过期，请重新登录。刚才写的内容没有丢，登录后接着办。'
    : asked.notice
  const key = formKey(c, web, '/desk')
  const place = placeOf(web)
  const passkey = place ? passkeyToShow(world, { place, browser: key }) : undefined
  const sso = world.singleSignOn?.name
  const idle = Math.round(world.signInRules.idle / 60_000)
  const ways = { ...(passkey ? { passkey } : {}), ...(sso ? { sso } : {}) }
  return await c.html(signInPage({ ...asked, ...ways, kept, back, notice, key, idle }), 401)
}

/** Cookies do not come along with a link from outside: the page is asked for once more, by ours. */
export async function comeAgain(c: Context): Promise<Response> {
  const again = backTo(c)
  const body = html`<body class="public">
    <main class="column">
      <p>正在打开。<a href="${again}">没有自动打开，请点这里</a></p>
    </main>
  </body>`
  return await c.html(layout({ title: '正在打开 · 医监', body, again }))
}

async function trySignIn(c: Context, web: Web): Promise<Response> {
  const form = await readForm(c)
  const login = form.text('login').trim().toLowerCase().slice(0, 60)
  const journey = { back: localPath(form.text('back')), kept: keptIn(form) }
  const carried = journey.kept ? { carried: journey.kept } : {}
  const again = { login, back: journey.back, ...carried }
  if (!isOwnForm(c, web, form)) return await askToSignIn(c, web, { ...again, notice: old })
  const { world } = web
  const now = world.clock()
  const { until, refused } = await takeTry(world, { login, mark: markOf(c) })
  if (refused) return await askToSignIn(c, web, { ...again, notice: slow(until - now) })
  const account = await accountOf(world, login)
  if (!(await isPassword(account?.passwordHash, form.text('password'))) || !account) {
    const notice = until > now ? slow(until - now) : '登录名或密码不对，请再核对。'
    return await askToSignIn(c, web, { ...again, notice })
  }
  const elsewhere = world.singleSignOn
  if (elsewhere?.passwords === 'administrators' && account.officer.role !== 'administrator')
    return await askToSignIn(c, web, { ...again, notice: `这里请用${elsewhere.name}登录。` })
  await forgetTries(world, { login, mark: markOf(c) })
  return await goOn({ c, web, half: { ...account, way: 'password' }, ...journey })
}

/** A passkey stands for both factors: its holder had to show finger, face or PIN. */
async function tryPasskey(c: Context, web: Web): Promise<Response> {
  const place = placeOf(web)
  if (!place) return await notFound(c)
  const form = await readForm(c)
  const journey = { back: localPath(form.text('back')), kept: keptIn(form) }
  const again = { back: journey.back, ...(journey.kept ? { carried: journey.kept } : {}) }
  if (!isOwnForm(c, web, form)) return await askToSignIn(c, web, { ...again, notice: old })
  const answer = answerIn(form.text('answer'))
  const shown = await passkeyAccount(web.world, { place, browser: form.text('key'), answer })
  if (!shown.ok) return await askToSignIn(c, web, { ...again, notice: refusalWords(shown.refusal) })
  return await welcome(c, web, { account: shown.value, way: 'passkey', ...journey })
}

const backTo = (c: Context): string => {
  const { pathname, search } = new URL(c.req.url)
  return localPath(pathname.startsWith('/desk/sign-in') ? '/desk' : `${pathname}${search}`)
}
