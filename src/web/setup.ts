import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import type { Refusal } from '#core/result.ts'
import { accountOf, invitationOf, redeem, type Invitation } from '#service/officers.ts'
import { officesIn } from '#service/world.ts'
import { tooLarge } from './faults.ts'
import { readForm, type Form } from './form.ts'
import { formKey, isOwnForm } from './form-key.ts'
import { publicPage, type Html } from './layout.ts'
import { hashPassword } from './password.ts'
import { checkPassword } from './password-rule.ts'
import { goOn } from './second-step.ts'
import { passwordBox } from './sign-in-fields.ts'
import { digestOf } from './secrets.ts'
import type { Web } from './web.ts'
import { refusalWords } from './words/refusals.ts'
import { nameIn, officerRoles } from './words/terms.ts'

/** A link that is good once: login and password are chosen by whoever holds it. */
export function setupRoutes(app: Hono, web: Web): void {
  const limit = bodyLimit({ maxSize: 20_000, onError: tooLarge })
  app.get('/desk/setup/:token', async (c) => await show(c, web, {}))
  app.post('/desk/setup/:token', limit, async (c) => await take(c, web))
}

interface Shown {
  readonly notice?: string
  readonly login?: string
}

const hashOf = (c: Context): string => digestOf(c.req.param('token') ?? '')

async function show(c: Context, web: Web, { notice, login = '' }: Shown): Promise<Response> {
  const invitation = await invitationOf(web.world, hashOf(c))
  if (!invitation) return await c.html(usedUp(), 410)
  const key = formKey(c, web, '/desk')
  const least = web.world.signInRules.passwordLength
  const view = { key, login, seat: await seatOf(web, invitation), invitation, notice, least }
  return await c.html(setupPage(view), notice ? 422 : 200)
}

async function take(c: Context, web: Web): Promise<Response> {
  const form = await readForm(c)
  const login = form.text('login').trim().toLowerCase()
  if (!isOwnForm(c, web, form))
    return await show(c, web, { login, notice: '页面放得太久了，请再填一次密码。' })
  const fault = faultIn(form, { login, least: web.world.signInRules.passwordLength })
  if (fault) return await show(c, web, { login, notice: refusalWords(fault) })
  if (!(await invitationOf(web.world, hashOf(c)))) return await c.html(usedUp(), 410)
  const passwordHash = await hashPassword(form.text('password'))
  const made = await redeem(web.world, hashOf(c), { login, passwordHash })
  if (!made.ok) return await show(c, web, { login, notice: refusalWords(made.refusal) })
  const account = await accountOf(web.world, login)
  if (!account) throw new Error('an account that was just made cannot be found')
  const half = { ...account, way: 'password' } as const
  return await goOn({ c, web, half, back: '/desk', kept: undefined })
}

function faultIn(
  form: Form,
  rule: { readonly login: string; readonly least: number },
): Refusal | undefined {
  const { login } = rule
  if (!/^[a-z0-9][a-z0-9.-]{2,39}$/.test(login)) return { key: 'login-form' }
  const password = form.text('password')
  const checked = checkPassword(password, rule)
  if (!checked.ok) return checked.refusal
  return password === form.text('again') ? undefined : { key: 'password-differs' }
}

async function seatOf({ world }: Web, { area, office }: Invitation): Promise<string> {
  const pack = world.packs.areas.get(area)
  if (!pack) return ''
  const offices = await world.db.read(async (tx) => await officesIn(world, tx, area))
  return offices.find(({ id }) => id === office)?.name ?? pack.plan.area.name
}

interface View {
  readonly key: string
  readonly login: string
  readonly seat: string
  readonly invitation: Invitation
  readonly notice: string | undefined
  readonly least: number
}

const setupPage = ({ key, login, seat, invitation, notice, least }: View): Html =>
  publicPage(
    '设置账号',
    html`
      <h1>设置登录名和密码</h1>
      <p>
        ${[invitation.name, nameIn(officerRoles, invitation.role), seat].filter(Boolean).join('，')}
      </p>
      ${notice ? html`<p class="notice" role="alert">${notice}</p>` : ''}
      <form class="card narrow" method="post">
        <input type="hidden" name="key" value="${key}" />
        <label for="login">登录名</label>
        <p class="hint" id="login-hint">3 到 40 个英文字母、数字、点或者短横线。</p>
        <input
          id="login"
          name="login"
          value="${login}"
          autocomplete="username"
          maxlength="40"
          aria-describedby="login-hint"
          required
        />
        ${passwordBox({ id: 'password', name: 'password', label: '密码', hint: `至少 ${least} 个字。可以用一句自己记得住的话，中文也行。` })}
        ${passwordBox({ id: 'again', name: 'again', label: '再写一次密码', hint: '免得写错。' })}
        <p class="row"><button class="main">设好，登录</button></p>
      </form>
    `,
  )

/** A link of which nothing can be had any more. */
export const usedUp = (): Html =>
  publicPage(
    '链接不能用了',
    html`<h1>这个链接不能用了</h1>
      <p>${refusalWords({ key: 'setup-link-used' })}</p>
      <p>已经设好账号的，<a href="/desk/sign-in">直接登录</a>。</p>`,
  )
