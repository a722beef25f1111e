import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { printPasscode, readCall, sendPasscode, type TakenCall } from '#service/calls.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { fullDay } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/hotline/calls/:call'

/** A call that was registered: its number to read back, its passcode by message or on paper. */
export function callRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('enter-calls', async (visit) => await showCall(visit)),
  )
  deskPost(desk, `${path}/paper`, postNeeds('enter-calls', print))
  deskPost(desk, `${path}/message`, postNeeds('enter-calls', send))
}

const idOf = ({ c }: Visit): string => c.req.param('call') ?? ''

async function showCall(visit: Visit, notice?: string): Promise<Response> {
  const read = await readCall(visit.web.world, visit.officer, idOf(visit))
  if (!read.ok) return await notFound(visit.c)
  const call = read.value
  return await showDesk(visit, {
    title: `已登记 ${call.number}`,
    content: html`<h1>已登记，请把编号念给来电人，请他复述</h1>
      ${readBack(call.number)}
      <section class="card" aria-labelledby="tell">
        <h2 id="tell">告诉来电人</h2>
        ${call.said.map((text) => html`<p>${forCaller(text)}</p>`)}
        <p>${call.standing === 'named' ? '姓名电话已另外加密保管。' : '没有留姓名电话。'}</p>
      </section>
      ${handingPart(visit, call)}
      <p class="row">
        <a class="button" href="/desk/hotline" autofocus id="next">记下一通</a>
        <a href="/desk/cases/${call.number}">打开这一件</a>
      </p>`,
    ...(notice ? { notice, status: 422 as const } : {}),
  })
}

/** Nobody is called back: who called asks. */
const forCaller = (text: string): string => text.replaceAll('在这里告诉您', '可以凭编号和密码查')

/** `RC-2026-00017` in groups that an ear keeps. */
const groupsOf = (number: string): readonly string[] =>
  number
    .split('-')
    .flatMap((part) => (/^\d{5}$/.test(part) ? [part.slice(0, 2), part.slice(2)] : [part]))

const readBack = (number: string): Html =>
  html`<p class="readback" aria-label="编号 ${number.split('').join(' ')}">
    ${groupsOf(number).map((group) => html`<span>${group.split('').join(' ')}</span> `)}
  </p>`

const handed: Readonly<Record<TakenCall['handed'], string>> = {
  not: '还没有给来电人。',
  sending: '短信可能没有送到。再发一次，或者打印。',
  sent: '短信已发出。',
  printed: '已打印。',
}

function handingPart(visit: Visit, { id, standing, handed: how, hasPasscode }: TakenCall): Html {
  const action = `/desk/hotline/calls/${id}`
  const isSent = how === 'sent'
  return html`<section class="card" aria-labelledby="hand">
    <h2 id="hand">查询密码</h2>
    <p>${handed[how]}不在屏幕上显示，也不要口头念。</p>
    ${
      !hasPasscode && !isSent
        ? html`<p>超过一小时，已经取不出来。来电人可以凭编号再打电话来问。</p>`
        : ''
    }
    ${
      hasPasscode && standing === 'named' && visit.web.world.sms
        ? html`<form method="post" action="${action}/message" class="row">
            ${csrfField(visit)}
            <label for="phone">来电人的电话（只用来发这一条）</label>
            <input id="phone" name="phone" inputmode="tel" autocomplete="off" maxlength="40" />
            <button>发短信</button>
          </form>`
        : ''
    }
    ${
      hasPasscode
        ? html`<form method="post" action="${action}/paper">
            ${csrfField(visit)}
            <button>打印给来电人</button>
          </form>`
        : ''
    }
  </section>`
}

async function send(visit: Visit, form: Form): Promise<Response> {
  const id = idOf(visit)
  const phone = form.text('phone').replace(/[\s-]/g, '')
  if (!/^(?:1[3-9]\d{9}|0\d{9,11})$/.test(phone))
    return await showCall(visit, refusalWords({ key: 'phone-unclear' }))
  const sent = await sendPasscode(visit.web.world, visit.officer, { id, phone })
  if (!sent.ok) return await showCall(visit, refusalWords(sent.refusal))
  return visit.c.redirect(`/desk/hotline/calls/${id}`, 303)
}

/** The passcode stands on the paper, and on no screen. */
async function print(visit: Visit): Promise<Response> {
  const printed = await printPasscode(visit.web.world, visit.officer, idOf(visit))
  if (!printed.ok) {
    if (printed.refusal.key === 'call-unknown') return await notFound(visit.c)
    return await showCall(visit, refusalWords(printed.refusal))
  }
  const { number, passcode, at } = printed.value
  return await showDesk(visit, {
    title: '打印查询密码',
    content: html`<h1 class="screen-only">按 Ctrl + P 打印</h1>
      <p class="screen-only">密码只印在纸上。交给来电人，不要留底。</p>
      <div class="paper-only" data-print>
        <p>${fullDay(dayOf(at))}</p>
        <p>编号 ${number}</p>
        <p>查询密码 ${passcode}</p>
        <p>查进度：${visit.web.publicUrl}/track</p>
        <p>请收好，不要告诉别人。工作人员不会向您要密码。</p>
      </div>
      <p class="row screen-only">
        <a class="button" href="/desk/hotline/calls/${idOf(visit)}">返回</a>
      </p>
      <script type="module" src="/static/hotline.js"></script>`,
  })
}
