import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { accountOf } from '#service/officers.ts'
import { takeTry } from '#service/sign-in.ts'
import { begin, end, markOf, whoIs } from './browser-session.ts'
import { forbidden, tooLarge } from './faults.ts'
import { readForm, type Form } from './form.ts'
import { formKey, isOwnForm } from './form-key.ts'
import { keptForm, keptIn, keptOf, type Kept } from './kept-form.ts'
import { layout, publicPage, type Html } from './layout.ts'
import { fromOwnPage } from './own-page.ts'
import { isPassword } from './password.ts'
import { isSame } from './secrets.ts'
import type { Web } from './web.ts'

const largestForm = 2 * 1024 * 1024

/** 登录、退出. */
export function signInRoutes(app: Hono, web: Web): void {
  app.get('/desk/sign-in', async (c) => {
    const who = await whoIs(c, web)
    return who ? c.redirect('/desk', 303) : await askToSignIn(c, web, { leaves: true })
  })
  const limit = bodyLimit({ maxSize: largestForm, onError: tooLarge })
  app.post('/desk/sign-in', limit, async (c) => await trySignIn(c, web))
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
  const kept = asked.carried ?? (asked.kept ? keptOf(c, asked.kept) : undefined)
  const back = asked.back ?? (c.req.method === 'GET' ? backTo(c) : '/desk')
  const notice = asked.kept
    ? '登录已过期，请重新登录。刚才写的内容没有丢，登录后接着办。'
    : asked.notice
  const key = formKey(c, web, '/desk')
  return await c.html(signInPage({ ...asked, kept, back, notice, key }), 401)
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
  const carried = keptIn(form)
  const again = { login, back: localPath(form.text('back')), ...(carried ? { carried } : {}) }
  if (!isOwnForm(c, web, form))
    return await askToSignIn(c, web, { ...again, notice: '页面放得太久了，请再登录一次。' })
  const { world } = web
  const now = world.clock()
  const trying = { login, mark: markOf(c) }
  const { until, refused } = await takeTry(world, trying)
  if (refused) return await askToSignIn(c, web, { ...again, notice: slow(until - now) })
  const account = await accountOf(world, login)
  if (!(await isPassword(account?.passwordHash, form.text('password'))) || !account) {
    const notice = until > now ? slow(until - now) : '登录名或密码不对，请再核对。'
    return await askToSignIn(c, web, { ...again, notice })
  }
  const { csrf } = await begin(c, web, { officer: account.officer, ...trying })
  return carried ? await c.html(keptForm(carried, csrf)) : c.redirect(again.back, 303)
}

const slow = (ms: number): string =>
  `试的次数多了，请 ${Math.ceil(ms / 60_000)} 分钟后再试。忘了密码，请系统管理员重新发设置链接。`

const backTo = (c: Context): string => {
  const { pathname, search } = new URL(c.req.url)
  return localPath(pathname === '/desk/sign-in' ? '/desk' : `${pathname}${search}`)
}

/** Only to pages of the desk, never to where a link might lead. */
const localPath = (path: string): string =>
  /^\/desk(?:\/\w[\w.~-]*)*(?:\?[\w%=&.~-]*)?$/.test(path) ? path : '/desk'

interface View {
  readonly key: string
  readonly back: string
  readonly kept: Kept | undefined
  readonly notice: string | undefined
  readonly login?: string
  readonly leaves?: boolean
}

const signInPage = ({ key, back, kept, notice, login = '', leaves }: View): Html =>
  publicPage(
    '登录',
    html`
      <h1>工作台登录</h1>
      ${notice ? html`<p class="notice" role="alert">${notice}</p>` : ''}
      <form class="card narrow" method="post" action="/desk/sign-in">
        <input type="hidden" name="key" value="${key}" />
        <input type="hidden" name="back" value="${back}" />
        ${kept ? html`<input type="hidden" name="kept" value="${JSON.stringify(kept)}" />` : ''}
        <label for="login">登录名</label>
        <input
          id="login"
          name="login"
          value="${login}"
          autocomplete="username"
          required
          maxlength="60"
        />
        <label for="password">密码</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          maxlength="200"
        />
        <p class="row"><button class="main">登录</button></p>
        <p class="small">
          30 分钟不操作会自动退出。还没有账号或者忘了密码，请系统管理员发一个设置链接。
        </p>
      </form>
    `,
    leaves,
  )
