import { html } from 'hono/html'
import type { Result } from '#core/result.ts'
import { noticeTroubles } from '#service/notice-endpoints.ts'
import type { OfficerRow } from '#service/officers.ts'
import { letGoOfGone } from '#service/holders.ts'
import { disable, officersIn } from '#service/officers.ts'
import { packFaults, type PackFault } from '#service/packs-in-force.ts'
import { areaSettings, type AreaSetting } from '#service/settings.ts'
import { signInPart, takeReset, takeSsoName } from './admin-factors.ts'
import { inviteForm, inviteSent } from './admin-invite.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { faultNotice } from './plan-desk.ts'
import { resetLink } from './password-reset.ts'
import { refusalWords } from './words/refusals.ts'
import { nameIn, officerRoles } from './words/terms.ts'

/** 系统管理: areas, officers, invitations. No case can be reached from here. */
export function adminRoutes(desk: Desk): void {
  deskPage(
    desk,
    '/desk/admin',
    needs('manage-officers', async (visit) => {
      const notice = doneWords[visit.c.req.query('done') ?? '']
      return await showAdmin(visit, notice ? { notice } : {})
    }),
  )
  deskPost(desk, '/desk/admin/disable', postNeeds('manage-officers', endOfficer))
  deskPost(desk, '/desk/admin/invite', postNeeds('manage-officers', inviteAdministrator))
  deskPost(desk, '/desk/admin/factors', postNeeds('manage-officers', changes(takeReset, 'reset')))
  deskPost(desk, '/desk/admin/password', postNeeds('manage-officers', sendReset))
  deskPost(desk, '/desk/admin/sso', postNeeds('manage-officers', changes(takeSsoName, 'sso')))
}

const doneWords: Readonly<Record<string, string>> = {
  disabled: '已停用。',
  reset: '已重置。本人下次登录会看到是谁、为什么重置的。',
  sso: '已登记。',
}

const changes =
  (change: (visit: Visit, form: Form) => Promise<Result<true>>, word: string) =>
  async (visit: Visit, form: Form): Promise<Response> => {
    const done = await change(visit, form)
    if (done.ok) return visit.c.redirect(`/desk/admin?done=${word}`, 303)
    return await showAdmin(visit, { notice: refusalWords(done.refusal), status: 422 })
  }

/** 忘了密码: the link is shown once. */
async function sendReset(visit: Visit, form: Form): Promise<Response> {
  const sent = await resetLink(visit, form)
  if (sent instanceof Response) return sent
  return await showAdmin(visit, { notice: refusalWords(sent), status: 422 })
}

async function endOfficer(visit: Visit, form: Form): Promise<Response> {
  const login = form.text('login')
  const own = (await officersIn(visit.web.world)).find(({ id }) => id === visit.officer.id)
  if (own?.login === login)
    return await showAdmin(visit, { notice: '不能停用自己。请另一位管理员来做。', status: 422 })
  const done = await disable(visit.web.world, visit.officer, login)
  if (done.ok) await letGoOfGone(visit.web.world)
  if (!done.ok) return await showAdmin(visit, { notice: refusalWords(done.refusal), status: 422 })
  return visit.c.redirect('/desk/admin?done=disabled', 303)
}

async function inviteAdministrator(visit: Visit, form: Form): Promise<Response> {
  const invitation = {
    role: 'administrator',
    area: '',
    office: '',
    name: form.text('name'),
  } as const
  const sent = await inviteSent(visit, invitation)
  if (sent.ok) return sent.value
  return await showAdmin(visit, { notice: refusalWords(sent.refusal), status: 422 })
}

interface Shown {
  readonly notice?: Html | string
  readonly status?: 422
}

async function showAdmin(visit: Visit, shown: Shown): Promise<Response> {
  const { world } = visit.web
  const areas = await areaSettings(world)
  const troubles = await noticeTroubles(world)
  const officers = await officersIn(world)
  const working = officers.filter(({ role, disabledAt }) => role !== 'administrator' && !disabledAt)
  return await showDesk(visit, {
    title: '系统管理',
    content: html`<h1>系统管理</h1>
      ${packFaults(world).map((fault) => areaFault(areas, fault))} ${abroadPart(world.channels)}
      ${areas.map(({ code, name }) => troubleLine(code, name, troubles.get(code) ?? 0))}
      ${working.length === 0 ? firstStep(areas) : ''} ${areasPart(areas, officers)}
      ${officersPart(visit, officers, areas)}
      <section class="card">
        <h2>再请一位系统管理员</h2>
        ${inviteForm(visit, { action: '/desk/admin/invite' })}
      </section>`,
    ...shown,
  })
}

