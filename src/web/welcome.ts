import type { Context } from 'hono'
import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { resetsToTell, type ToldReset } from '#service/factor-reset.ts'
import type { Account } from '#service/officers.ts'
import { isFormKeyOf, type Way } from '#service/sign-in.ts'
import { begin, markOf } from './browser-session.ts'
import { keptForm, keptPart, type Kept } from './kept-form.ts'
import { publicPage, said, type Html } from './layout.ts'
import { codesPart } from './sign-in-fields.ts'
import type { Web } from './web.ts'
import { timeWords } from './words/dates.ts'

/** Where somebody was before they were asked to sign in, and what they were sending. */
export interface Journey {
  readonly back: string
  readonly kept: Kept | undefined
}

interface Arrived extends Journey {
  readonly account: Account
  readonly way: Way
  /** Fresh recovery codes, to be shown this once. */
  readonly codes?: readonly string[]
}

/** Signed in: what has to be read first, then on with what was begun. */
export async function welcome(c: Context, web: Web, arrived: Arrived): Promise<Response> {
  const { account, way, back, codes } = arrived
  const { officer, login } = account
  const { csrf } = await begin(c, web, { officer, login, mark: markOf(c), way })
  const kept = ownOf(web, account, arrived.kept)
  const resets = await resetsToTell(web.world, officer)
  if (!codes && resets.length === 0)
    return kept ? await c.html(keptForm(kept, csrf)) : c.redirect(back, 303)
  const today = dayOf(web.world.clock())
  return await c.html(
    publicPage(
      '已登录',
      html`<h1>${kept ? '已登录，刚才写的还没有提交' : '已登录'}</h1>
        ${resets.map((reset) => resetPart(reset, today))} ${codes ? codesPart(codes) : ''}
        ${
          kept
            ? keptPart(kept, csrf)
            : html`<p class="row"><a class="button main" href="${back}">进工作台</a></p>`
        }`,
    ),
  )
}

/** Whoever signs in next at the same browser is not shown what somebody else was writing. */
const ownOf = ({ world }: Web, { officer }: Account, kept: Kept | undefined): Kept | undefined =>
  kept && isFormKeyOf(world, officer, kept.by) ? kept : undefined

const resetPart = ({ at, byName, reason }: ToldReset, today: string): Html =>
  html`<section class="notice hot" role="alert">
    <h2>您的第二重验证被重置过</h2>
    <p>
      ${timeWords(at, today)}，系统管理员${byName}移除了您的验证器、通行密钥和恢复码。理由：${said(reason)}
    </p>
    <p>不是您要求的，请马上告诉本单位负责人和审计人员。</p>
  </section>`
