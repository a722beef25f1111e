import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { identitiesWaiting } from '#service/identity-list.ts'
import { decisionsWaiting } from '#service/decisions.ts'
import { remindersWaiting } from '#service/reminders.ts'
import { officesIn } from '#service/world.ts'
import type { Visit } from './desk-door.ts'
import { layout, type Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { nameIn, officerRoles } from './words/terms.ts'

interface DeskView {
  readonly title: string
  readonly content: Html
  /** Stands above the content: what was just done, or why not. */
  readonly notice?: Html | string
  /** Words kept in the browser for this deed are no longer needed. */
  readonly done?: string
  readonly status?: 200 | 400 | 403 | 404 | 409 | 422
}

/** A page of the desk: who sits here, where to go, the content. */
export async function showDesk(visit: Visit, view: DeskView): Promise<Response> {
  const { c, officer } = visit
  const seat = await seatOf(visit)
  const identities = await identityLink(visit)
  const reminders = await reminderLink(visit)
  const decisions = await decisionLink(visit)
  const body = html`<body class="desk" ${view.done ? html`data-done="${view.done}"` : ''}>
    <a class="skip" href="#main">跳到正文</a>
    <header class="top">
      <div class="wide">
        <a class="brand" href="/desk">医监工作台</a>
        <p class="seat">${seat}</p>
        <p class="who">
          <a href="/desk/account">${officer.name}（${nameIn(officerRoles, officer.role)}）</a>
        </p>
        ${may(officer, 'see-statistics').ok ? html`<a class="identities" href="/desk/dashboard">统计</a>` : ''}
        <a class="identities" href="/desk/systems">综合监管</a>
        ${may(officer, 'supervise').ok ? html`<a class="identities" href="/desk/templates">办理用语</a>` : ''}
        ${may(officer, 'see-rewards').ok ? html`<a class="identities" href="/desk/rewards">奖励</a>` : ''}
        ${decisions} ${reminders} ${identities}
        <form method="post" action="/desk/sign-out">
          <input type="hidden" name="csrf" value="${visit.csrf}" />
          <button class="plain">退出</button>
        </form>
      </div>
    </header>
    <main id="main" class="wide">
      ${clockNotice(visit)} ${rushLine(visit)}
      ${view.notice ? html`<div class="notice" role="status">${view.notice}</div>` : ''}
      ${view.content}
    </main>
  </body>`
  return await c.html(layout({ title: `${view.title} · 医监工作台`, body }), view.status ?? 200)
}

/** While the machine's clock left the count, nobody should rely on a time they read here. */
function clockNotice({ web }: Visit): Html | string {
  const jump = web.world.watch?.jump() ?? 0
  if (jump === 0) return ''
  const [side, days] = [jump < 0 ? '慢' : '快', Math.ceil(Math.abs(jump) / 86_400_000)]
  return html`<p class="notice hot" role="alert">
    服务器时钟可能${side}了（${days} 天以内），时间请先核对。到期删除和提醒先停着，等管理员确认。
  </p>`
}

/** For those who would wonder why so few, or so many, come. */
function rushLine({ web, officer }: Visit): Html | string {
  const since = web.world.rushSince?.()
  const concerned = may(officer, 'talk-to-reporter').ok || may(officer, 'configure').ok
  if (since === undefined || !concerned) return ''
  const time = timeWords(since, dayOf(web.world.clock()))
  return html`<div class="notice" role="status">
    ${time}
    起网页上新来的人多得反常。新来的浏览器要先算一两秒，没有脚本的排队，最长十分钟；没有拒收任何人。恢复正常后自动取消。
  </div>`
}

/** For whoever answers requests for identities or audits them, and whoever sets what the reporter hears of it. */
async function identityLink({ web, officer }: Visit): Promise<Html | string> {
  if (may(officer, 'configure').ok)
    return await html`<a class="identities" href="/desk/admin/identity">身份查看告知</a>
      <a class="identities" href="/desk/admin/retention">保存期限</a>
      <a class="identities" href="/desk/templates">办理用语</a>
      <a class="identities" href="/desk/channels">渠道</a>`
  if (!may(officer, 'grant-identity').ok && !may(officer, 'read-audit').ok) return ''
  const waiting = await identitiesWaiting(web.world, officer)
  return await html`<a class="identities" href="/desk/identity"
      >身份申请${waiting > 0 ? html` <b>${waiting}</b>` : ''}</a
    >
    ${may(officer, 'read-audit').ok ? html`<a class="identities" href="/desk/audit">审计记录</a>` : ''}`
}

/** For whoever is reminded of clocks: how many reminders they have not read. */
async function reminderLink({ web, officer }: Visit): Promise<Html | string> {
  const waiting = await remindersWaiting(web.world, officer)
  if (waiting === undefined) return ''
  const count = waiting >= 100 ? '99+' : String(waiting)
  return await html`<a class="identities" href="/desk/reminders"
    >提醒${waiting > 0 ? html` <b>${count}</b>` : ''}</a
  >`
}

/** For whoever decides something: how many wait for them. */
async function decisionLink({ web, officer }: Visit): Promise<Html | string> {
  const waiting = await decisionsWaiting(web.world, officer)
  if (waiting === undefined) return ''
  const count = waiting >= 100 ? '99+' : String(waiting)
  return await html`<a class="identities" href="/desk/decisions"
    >待决定${waiting > 0 ? html` <b>${count}</b>` : ''}</a
  >`
}

/** The office they sit in, with its area. */
export async function seatOf({ web, officer }: Visit): Promise<string> {
  const { world } = web
  const pack = world.packs.areas.get(officer.area)
  if (!pack) return ''
  const offices = await world.db.read(async (tx) => await officesIn(world, tx, officer.area))
  const office = offices.find(({ id }) => id === officer.office)?.name ?? ''
  const area = pack.plan.area.name
  return office.startsWith(area) ? office : `${area} ${office}`.trim()
}

/** The hidden key that every form of the desk carries. */
export const csrfField = ({ csrf }: Pick<Visit, 'csrf'>): Html =>
  html`<input type="hidden" name="csrf" value="${csrf}" />`
