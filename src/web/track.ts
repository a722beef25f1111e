import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import type { Outcome } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import type {
  CaseForReporter,
  MatterForReporter,
  PartForReporter,
} from '#core/disclose-to-reporter.ts'
import { remedyText } from '#service/remedy-text.ts'
import { trackReceipt } from '#service/receipt.ts'
import { erasedForReporter } from './erased-part.ts'
import { tooLarge } from './faults.ts'
import { readForm } from './form.ts'
import { askerOf, formKey, isOwnForm } from './form-key.ts'
import { publicPage, said, type Html } from './layout.ts'
import { numberField } from './number-field.ts'
import { receiptButton } from './receipt.ts'
import { digestOf } from './secrets.ts'
import type { Web } from './web.ts'
import { dayWords } from './words/dates.ts'
import { explanationWords } from './words/explanation.ts'
import { refusalWords } from './words/refusals.ts'
import { caseStates, declineReasons, nameIn, outcomes, reporterParts } from './words/terms.ts'

/** 查进度: number and passcode open what a reporter may see of their report, from anywhere. */
export function trackRoutes(app: Hono, web: Web): void {
  app.get('/track', async (c) => await ask(c, web, {}))
  const limit = bodyLimit({ maxSize: 20_000, onError: tooLarge })
  app.post('/track', limit, async (c) => await look(c, web))
}

interface Asked {
  readonly notice?: string
  readonly number?: string
}

async function ask(c: Context, web: Web, { notice, number = '' }: Asked): Promise<Response> {
  const key = formKey(c, web, '/track')
  const content = html`
    <h1>查进度</h1>
    ${notice ? html`<p class="notice" role="alert">${notice}</p>` : ''}
    <form class="card narrow" method="post" action="/track">
      <input type="hidden" name="key" value="${key}" />
      ${numberField(number)}
      <label for="passcode">查询密码</label>
      <p class="hint" id="passcode-hint">登记时给您的，17 位，不分大小写。</p>
      <input
        id="passcode"
        name="passcode"
        maxlength="60"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        aria-describedby="passcode-hint"
        required
      />
      <p class="row"><button class="main">查</button></p>
    </form>
    <p class="small">在原来报的聊天里，回"进度"就能查，不用密码。</p>
  `
  return await c.html(publicPage('查进度', content), notice ? 422 : 200)
}

async function look(c: Context, web: Web): Promise<Response> {
  const form = await readForm(c)
  const number = form.text('number').slice(0, 40)
  const asker = askerOf(c)
  if (!isOwnForm(c, web, form) || asker === undefined)
    return await ask(c, web, { number, notice: '页面放得太久了，请再查一次。' })
  const passcode = form.text('passcode').slice(0, 60)
  const found = await trackReceipt(web.world, {
    number,
    passcode,
    asker: `track:${digestOf(asker)}`,
  })
  if (!found.ok && found.refusal.key === 'case-erased')
    return await c.html(publicPage('查进度', erasedForReporter(web, found.refusal)))
  if (!found.ok) return await ask(c, web, { number, notice: refusalWords(found.refusal) })
  const button = receiptButton({ number: found.value.number, passcode })
  return await c.html(publicPage('查进度', standing(web, found.value, button)))
}

