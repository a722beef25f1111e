import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import {
  backToQueue,
  blockDays,
  blockSender,
  liftBlock,
  listBlocks,
  type Block,
} from '#service/block.ts'
import { readCase } from '#service/desk.ts'
import { numberOf } from './case-page.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { dayWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

/** 屏蔽来信: set by the intake office with reason and end, seen and lifted by supervisors. */
export function blockRoutes(desk: Desk): void {
  deskPage(desk, '/desk/blocks', async (visit) => await showBlocks(visit, {}))
  deskPost(desk, '/desk/blocks', postNeeds('lift-block', lift))
  deskPage(
    desk,
    '/desk/cases/:number/block',
    needs('block', async (visit) => await askBlock(visit)),
  )
  deskPost(desk, '/desk/cases/:number/block', postNeeds('block', block))
  deskPost(desk, '/desk/cases/:number/take-up', postNeeds('block', takeUp))
}

interface Typed {
  readonly notice?: string
  readonly reason?: string
  readonly days?: string
}

async function askBlock(visit: Visit, typed: Typed = {}): Promise<Response> {
  const number = numberOf(visit)
  const read = await readCase(visit.web.world, visit.officer, number)
  if (!read.ok) return await notFound(visit.c)
  const options = blockDays.map((days) => [String(days), `${days} 天`] as const)
  const { notice, reason = '', days = '' } = typed
  return await showDesk(visit, {
    title: `${number} 屏蔽来信`,
    content: html`<p class="back"><a href="/desk/cases/${number}">${number}</a></p>
      <h1>屏蔽这个来信人</h1>
      <p>
        以后这个人的新来信照常登记、照常回话，但不进待办，放在“已屏蔽来信”里，仍要有人看。已经登记的件照常办。危及生命的不受影响。对方不会被告知，您也看不到他是谁。督办人员可以随时解除。
      </p>
      <form class="card" method="post" action="/desk/cases/${number}/block">
        ${csrfField(visit)}
        ${textBox({ id: 'reason', name: 'reason', label: '理由', value: reason, hint: '写事实：发了多少、是什么。举报多、话难听，不是理由。' })}
        ${choiceBox({ id: 'days', name: 'days', label: '屏蔽多久', value: days, options })}
        <p class="row"><button class="main">屏蔽来信</button></p>
      </form>`,
    ...(notice ? { notice, status: 422 as const } : {}),
  })
}

async function block(visit: Visit, form: Form): Promise<Response> {
  const typed = { reason: form.text('reason'), days: form.text('days') }
  const asked = { number: numberOf(visit), reason: typed.reason, days: Number(typed.days) }
  const done = await blockSender(visit.web.world, visit.officer, asked)
  if (!done.ok) return await askBlock(visit, { ...typed, notice: refusalWords(done.refusal) })
  return visit.c.redirect('/desk/blocks', 303)
}

async function takeUp(visit: Visit): Promise<Response> {
  const number = numberOf(visit)
  const done = await backToQueue(visit.web.world, visit.officer, number)
  return done.ok ? visit.c.redirect(`/desk/cases/${number}`, 303) : await notFound(visit.c)
}

async function lift(visit: Visit, form: Form): Promise<Response> {
  const asked = { block: form.text('block'), reason: form.text('reason') }
  const done = await liftBlock(visit.web.world, visit.officer, asked)
  if (!done.ok) return await showBlocks(visit, { notice: refusalWords(done.refusal) })
  return visit.c.redirect('/desk/blocks', 303)
}

async function showBlocks(visit: Visit, { notice }: Typed): Promise<Response> {
  const blocks = await listBlocks(visit.web.world, visit.officer)
  if (!blocks.ok) return await forbidden(visit.c, refusalWords(blocks.refusal))
  return await showDesk(visit, {
    title: '屏蔽名单',
    content: html`<p class="back"><a href="/desk?queue=shelved">已屏蔽来信</a></p>
      <h1>屏蔽名单</h1>
      ${
        blocks.value.length === 0
          ? html`<p class="empty">没有屏蔽任何人。</p>`
          : blocks.value.map((one, n) => blockPart(visit, one, n))
      }`,
    ...(notice ? { notice, status: 422 as const } : {}),
  })
}

function blockPart(visit: Visit, one: Block, n: number): Html {
  const today = dayOf(visit.web.world.clock())
  return html`<section class="card" aria-labelledby="block-${n}">
    <h2 id="block-${n}">
      <a href="/desk/cases/${one.number}">${one.number}</a> 的来信人
      <span class="mark">${stateOf(one)}</span>
    </h2>
    <p>
      ${one.by} ${dayWords(dayOf(one.at), today)}起屏蔽，到
      ${dayWords(dayOf(one.until), today)}为止：${said(one.reason)}
    </p>
    ${one.holds && may(visit.officer, 'lift-block').ok ? liftForm(visit, one, n) : ''}
  </section>`
}

const liftForm = (visit: Visit, { id }: Block, n: number): Html =>
  html`<form method="post" action="/desk/blocks">
    ${csrfField(visit)}
    <input type="hidden" name="block" value="${id}" />
    ${lineBox({ id: `lift-${n}`, name: 'reason', label: '解除理由', value: '' })}
    <p class="row"><button>解除屏蔽，来信放回待办</button></p>
  </form>`

const stateOf = ({ holds, liftedAt }: Block): string =>
  holds ? '屏蔽中' : liftedAt === undefined ? '已到期' : '已解除'
