import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { linkOpen, pairWorker } from '#service/grid-pairing.ts'
import { agentWords } from './agent.ts'
import { readForm } from './form.ts'
import { formKey, isOwnForm } from './form-key.ts'
import { digestOf, newSecret } from './secrets.ts'
import type { Web } from './web.ts'
import { refusalWords } from './words/refusals.ts'
import { gridCookie, gridCookieSettings, gridPage, gridPath } from './grid-page.ts'

interface Pairing {
  readonly notice?: string
  readonly status?: 403 | 410 | 422
}

/** A link is opened by looking at it in a chat too: only the button pairs. */
export async function askToPair(
  c: Context,
  web: Web,
  { notice, status }: Pairing,
): Promise<Response> {
  const open = await linkOpen(web.world, digestOf(c.req.param('token') ?? ''))
  if (!open.ok)
    return await c.html(
      gridPage(
        '链接不能用了',
        html`<h1>链接不能用了</h1>
          <p>${notice ?? refusalWords(open.refusal)}</p>`,
      ),
      410,
    )
  const key = formKey(c, web, gridPath)
  return await c.html(
    gridPage(
      '配对手机',
      html`<h1>${open.value.place}</h1>
        ${notice ? html`<div class="notice hot" role="alert">${notice}</div>` : ''}
        <p>用这部手机接巡查任务。请填您登记的手机号的后四位。</p>
        <form method="post" class="grid-form">
          <input type="hidden" name="key" value="${key}" />
          <label for="digits">手机号后四位</label>
          <input id="digits" name="digits" inputmode="numeric" maxlength="4" autocomplete="off" />
          <p class="grid-answers"><button class="main">这是我的手机</button></p>
        </form>
        <p class="small">以后打开 ${web.publicUrl}${gridPath} 就是您的任务，建议收藏。</p>`,
    ),
    status ?? 200,
  )
}

/** Makes the telephone that opened the link the worker's own. */
export async function pair(c: Context, web: Web): Promise<Response> {
  const form = await readForm(c)
  if (!isOwnForm(c, web, form))
    return await askToPair(c, web, { notice: '页面放得太久了，请再填一次。', status: 422 })
  const cookie = newSecret()
  const done = await pairWorker(web.world, {
    tokenHash: digestOf(c.req.param('token') ?? ''),
    lastDigits: form.text('digits'),
    idHash: digestOf(cookie),
    csrf: newSecret(),
    agent: agentWords(c.req.header('user-agent') ?? ''),
  })
  if (!done.ok) return await askToPair(c, web, { notice: refusalWords(done.refusal), status: 422 })
  setCookie(c, gridCookie, cookie, { ...gridCookieSettings(web), maxAge: 400 * 24 * 3600 })
  return c.redirect(gridPath, 303)
}