function standing(web: Web, about: CaseForReporter, button: Html): Html {
  const today = dayOf(web.world.clock())
  const waiting = about.questions.filter(({ answered }) => !answered)
  return html`
    <h1>${about.number}</h1>
    <p><span class="mark">${nameIn(caseStates, about.state)}</span></p>
    <p>
      ${dayWords(dayOf(about.receivedAt), today)}收到，最近一次变动是
      ${dayWords(dayOf(about.changedAt), today)}。${about.acknowledgedAt ? '值班人员已经看到。' : ''}
    </p>
    ${about.matters.map((matter) => matterPart(web, about, { matter, today }))}
    ${againCard(web, about, today)}
    ${waiting.map(
      ({ text }) =>
        html`<div class="card">
          <h2>办理人员想问</h2>
          <p>${said(text)}</p>
          <p class="small">
            在原来报的聊天里回"查看"就能答，他看不到您是谁。不答也行，不影响办理。原来的聊天用不了，到<a
              href="/chat"
              >网页聊天</a
            >里回"进度"，用编号和密码接着答。
          </p>
        </div>`,
    )}
    <p class="small">
      这里不显示您说过的话，免得别人拿到编号和密码就知道。要补充、撤回、再查，请回到原来报的聊天里说，或者到<a
        href="/chat"
        >网页聊天</a
      >里回"进度"，用编号和密码打开。
    </p>
    ${button}
    <p class="small">有奖励通知的，凭编号和领奖凭证到<a href="/claim">领奖</a>里看和领。</p>
    <p><a class="button" href="/track">查另一件</a></p>
  `
}

/** 再查: who decides and until when, and what was decided. */
function againCard(
  { world }: Web,
  { again, state }: CaseForReporter,
  today: string,
): Html | string {
  if (!again) return ''
  const { to, dueOn, granted, text } = again
  const by = to === 'intake' ? '这里没有督办人员，由综合监管协调岗' : '督办人员'
  const until = dueOn ? `，一般 ${dayWords(dueOn, today)}前答复` : ''
  if (granted === undefined)
    return html`<div class="card">
      <h2>您申请的再查</h2>
      <p>${by}在看要不要重新核查${until}。</p>
    </div>`
  const isOver = state === 'concluded' || state === 'declined' || state === 'closed'
  return html`<div class="card">
    <h2>您申请的再查</h2>
    ${
      granted
        ? html`<p>同意再查${isOver ? '，已经重新核查。' : '，正在重新核查。'}</p>`
        : html`<p>没有同意再查：${said(text ?? '')}</p>
            <p>${remedyText(world, 'zh-cn')}</p>`
    }
  </div>`
}

interface Shown {
  readonly matter: MatterForReporter
  readonly today: string
}

function matterPart({ world }: Web, about: CaseForReporter, { matter, today }: Shown): Html {
  const plan = world.packs.areas.get(about.area)?.plan
  const departmentNames = Object.fromEntries(
    (plan?.departments ?? []).map(({ id, name, now }) => [id, now?.name ?? name]),
  )
  const name = world.packs.offences.get(matter.offence)?.plain ?? '还没有归类'
  return html`<section class="card">
    <h2>${name}${matter.outcome ? `：${nameIn(outcomes, matter.outcome)}` : ''}</h2>
    <p>${explanationWords(matter.explanation, { departmentNames })}</p>
    ${plan ? html`<p class="small">方案：${plan.document.title}（${plan.document.number}）</p>` : ''}
    <ul class="tasks">
      ${matter.parts.map((part) => partLine(part, departmentNames, today))}
    </ul>
  </section>`
}

function partLine(
  part: PartForReporter,
  names: Readonly<Record<string, string>>,
  today: string,
): Html {
  const department =
    part.department === 'intake' ? '综合监管协调岗' : (names[part.department] ?? '有关部门')
  const live = part.state === 'assigned' || part.state === 'accepted'
  const due = `预计 ${dayWords(part.dueOn, today)}前有结果${part.provisional ? '（日期暂定）' : ''}。`
  return html`<li>
    <p>
      <b>${department}</b>
      ${part.clause ? `（方案${part.clause}）` : ''}${nameIn(reporterParts[part.role], part.state)}。${live && part.role !== 'intake' ? due : ''}
    </p>
    ${part.reason ? html`<p>理由：${nameIn(declineReasons, part.reason)}</p>` : ''}
    ${part.outcome ? resultLine(part.outcome, part.penalty) : ''}
    ${part.text ? html`<p class="reads">${said(part.text)}</p>` : ''}
  </li>`
}

const resultLine = (outcome: Outcome, penalty: string | undefined): Html =>
  html`<p>结果：${nameIn(outcomes, outcome)}${penalty ? html`，处罚文号 ${said(penalty)}` : ''}</p>`
