import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { Refusal } from '#core/result.ts'
import { accountById, type Account } from '#service/officers.ts'
import { makePasswordReset, passwordResetOf, usePasswordReset } from '#service/password-reset.ts'
import type { Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { tooLarge } from './faults.ts'
import { readForm, type Form } from './form.ts'
import { formKey, isOwnForm } from './form-key.ts'
import { publicPage, type Html } from './layout.ts'
import { hashPassword } from './password.ts'
import { checkPassword } from './password-rule.ts'
import { goOn } from './second-step.ts'
import { digestOf, newSecret } from './secrets.ts'
import { usedUp } from './setup.ts'
import { passwordBox } from './sign-in-fields.ts'
import type { Web } from './web.ts'
import { timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

/** 重设密码: by a link that an administrator made, once. The second factor stays. */
export function passwordResetRoutes(app: Hono, web: Web): void {
  const limit = bodyLimit({ maxSize: 20_000, onError: tooLarge })
  app.get('/desk/reset/:token', async (c) => await show(c, web))
  app.post('/desk/reset/:token', limit, async (c) => await take(c, web))
}

const hashOf = (c: Context): string => digestOf(c.req.param('token') ?? '')

async function show(c: Context, web: Web, notice?: string): Promise<Response> {
  const account = await passwordResetOf(web.world, hashOf(c))
  if (!account) return await c.html(usedUp(), 410)
  const key = formKey(c, web, '/desk')
  const least = web.world.signInRules.passwordLength
  return await c.html(resetPage({ account, key, least, notice }), notice ? 422 : 200)
}

async function take(c: Context, web: Web): Promise<Response> {
  const form = await readForm(c)
  if (!isOwnForm(c, web, form)) return await show(c, web, '页面放得太久了，请再填一次密码。')
  const account = await passwordResetOf(web.world, hashOf(c))
  if (!account) return await c.html(usedUp(), 410)
  const fault = faultIn(form, account.login, web.world.signInRules.passwordLength)
  if (fault) return await show(c, web, refusalWords(fault))
  const passwordHash = await hashPassword(form.text('password'))
  const done = await usePasswordReset(web.world, hashOf(c), passwordHash)
  const fresh = await accountById(web.world, account.officer.id)
  if (!done.ok || !fresh) return await c.html(usedUp(), 410)
  const half = { ...fresh, way: 'password' } as const
  return await goOn({ c, web, half, back: '/desk', kept: undefined })
}

function faultIn(form: Form, login: string, least: number): Refusal | undefined {
  const password = form.text('password')
  const checked = checkPassword(password, { login, least })
  if (!checked.ok) return checked.refusal
  return password === form.text('again') ? undefined : { key: 'password-differs' }
}

interface View {
  readonly account: Account
  readonly key: string
  readonly least: number
  readonly notice: string | undefined
}

const resetPage = ({ account: { officer, login }, key, least, notice }: View): Html =>
  publicPage(
    '重设密码',
    html`
      <h1>重设密码</h1>
      <p>${officer.name}，登录名 ${login}。设好以后，别处的登录和接口令牌都退出。</p>
      ${notice ? html`<p class="notice" role="alert">${notice}</p>` : ''}
      <form class="card narrow" method="post">
        <input type="hidden" name="key" value="${key}" />
        ${passwordBox({ id: 'password', name: 'password', label: '新密码', hint: `至少 ${least} 个字。可以用一句自己记得住的话，中文也行。` })}
        ${passwordBox({ id: 'again', name: 'again', label: '再写一次新密码' })}
        <p class="row"><button class="main">设好，登录</button></p>
      </form>
    `,
  )

/** Makes the link and shows it: the only time it can be seen. */
export async function resetLink(visit: Visit, form: Form): Promise<Response | Refusal> {
  const { web, officer } = visit
  const token = newSecret()
  const asked = { login: form.text('login'), tokenHash: digestOf(token) }
  const made = await makePasswordReset(web.world, officer, asked)
  if (!made.ok) return made.refusal
  const { name, expiresAt } = made.value
  return await showDesk(visit, {
    title: '重设密码的链接',
    content: html`<p class="back"><a href="/desk/admin">系统管理</a></p>
      <h1>请把这个链接发给${name}</h1>
      <p>
        链接只显示这一次，${timeWords(expiresAt, dayOf(web.world.clock()))}以前有效，用过就失效。第二重验证不变。
      </p>
      <p class="link">${web.publicUrl}/desk/reset/${token}</p>
      <p>请先当面核实是本人，再当面给，不要发到群里。生成和使用都留在审计记录里。</p>
      <p class="row"><a class="button" href="/desk/admin">回系统管理</a></p>`,
  })
}
