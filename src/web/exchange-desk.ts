import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { AreaCode } from '#core/plan.ts'
import {
  asideReasons,
  settle,
  waitingMessages,
  type WaitingMessage,
} from '#service/exchange-desk.ts'
import { areaPack } from '#service/world.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { choiceBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { asideNames, messageKind, messageWords } from './words/exchange.ts'
import { refusalWords } from './words/refusals.ts'

/** 系统对接: what other authorities' systems sent on cases of this office, for an officer to decide. */
export function exchangeDeskRoutes(desk: Desk): void {
  deskPage(
    desk,
    '/desk/exchange',
    needs('note', async (visit) => await showMessages(visit, {})),
  )
  deskPost(desk, '/desk/exchange/:message', postNeeds('note', decide))
}

const deeds = ['note', 'penalty', 'set-aside'] as const

async function decide(visit: Visit, form: Form): Promise<Response> {
  const { web, officer, c } = visit
  const deed = deeds.find((one) => one === form.text('deed'))
  if (!deed) return await showMessages(visit, { refusal: { key: 'deed-unclear' } })
  const id = c.req.param('message') ?? ''
  const [text, reason] = [form.text('text'), form.text('reason')]
  const done = await settle(web.world, officer, { id, deed, text, reason })
  if (!done.ok) return await showMessages(visit, { refusal: done.refusal, typed: { id, text } })
  return c.redirect(`/desk/exchange?done=${deed}`, 303)
}

const dones: Readonly<Record<string, string>> = {
  note: '已经记到件里。',
  penalty: '处罚文号已经补到件里。',
  'set-aside': '已经放在一边，没有动件。',
}

interface Shown {
  readonly refusal?: Parameters<typeof refusalWords>[0]
  readonly typed?: { readonly id: string; readonly text: string }
}

async function showMessages(visit: Visit, { refusal, typed }: Shown): Promise<Response> {
  const { web, officer, c } = visit
  const listed = await waitingMessages(web.world, officer)
  if (!listed.ok) throw new Error('whoever may write notes may read what waits')
  const done = dones[c.req.query('done') ?? '']
  const notice = refusal ? refusalWords(refusal) : done
  return await showDesk(visit, {
    title: '系统对接',
    content: html`<p class="back"><a href="/desk/systems">综合监管</a></p>
      <h1>系统对接来的消息</h1>
      <p>别的监管系统发来的检查结果、处罚文号。它们不会自己改件，由您看过再定。</p>
      ${clauses(visit, officer.area)}
      ${
        listed.value.length === 0
          ? html`<p class="empty">没有等着看的。</p>`
          : listed.value.map((one) => messagePart(visit, one, typed))
      }`,
    ...(notice ? { notice } : {}),
    ...(refusal ? { status: 422 as const } : {}),
  })
}

/** Kinds of systems that are connected here. */
const served = new Set([
  'information-sharing',
  'supervision-information',
  'liaoning-supervision-information',
  'national-health-platform',
  'zibo-population-health',
])

function clauses({ web }: Visit, area: AreaCode): Html {
  const { systems } = areaPack(web.world, area).plan
  const asked = systems.filter(({ id }) => served.has(id))
  if (asked.length === 0) return html`<p class="small">本地方案没有要求，供参考。</p>`
  return html`${asked.map(({ clause, asks }) => html`<p class="small">方案 ${clause}：${asks ?? ''}。</p>`)}`
}

function messagePart(visit: Visit, one: WaitingMessage, typed: Shown['typed']): Html {
  const { world } = visit.web
  const today = dayOf(world.clock())
  const name = (code: string): string => world.packs.offences.get(code)?.zh ?? code
  const words = messageWords(one.partner, one.body, name)
  const text = typed?.id === one.id ? typed.text : words
  return html`<section class="card" aria-labelledby="message-${one.id}">
    <h2 id="message-${one.id}">
      <a href="/desk/cases/${one.number}">${one.number}</a> ${messageKind(one.type)}
      ${one.held ? html`<span class="mark">前面还缺一条</span>` : ''}
    </h2>
    <p>${words}</p>
    <p class="small">${timeWords(one.at, today)}收到。</p>
    ${
      one.tasks.length === 0
        ? html`<p class="small">本单位在这件里没有能记的一项，只能放在一边。</p>`
        : noteForm(visit, one, text)
    }
    ${one.penaltyTask === undefined ? '' : penaltyForm(visit, one)} ${asideForm(visit, one)}
  </section>`
}

const action = ({ id }: WaitingMessage): string => `/desk/exchange/${id}`

const noteForm = (visit: Visit, one: WaitingMessage, text: string): Html =>
  html`<form method="post" action="${action(one)}">
    ${csrfField(visit)} <input type="hidden" name="deed" value="note" />
    ${textBox({ id: `text-${one.id}`, name: 'text', label: '记到件里的话，可以改', value: text, max: 5000 })}
    <p class="row"><button class="main">记到件里</button></p>
  </form>`

const penaltyForm = (visit: Visit, one: WaitingMessage): Html =>
  html`<form method="post" action="${action(one)}">
    ${csrfField(visit)} <input type="hidden" name="deed" value="penalty" />
    <p class="row"><button>把文号补到办结结论上</button></p>
  </form>`

const asideForm = (visit: Visit, one: WaitingMessage): Html =>
  html`<details>
    <summary>不采用</summary>
    <form method="post" action="${action(one)}">
      ${csrfField(visit)} <input type="hidden" name="deed" value="set-aside" />
      ${choiceBox({
        id: `reason-${one.id}`,
        name: 'reason',
        label: '为什么',
        value: '',
        options: asideReasons.map((key) => [key, asideNames[key]] as const),
      })}
      <p class="row"><button>放在一边</button></p>
    </form>
  </details>`
