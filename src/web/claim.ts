import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import type { Refusal } from '#core/result.ts'
import { noticeByKey, seeClaim, takeByPage, type ClaimKey } from '#service/claim-page.ts'
import { claimWays, type ClaimView } from '#service/claim-view.ts'
import { claimedPart, claimForms, noticePart } from './claim-part.ts'
import { tooLarge } from './faults.ts'
import { readForm, type Form } from './form.ts'
import { askerOf, formKey, isOwnForm } from './form-key.ts'
import { publicPage, type Html } from './layout.ts'
import { numberField } from './number-field.ts'
import { digestOf } from './secrets.ts'
import type { Web } from './web.ts'
import { rewardRefusalWords } from './words/reward-words.ts'

/** 领奖: number and claim secret show the notice and let it be claimed, from anywhere, without a conversation. */
export function claimRoutes(app: Hono, web: Web): void {
  app.get('/claim', async (c) => await ask(c, web, {}))
  const limit = bodyLimit({ maxSize: 20_000, onError: tooLarge })
  app.post('/claim', limit, async (c) => await onKey(c, web, look))
  app.post('/claim/take', limit, async (c) => await onKey(c, web, take))
  app.post('/claim/notice', limit, async (c) => await onKey(c, web, send))
}

interface Asked {
  readonly notice?: string
  readonly number?: string
}

interface Given {
  readonly c: Context
  readonly web: Web
  readonly key: ClaimKey
  readonly form: Form
}

async function onKey(
  c: Context,
  web: Web,
  answer: (given: Given) => Promise<Response>,
): Promise<Response> {
  const form = await readForm(c)
  const number = form.text('number').slice(0, 40)
  const asker = askerOf(c)
  if (!isOwnForm(c, web, form) || asker === undefined)
    return await ask(c, web, { number, notice: '页面放得太久了，请再来一次。' })
  const code = form.text('code').slice(0, 60)
  return await answer({ c, web, form, key: { number, code, asker: `web:${digestOf(asker)}` } })
}

async function ask(c: Context, web: Web, { notice, number = '' }: Asked): Promise<Response> {
  const content = html`
    <h1>领奖</h1>
    ${notice ? html`<p class="notice" role="alert">${notice}</p>` : ''}
    <form class="card narrow" method="post" action="/claim">
      <input type="hidden" name="key" value="${formKey(c, web, '/claim')}" />
      ${numberField(number)}
      <label for="code">领奖凭证</label>
      <p class="hint" id="code-hint">
        登记时和查询密码一起给您的，17 位，不分大小写。实名举报的，填查询密码也行。
      </p>
      <input
        id="code"
        name="code"
        maxlength="60"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        aria-describedby="code-hint"
        required
      />
      <p class="row"><button class="main">查看</button></p>
    </form>
    <p class="small">在原来报的聊天里，回“领奖”也可以。凭证只能领奖，看不到您举报的内容。</p>
  `
  return await c.html(publicPage('领奖', content), notice ? 422 : 200)
}

async function look({ c, web, key }: Given): Promise<Response> {
  const found = await seeClaim(web.world, key)
  if (!found.ok)
    return await ask(c, web, { number: key.number, notice: rewardRefusalWords(found.refusal) })
  return await show(c, web, { view: found.value, key })
}

interface Shown {
  readonly view: ClaimView
  readonly key: ClaimKey
  readonly notice?: string
}

async function show(c: Context, web: Web, { view, key, notice }: Shown): Promise<Response> {
  const hidden: Html = html`<input type="hidden" name="key" value="${formKey(c, web, '/claim')}" />
    <input type="hidden" name="number" value="${key.number}" />
    <input type="hidden" name="code" value="${key.code}" />`
  const content = html`
    <h1>${view.number} 的奖励</h1>
    ${notice ? html`<p class="notice" role="alert">${notice}</p>` : ''} ${claimedPart(web, view)}
    ${claimForms(view, hidden)} ${noticePart(view)}
    <form method="post" action="/claim/notice">
      ${hidden}
      <p class="row"><button>下载通知书（PDF）</button></p>
    </form>
  `
  return await c.html(publicPage('领奖', content), notice ? 422 : 200)
}

async function take({ c, web, key, form }: Given): Promise<Response> {
  const wanted = form.text('way')
  const way = wanted === 'waive' ? wanted : claimWays.find((one) => one === wanted)
  const [name, bank, account] = ['name', 'bank', 'account'].map((one) =>
    form.text(one).slice(0, 60),
  )
  const isSure = way !== 'waive' || form.text('sure') === 'yes'
  const done =
    way && isSure
      ? await takeByPage(web.world, key, {
          way,
          payee: { name: name ?? '', bank: bank ?? '', account: account ?? '' },
        })
      : undefined
  if (done?.ok) return await show(c, web, { view: done.value, key })
  const seen = await seeClaim(web.world, key)
  const notice = done
    ? `${rewardRefusalWords(done.refusal)}${ruleIn(done.refusal)}`
    : way
      ? '放弃以后不能再领。确实要放弃的，请勾选。'
      : '请先选一种领法。'
  if (!seen.ok)
    return await ask(c, web, { number: key.number, notice: rewardRefusalWords(seen.refusal) })
  return await show(c, web, { view: seen.value, key, notice })
}

const ruleIn = ({ facts }: Refusal): string => (facts?.['rule'] ? `依据：${facts['rule']}。` : '')

/** 通知书 as a file. */
async function send({ c, web, key }: Given): Promise<Response> {
  const made = await noticeByKey(web.world, key)
  if (!made.ok)
    return await ask(c, web, { number: key.number, notice: rewardRefusalWords(made.refusal) })
  return c.body(new Uint8Array(made.value.bytes), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${made.value.name}"`,
  })
}
