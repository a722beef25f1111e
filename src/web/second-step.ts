import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { isPasswordOld } from '#core/sign-in-rules.ts'
import { halfOf, halfToken, type Half } from '#service/half-sign-in.ts'
import { accountOf, changePassword } from '#service/officers.ts'
import { passkeyToShow } from '#service/passkeys.ts'
import {
  beginTotp,
  begunTotp,
  confirmTotp,
  factorStep,
  shownFactors,
  useCode,
} from '#service/second-factor.ts'
import { takeTry } from '#service/sign-in.ts'
import { markOf } from './browser-session.ts'
import { tooLarge } from './faults.ts'
import { readForm, type Form } from './form.ts'
import { formKey, isOwnForm } from './form-key.ts'
import { keptIn } from './kept-form.ts'
import { localPath } from './local-path.ts'
import { publicPage, type Html } from './layout.ts'
import { passkeyPart, placeOf } from './passkey-part.ts'
import { hashPassword, isPassword } from './password.ts'
import { checkPassword } from './password-rule.ts'
import { codeBox, passwordBox } from './sign-in-fields.ts'
import { carriedOn } from './sign-in-page.ts'
import { slow } from './slow.ts'
import { totpPart } from './totp-part.ts'
import type { Web } from './web.ts'
import { welcome, type Journey } from './welcome.ts'
import { refusalWords } from './words/refusals.ts'

const largestForm = 2 * 1024 * 1024

/** Asks again from the start, with what was begun. */
type StartAgain = (c: Context, journey: Journey) => Promise<Response>

/** 登录的第二步：验证码、第一次设置、到期换密码. */
export function secondStepRoutes(app: Hono, web: Web, startAgain: StartAgain): void {
  const limit = bodyLimit({ maxSize: largestForm, onError: tooLarge })
  const step = (path: string, take: (at: Step, form: Form) => Promise<Response>): void => {
    app.post(path, limit, async (c) => {
      const form = await readForm(c)
      const journey = { back: localPath(form.text('back')), kept: keptIn(form) }
      const half = isOwnForm(c, web, form)
        ? await halfOf(web.world, form.text('half'), form.text('key'))
        : undefined
      return half ? await take({ c, web, half, ...journey }, form) : await startAgain(c, journey)
    })
  }
  step('/desk/sign-in/second', takeCode)
  step('/desk/sign-in/enrol', takeEnrolment)
  step('/desk/sign-in/password', takePassword)
}

/** Somebody between the two steps. */
interface Step extends Journey {
  readonly c: Context
  readonly web: Web
  readonly half: Half
}

/** Their second factor was seen, and only the password is too old. */
const hasShown = ({ way }: Half): boolean => way === 'totp' || way === 'recovery'

const isByPassword = (half: Half): boolean => half.way === 'password' || hasShown(half)

/** Asks for what is still owed after the first proof, or opens the desk. */
export async function goOn(step: Step): Promise<Response> {
  const { c, web, half, ...journey } = step
  if (isElsewhere(step)) return c.redirect('/desk/sign-in', 303)
  switch (await owed(step)) {
    case 'factor':
      return await askCode(step)
    case 'password':
      return await askPassword(step)
    case 'enrolment':
      return await askEnrolment(step)
    case 'nothing':
      return await welcome(c, web, { account: half, way: half.way, ...journey })
  }
}

/** Whoever has to sign in by another service gets in by no link of ours. */
const isElsewhere = ({ web: { world }, half }: Step): boolean =>
  isByPassword(half) &&
  world.singleSignOn?.passwords === 'administrators' &&
  half.officer.role !== 'administrator'

/** A password alone changes no password: whoever has a second factor shows it first. */
async function owed({
  web: { world },
  half,
}: Step): Promise<'factor' | 'password' | 'enrolment' | 'nothing'> {
  const next = hasShown(half) ? 'nothing' : await factorStep(world, half.officer)
  if (next === 'factor') return next
  const given = { passwordAt: half.passwordAt, now: world.clock() }
  const isOld = isByPassword(half) && isPasswordOld(world.signInRules, given)
  return isOld ? 'password' : next
}

async function takeCode(step: Step, form: Form): Promise<Response> {
  const { web, half } = step
  if ((await owed(step)) !== 'factor') return await goOn(step)
  const wait = await tooSoon(step)
  if (wait) return await askCode(step, wait)
  const used = await useCode(web.world, half.officer, form.text('code'))
  if (!used.ok) return await askCode(step, refusalWords(used.refusal))
  if (half.way !== 'sso') return await goOn({ ...step, half: { ...half, way: used.value } })
  const { back, kept } = step
  return await welcome(step.c, web, { account: half, way: 'sso', back, kept })
}

