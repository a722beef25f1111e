import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { Result } from '#core/result.ts'
import { endHold, holdsOn, placeHold, type Hold } from '#service/holds.ts'
import { numberOf } from './case-page.ts'
import { deskPage, deskPost, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

/** 保留: a supervisor keeps a case from being erased, and lets it go again. */
export function holdRoutes(desk: Desk): void {
  const path = '/desk/cases/:number/hold'
  deskPage(desk, path, async (visit) => {
    const done = dones[visit.c.req.query('done') ?? '']
    return await showHolds(visit, done ? { notice: done } : {})
  })
  deskPost(desk, path, async (visit, form) => await change(visit, form, 'placed'))
  deskPost(desk, `${path}/end`, async (visit, form) => await change(visit, form, 'ended'))
}

const dones: Readonly<Record<string, string>> = {
  placed: '已要求保留，解除以前不会删除。',
  ended: '已解除保留，到期的从明天起删除。',
}

const deeds = { placed: placeHold, ended: endHold }

async function change(visit: Visit, form: Form, what: keyof typeof deeds): Promise<Response> {
  const number = numberOf(visit)
  const reason = form.text('reason')
  const done: Result<true> = await deeds[what](visit.web.world, visit.officer, { number, reason })
  if (done.ok) return visit.c.redirect(`/desk/cases/${number}/hold?done=${what}`, 303)
  return await showHolds(visit, { notice: refusalWords(done.refusal), typed: reason, status: 422 })
}

interface Shown {
  readonly notice?: string
  readonly typed?: string
  readonly status?: 422
}

async function showHolds(visit: Visit, { typed = '', ...shown }: Shown): Promise<Response> {
  const number = numberOf(visit)
  const holds = await holdsOn(visit.web.world, visit.officer, number)
  if (!holds.ok) return await notFound(visit.c)
  return await showDesk(visit, {
    title: `${number} 保留`,
    content: html`<p class="back"><a href="/desk/cases/${number}">${number}</a></p>
      <h1>保留，暂不删除</h1>
      <p class="small">
        案件到了保存期限，或者举报人要求删除，就会删除。有复议、诉讼、审计等需要的，在这里要求保留。要求和解除都写明理由，都留痕。
      </p>
      ${holdForm(visit, { holds: holds.value, typed })}
      ${holds.value.map((one) => holdPart(visit, one))}`,
    ...shown,
  })
}

interface Standing {
  readonly holds: readonly Hold[]
  readonly typed: string
}

function holdForm(visit: Visit, { holds, typed }: Standing): Html {
  const number = numberOf(visit)
  const running = holds.some(({ ended }) => !ended)
  const path = `/desk/cases/${number}/hold`
  return html`<form class="card" method="post" action="${running ? `${path}/end` : path}">
    <h2>${running ? '正在保留' : '没有要求保留'}</h2>
    ${csrfField(visit)}
    ${textBox({
      id: 'reason',
      name: 'reason',
      label: running ? '解除的理由' : '保留的理由',
      hint: running ? '为什么不用再留。' : '什么程序需要，预计到什么时候。',
      value: typed,
      max: 500,
    })}
    <p class="row"><button class="main">${running ? '解除保留' : '要求保留'}</button></p>
  </form>`
}

function holdPart({ web }: Visit, { placedAt, placedBy, reason, ended }: Hold): Html {
  const today = dayOf(web.world.clock())
  return html`<section class="card">
    <p>${timeWords(placedAt, today)} ${placedBy} 要求保留：${said(reason)}</p>
    ${
      ended
        ? html`<p>${timeWords(ended.at, today)} ${ended.by} 解除：${said(ended.reason)}</p>`
        : ''
    }
  </section>`
}