const areaFault = (areas: readonly AreaSetting[], fault: PackFault): Html =>
  html`<h2>${areas.find(({ code }) => code === fault.area)?.name ?? '全国数据'}</h2>
    ${faultNotice(fault)}`

/** Who is not told there does not know that something waits for them. */
const troubleLine = (code: string, name: string, count: number): Html | '' =>
  count === 0
    ? ''
    : html`<p class="notice">
        ${name}有 ${count} 处通知送不到，那里的单位不知道有新任务。<a
          href="/desk/admin/areas/${code}/notices"
          >看原因</a
        >
      </p>`

/** What is written there crosses the border, which the law ties to conditions of its own. */
function abroadPart(channels: Visit['web']['world']['channels']): Html | '' {
  const names = [...channels.values()].filter(({ abroad }) => abroad)
  if (names.length === 0) return ''
  return html`<p class="notice">
    已开通
    ${names.map(({ id, platform }) => platform ?? id).join('、')}，服务器在境外：群众在那里写的话会出境，受《个人信息保护法》第三十八、三十九条约束。没有办妥出境手续的，请关掉这个渠道。
  </p>`
}

/** Whoever has just made the first account sees at once how work can begin. */
const firstStep = (areas: readonly AreaSetting[]): Html =>
  html`<section class="notice">
    <h2>下一步：请一位经办人员</h2>
    <p>
      系统管理员看不到案件。要有人办件，先选一个辖区，在那一页填姓名、岗位和单位，把生成的链接发给本人。
    </p>
    <p class="row">${areas.map(areaLink)}</p>
  </section>`

const areaLink = ({ code, name }: AreaSetting): Html =>
  html`<a class="button" href="/desk/admin/areas/${code}#invite">${name}</a>`

function areasPart(areas: readonly AreaSetting[], officers: readonly OfficerRow[]): Html {
  return html`<section class="card">
    <h2>辖区</h2>
    <table role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">辖区</th>
          <th role="columnheader" scope="col">状态</th>
          <th role="columnheader" scope="col">主办单位</th>
          <th role="columnheader" scope="col">值班电话</th>
          <th role="columnheader" scope="col">人员</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${areas.map(
          (area) =>
            html`<tr role="row">
              <th role="rowheader" scope="row">
                <a href="/desk/admin/areas/${area.code}">${area.name}</a>
              </th>
              <td role="cell" data-label="状态">${area.demo ? '演示' : '正式'}</td>
              <td role="cell" data-label="主办单位">${area.settings.sponsor ?? '没有填'}</td>
              <td role="cell" data-label="值班电话">${area.settings.telephone ?? '没有填'}</td>
              <td role="cell" data-label="人员">
                ${officers.filter((one) => one.area === area.code && !one.disabledAt).length} 人
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}

/** Who has an account, and the button that ends it. */
export function officersPart(
  visit: Visit,
  officers: readonly OfficerRow[],
  areas: readonly AreaSetting[],
): Html {
  const offices = new Map(areas.flatMap((area) => area.offices.map(({ id, name }) => [id, name])))
  return html`<section class="card">
    <h2>人员</h2>
    <table role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">姓名</th>
          <th role="columnheader" scope="col">登录名</th>
          <th role="columnheader" scope="col">岗位</th>
          <th role="columnheader" scope="col">单位</th>
          <th role="columnheader" scope="col">状态</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${officers.map((one) => officerLine(visit, one, offices.get(one.office) ?? '—'))}
      </tbody>
    </table>
  </section>`
}

function officerLine(visit: Visit, officer: OfficerRow, office: string): Html {
  const { id, name, login, role, disabledAt } = officer
  const own = visit.officer.id === id
  return html`<tr role="row">
    <th role="rowheader" scope="row">${name}</th>
    <td role="cell" data-label="登录名">${login}</td>
    <td role="cell" data-label="岗位">${nameIn(officerRoles, role)}</td>
    <td role="cell" data-label="单位">${office}</td>
    <td role="cell" data-label="状态">
      ${disabledAt ? '已停用' : own ? '在用' : disableForm(visit, officer)}
    </td>
  </tr>`
}

const disableForm = (visit: Visit, officer: OfficerRow): Html =>
  html`<details>
    <summary>在用</summary>
    <form method="post" action="/desk/admin/disable">
      ${csrfField(visit)}
      <input type="hidden" name="login" value="${officer.login}" />
      <p class="small">停用以后马上不能登录，办过的事留在记录里。</p>
      <p class="row"><button>停用</button></p>
    </form>
    ${signInPart(visit, officer)}
  </details>`
