import { refuse, type Result } from '#core/result.ts'
import { accountById, changePassword, type Account } from '#service/officers.ts'
import { endSessions } from '#service/own-sessions.ts'
import { addPasskey } from '#service/passkeys.ts'
import {
  beginTotp,
  begunTotp,
  confirmTotp,
  newRecoveryCodes,
  removeFactor,
  renameFactor,
  shownFactors,
} from '#service/second-factor.ts'
import { forgetTries, takeTry } from '#service/sign-in.ts'
import { accountPage, totpPage } from './account-page.ts'
import { hereOf, markOf } from './browser-session.ts'
import { deskPage, deskPost, type Desk, type Visit } from './desk-door.ts'
import type { Form } from './form.ts'
import { answerIn, placeOf } from './passkey-part.ts'
import { hashPassword, isPassword } from './password.ts'
import { checkPassword } from './password-rule.ts'
import { proofWords, provePassword } from './prove-password.ts'
import { slow } from './slow.ts'
import { refusalWords } from './words/refusals.ts'

/** 我的账号: what proves who one is, and where one is signed in. */
export function accountRoutes(desk: Desk): void {
  deskPage(desk, '/desk/account', async (visit) => {
    const done = doneWords[visit.c.req.query('done') ?? '']
    return await accountPage(visit, done ? { notice: done } : {})
  })
  deskPost(desk, '/desk/account/sessions', async (visit, form) => {
    const here = hereOf(visit.c)
    const one = form.text('session')
    const which = one === '' ? { allBut: here } : { one }
    await endSessions(visit.web.world, visit.officer, which)
    return visit.c.redirect('/desk/account?done=ended', 303)
  })
  deskPost(desk, '/desk/account/name', async (visit, form) => {
    const named = { id: form.text('factor'), name: form.text('name') }
    return await told(visit, await renameFactor(visit.web.world, visit.officer, named), 'named')
  })
  deskPost(desk, '/desk/account/totp', takeTotp)
  deskPost(desk, '/desk/account/codes', withPassword(makeCodes))
  deskPost(desk, '/desk/account/passkey', withPassword(takePasskey))
  deskPost(desk, '/desk/account/remove', withPassword(takeAway))
  deskPost(desk, '/desk/account/password', withPassword(takePassword))
}

const doneWords: Readonly<Record<string, string>> = {
  ended: '已退出。',
  named: '已改名。',
  removed: '已移除。',
  added: '已添加通行密钥，下次可以直接用它登录。',
  password: '密码已换，别处的登录都退出了。',
}

type Deed = (visit: Visit, form: Form, account: Account) => Promise<Response>

/** What changes how one signs in asks for the password once more: the browser may have been left open. */
function withPassword(deed: Deed): (visit: Visit, form: Form) => Promise<Response> {
  return async (visit, form) => {
    const proved = await provePassword(visit, form.text('now'))
    if (proved.ok) return await deed(visit, form, proved.value)
    return await accountPage(visit, { notice: proofWords(proved.refusal), status: 422 })
  }
}

async function told(visit: Visit, done: Result<true>, word: string): Promise<Response> {
  if (done.ok) return visit.c.redirect(`/desk/account?done=${word}`, 303)
  return await accountPage(visit, { notice: refusalWords(done.refusal), status: 422 })
}

/** First the password, then the app's first code: only whoever was shown the secret knows what it was begun as. */
async function takeTotp(visit: Visit, form: Form): Promise<Response> {
  if (form.text('stage') === 'confirm') return await confirmApp(visit, form.text('setup'), form)
  return await withPassword(async (_visit, _form, account) => {
    return await totpPage(visit, await beginTotp(visit.web.world, account))
  })(visit, form)
}

async function confirmApp(visit: Visit, id: string, form: Form): Promise<Response> {
  const { officer, c } = visit
  const { world } = visit.web
  const account = await accountById(world, officer.id)
  const begun = account && (await begunTotp(world, account, id))
  if (!begun) return await accountPage(visit, { notice: tooOld, status: 422 })
  const trying = { login: account.login, mark: markOf(c), step: 'second' } as const
  const { until, refused } = await takeTry(world, trying)
  if (refused) return await totpPage(visit, begun, slow(until - world.clock()))
  const done = await confirmTotp(world, officer, { id, code: form.text('code') })
  if (!done.ok) return await totpPage(visit, begun, refusalWords(done.refusal))
  await forgetTries(world, trying)
  return await accountPage(visit, {
    notice: '验证器设好了，下次登录要输验证码。',
    codes: done.value,
  })
}

const tooOld = '页面放得太久了。请再设一次验证器。'

async function makeCodes(visit: Visit): Promise<Response> {
  const { factors } = await shownFactors(visit.web.world, visit.officer)
  if (factors.length === 0)
    return await accountPage(visit, { notice: '先设验证器或者通行密钥。', status: 422 })
  const codes = await newRecoveryCodes(visit.web.world, visit.officer)
  return await accountPage(visit, { notice: '换了一批恢复码，以前的都失效了。', codes })
}

async function takePasskey(visit: Visit, form: Form): Promise<Response> {
  const { web, officer, csrf } = visit
  const place = placeOf(web)
  if (!place) return await accountPage(visit, { notice: '这里用不了通行密钥。', status: 422 })
  const answer = answerIn(form.text('answer'))
  const made = { place, browser: csrf, answer, name: form.text('name') }
  return await told(visit, await addPasskey(web.world, officer, made), 'added')
}

const takeAway: Deed = async (visit, form) =>
  await told(
    visit,
    await removeFactor(visit.web.world, visit.officer, form.text('factor')),
    'removed',
  )

const takePassword: Deed = async (visit, form, { login, passwordHash: before }) => {
  const { world } = visit.web
  const password = form.text('password')
  const rule = checkPassword(password, { login, least: world.signInRules.passwordLength })
  if (!rule.ok) return await told(visit, rule, '')
  if (password !== form.text('again')) return await told(visit, refuse('password-differs'), '')
  if (await isPassword(before, password))
    return await accountPage(visit, { notice: '这是现在的密码。请换一个新的。', status: 422 })
  const passwordHash = await hashPassword(password)
  await changePassword(world, visit.officer, { passwordHash, here: hereOf(visit.c) })
  return visit.c.redirect('/desk/account?done=password', 303)
}
