import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { Result } from '#core/result.ts'
import { askPayee, grantPayee, payeePage, seePayee, type PayeePage } from '#service/payees.ts'
import { noticeForOfficer } from '#service/reward-paper.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { rewardRefusalWords } from './words/reward-words.ts'

const path = '/desk/rewards/:id'

/** 收款账户: asked for by finance, granted by a second person, seen for a day; and the notice as a file. */
export function rewardPayeeRoutes(desk: Desk): void {
  deskPage(desk, `${path}/notice.pdf`, needs('see-rewards', sendNotice))
  deskPage(
    desk,
    `${path}/payee`,
    needs('see-rewards', async (visit) => await show(visit, {})),
  )
  deskPost(desk, `${path}/payee`, postNeeds('see-rewards', take))
}

const idOf = ({ c }: Visit): string => c.req.param('id') ?? ''

async function sendNotice(visit: Visit): Promise<Response> {
  const made = await noticeForOfficer(visit.web.world, visit.officer, idOf(visit))
  if (!made.ok || !made.value) return await notFound(visit.c)
  return visit.c.body(new Uint8Array(made.value.bytes), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${made.value.name}"`,
  })
}

interface Shown {
  readonly notice?: string
  readonly account?: Html
  readonly status?: 403 | 422
}

async function take(visit: Visit, form: Form): Promise<Response> {
  const { web, officer } = visit
  const id = idOf(visit)
  switch (form.text('deed')) {
    case 'ask':
      return await after(visit, await askPayee(web.world, officer, id), '已申请，等督办人员批准。')
    case 'grant': {
      const asker = form.text('asker')
      const granted = await grantPayee(web.world, officer, { id, asker })
      return await after(visit, granted, '已批准，一天内有效。')
    }
    case 'see': {
      const seen = await seePayee(web.world, officer, id)
      if (!seen.ok) return await after(visit, seen, '')
      const { name, bank, account } = seen.value
      return await show(visit, {
        account: html`<section class="card identity">
          <h2>收款账户</h2>
          <dl class="facts">
            <dt>收款人</dt>
            <dd>${said(name)}</dd>
            <dt>开户银行</dt>
            <dd>${said(bank)}</dd>
            <dt>账号</dt>
            <dd>${said(account)}</dd>
          </dl>
          <p class="small">只用于这一笔打款。不抄进工作记录，不转告。这次查看已记录。</p>
        </section>`,
      })
    }
    default:
      return await show(visit, { notice: '没有看明白要做什么。', status: 422 })
  }
}

async function after(visit: Visit, done: Result<unknown>, notice: string): Promise<Response> {
  if (done.ok) return await show(visit, { notice })
  const status = done.refusal.key === 'role-may-not' ? 403 : 422
  return await show(visit, { notice: rewardRefusalWords(done.refusal), status })
}

async function show(visit: Visit, { account, ...shown }: Shown): Promise<Response> {
  const id = idOf(visit)
  const page = await payeePage(visit.web.world, visit.officer, id)
  if (!page.ok) return await notFound(visit.c)
  const { number, hasPayee } = page.value
  return await showDesk(visit, {
    title: `${number} 收款账户`,
    content: html`<p class="back"><a href="/desk/rewards/${id}">${number} 的奖励</a></p>
      <h1>收款账户</h1>
      <p class="small">
        收款账户平时谁也看不到。转账领取的，由财政的经办人员申请、督办人员批准，一天内由申请人本人查看，每次都留痕。
      </p>
      ${account ?? ''}
      ${hasPayee ? requests(visit, page.value) : html`<p class="empty">没有收款账户：不是转账领取，或者还没有人来领。</p>`}`,
    ...shown,
  })
}

function requests(visit: Visit, page: PayeePage): Html {
  const now = visit.web.world.clock()
  const action = `/desk/rewards/${idOf(visit)}/payee`
  return html`${
    page.mayAsk
      ? html`<form class="card" method="post" action="${action}">
          ${csrfField(visit)}
          <p class="row"><button name="deed" value="ask">申请查看</button></p>
        </form>`
      : ''
  }
  ${page.requests.map(
    ({ asker, askerName, askedAt, until, isMine }) =>
      html`<form class="card" method="post" action="${action}">
        ${csrfField(visit)}<input type="hidden" name="asker" value="${asker}" />
        <p>
          ${askerName}
          ${timeWords(askedAt, dayOf(now))}申请。${until === undefined ? '等批准。' : now < until ? `已批准，${timeWords(until, dayOf(now))}前有效。` : '批准的时间已过。'}
        </p>
        ${isMine && until !== undefined && now < until ? html`<p class="row"><button class="main" name="deed" value="see">查看（记录在案）</button></p>` : ''}
        ${page.mayGrant && !isMine && until === undefined ? html`<p class="row"><button class="main" name="deed" value="grant">批准</button></p>` : ''}
      </form>`,
  )}`
}