async function takeEnrolment(step: Step, form: Form): Promise<Response> {
  const { c, web, half, ...journey } = step
  if ((await owed(step)) !== 'enrolment') return await goOn(step)
  const id = form.text('setup')
  const wait = await tooSoon(step)
  if (wait) return await askEnrolment(step, { id, notice: wait })
  const done = await confirmTotp(web.world, half.officer, { id, code: form.text('code') })
  if (!done.ok) return await askEnrolment(step, { id, notice: refusalWords(done.refusal) })
  return await welcome(c, web, { account: half, way: 'totp', codes: done.value, ...journey })
}

async function takePassword(step: Step, form: Form): Promise<Response> {
  const { c, web, half } = step
  if ((await owed(step)) !== 'password') return await goOn(step)
  const password = form.text('password')
  const least = web.world.signInRules.passwordLength
  const rule = checkPassword(password, { login: half.login, least })
  if (!rule.ok) return await askPassword(step, refusalWords(rule.refusal))
  if (password !== form.text('again'))
    return await askPassword(step, refusalWords({ key: 'password-differs' }))
  if (await isPassword(half.passwordHash, password))
    return await askPassword(step, '这是现在的密码。请换一个新的。')
  const passwordHash = await hashPassword(password)
  await changePassword(web.world, half.officer, { passwordHash, here: '' })
  const account = await accountOf(web.world, half.login)
  if (!account) throw new Error('an account whose password was just changed cannot be found')
  return await goOn({ ...step, c, half: { ...account, way: half.way } })
}

/** Codes are counted before they are looked at, as passwords are. */
async function tooSoon({ c, web, half }: Step): Promise<string | undefined> {
  const trying = { login: half.login, mark: markOf(c), step: 'second' } as const
  const { until, refused } = await takeTry(web.world, trying)
  return refused ? slow(until - web.world.clock()) : undefined
}

async function page(
  { c, web, half, back, kept }: Step,
  view: {
    readonly title: string
    readonly notice: string | undefined
    readonly content: (fields: Html, key: string) => Promise<Html> | Html
  },
): Promise<Response> {
  const key = formKey(c, web, '/desk')
  const fields = html`${carriedOn({ key, back, kept })}
    <input type="hidden" name="half" value="${halfToken(web.world, half, key)}" />`
  const content = await view.content(await fields, key)
  const body = html`<h1>${view.title}</h1>
    ${view.notice ? html`<p class="notice" role="alert">${view.notice}</p>` : ''}
    ${kept ? html`<p class="notice">刚才写的内容没有丢，登录后接着办。</p>` : ''} ${content}`
  return await c.html(publicPage(view.title, body), 401)
}

async function askCode(step: Step, notice?: string): Promise<Response> {
  const { world } = step.web
  const { factors } = await shownFactors(world, step.half.officer)
  const place = placeOf(step.web)
  const hasKey = place !== undefined && factors.some(({ kind }) => kind === 'passkey')
  return await page(step, {
    title: '第二重验证',
    notice,
    content: (fields, key) => html`
      ${
        hasKey
          ? passkeyPart({
              action: '/desk/sign-in/passkey',
              way: 'get',
              options: passkeyToShow(world, { place, browser: key }),
              fields,
              button: '用通行密钥',
            })
          : ''
      }
      <form class="card narrow" method="post" action="/desk/sign-in/second">
        ${fields} ${codeBox('手机验证器上的六位数。手机不在身边，用一个恢复码。')}
        <p class="row"><button class="main">登录</button></p>
        <p class="small">手机和恢复码都没有了，请系统管理员重置。</p>
      </form>
    `,
  })
}

async function askEnrolment(
  step: Step,
  { id = '', notice }: { readonly id?: string; readonly notice?: string } = {},
): Promise<Response> {
  const { world } = step.web
  const begun = (await begunTotp(world, step.half, id)) ?? (await beginTotp(world, step.half))
  return await page(step, {
    title: '先设第二重验证',
    notice,
    content: (fields) => html`
      <p>您的岗位登录要用两重验证：密码，加手机上的验证码。现在设一次，以后每次登录输六位数。</p>
      <form class="card narrow" method="post" action="/desk/sign-in/enrol">
        ${fields} ${totpPart(begun)}
        <p class="row"><button class="main">设好，登录</button></p>
      </form>
    `,
  })
}

async function askPassword(step: Step, notice?: string): Promise<Response> {
  const { passwordAge, passwordLength } = step.web.world.signInRules
  const days = Math.round(passwordAge / 86_400_000)
  return await page(step, {
    title: '该换密码了',
    notice,
    content: (fields) => html`
      <p>本单位规定密码用满 ${days} 天要换。换好以后接着登录。</p>
      <form class="card narrow" method="post" action="/desk/sign-in/password">
        ${fields}
        ${passwordBox({ id: 'password', name: 'password', label: '新密码', hint: `至少 ${passwordLength} 个字。可以用一句自己记得住的话，中文也行。` })}
        ${passwordBox({ id: 'again', name: 'again', label: '再写一次新密码' })}
        <p class="row"><button class="main">换好，登录</button></p>
      </form>
    `,
  })
}
