import { html } from 'hono/html'
import type { Role } from '#core/roles.ts'
import { officersIn } from '#service/officers.ts'
import { areaSettings, configureArea, importOffices, type AreaSetting } from '#service/settings.ts'
import { officersPart } from './admin.ts'
import { inviteForm, inviteSent, seatedRoles } from './admin-invite.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { officesCsv } from './offices-csv.ts'
import { oversightFields, oversightNames, reviewChoices } from './oversight-fields.ts'
import { planHome } from './plan-desk.ts'
import { reminderFields } from './reminder-fields.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/admin/areas/:code'

/** One area: who runs it, its offices, its people. */
export function adminAreaRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('configure', async (visit) => await showArea(visit, doneOf(visit))),
  )
  deskPage(desk, `${path}/offices.csv`, needs('manage-offices', sendOffices))
  deskPost(desk, `${path}/settings`, postNeeds('configure', configure))
  deskPost(desk, `${path}/offices`, postNeeds('manage-offices', takeOffices))
  deskPost(desk, `${path}/invite`, postNeeds('manage-officers', inviteOfficer))
}

const dones: Readonly<Record<string, string>> = {
  settings: '已保存。',
  offices: '单位表已换成新的。',
}

function doneOf({ c }: Visit): Shown {
  const notice = dones[c.req.query('done') ?? '']
  return notice ? { notice } : {}
}

const codeOf = ({ c }: Visit): string => c.req.param('code') ?? ''

const fields = [
  'sponsor',
  'telephone',
  'noticeLink',
  'noticeVersion',
  'noticeText',
  'noticeBase',
  'receiver',
  'officeHours',
  'overdueAfter',
  'supervisedAfter',
  'askAfterDays',
  ...oversightNames,
] as const
type Settings = Readonly<Record<(typeof fields)[number], string>>

async function configure(visit: Visit, form: Form): Promise<Response> {
  const code = codeOf(visit)
  if (!visit.web.world.packs.areas.has(code)) return await notFound(visit.c)
  const lines = Object.fromEntries(fields.map((name) => [name, form.text(name).trim()]))
  const patch = { ...lines, ...reviewChoices(form) } as Settings
  const noticeBase = patch.noticeBase === 'consent' ? 'consent' : 'duty'
  const settings = { ...patch, noticeBase } as AreaSetting['settings']
  const done = await configureArea(visit.web.world, visit.officer, code, settings)
  if (done.ok) return visit.c.redirect(`/desk/admin/areas/${code}?done=settings`, 303)
  return await showArea(visit, { notice: refusalWords(done.refusal), settings: patch, status: 422 })
}

async function takeOffices(visit: Visit, form: Form): Promise<Response> {
  const code = codeOf(visit)
  const file = form.file('file')
  if (!visit.web.world.packs.areas.has(code)) return await notFound(visit.c)
  if (!file || file.size === 0)
    return await showArea(visit, { notice: refusalWords({ key: 'file-missing' }), status: 422 })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const done = await importOffices(visit.web.world, visit.officer, code, bytes)
  if (done.ok) return visit.c.redirect(`/desk/admin/areas/${code}?done=offices`, 303)
  const notice = html`<p>单位表没有换，请改好下面这些行再传：</p>
    <ul>
      ${done.refusal.slice(0, 50).map(({ line, cure }) => html`<li>第 ${line} 行：${cure}</li>`)}
    </ul>`
  return await showArea(visit, { notice, status: 422 })
}

async function inviteOfficer(visit: Visit, form: Form): Promise<Response> {
  const area = codeOf(visit)
  const [name, role, office] = [form.text('name'), form.text('role'), form.text('office')]
  const known = seatedRoles.find((one) => one === role)
  const sent = known
    ? await inviteSent(visit, { area, office, name, role: known satisfies Role })
    : { ok: false as const, refusal: { key: 'office-does-not-fit-role' } }
  if (sent.ok) return sent.value
  const typed = { name, role, office }
  return await showArea(visit, { notice: refusalWords(sent.refusal), typed, status: 422 })
}

async function sendOffices(visit: Visit): Promise<Response> {
  const area = await areaOf(visit)
  if (!area) return await notFound(visit.c)
  return visit.c.body(officesCsv(area.offices), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="offices-${area.code}.csv"`,
  })
}

const areaOf = async (visit: Visit): Promise<AreaSetting | undefined> =>
  (await areaSettings(visit.web.world)).find(({ code }) => code === codeOf(visit))

interface Shown {
  readonly notice?: Html | string
  readonly settings?: Settings
  readonly typed?: { readonly name: string; readonly role: string; readonly office: string }
  readonly status?: 422
}

async function showArea(visit: Visit, shown: Shown): Promise<Response> {
  const { notice, settings, typed, status } = shown
  const area = await areaOf(visit)
  if (!area) return await notFound(visit.c)
  const officers = await officersIn(visit.web.world, area.code)
  const action = `/desk/admin/areas/${area.code}/invite`
  const { offices } = area
  return await showDesk(visit, {
    title: area.name,
    content: html`<p class="back"><a href="/desk/admin">系统管理</a></p>
      <h1>${area.name}</h1>
      ${standing(area)}
      <section class="card">
        <h2>请一位经办人员</h2>
        ${inviteForm(visit, { action, offices, ...(typed ? { typed } : {}) })}
      </section>
      ${planPart(area)} ${noticesPart(area)} ${posterPart(area)}
      ${settingsPart(visit, area, settings)} ${officesPart(visit, area)}
      ${officersPart(visit, officers, [area])}`,
    ...(notice ? { notice } : {}),
    ...(status ? { status } : {}),
  })
}

/** What is still missing before the area is no demonstration. */
function standing({ demo, settings, imported }: AreaSetting): Html {
  if (!demo) return html`<p><span class="mark">正式</span> 群众看到的是正式渠道。</p>`
  const missing = [
    ...(settings.sponsor ? [] : ['主办单位']),
    ...(settings.telephone ? [] : ['值班电话']),
    ...(imported ? [] : ['单位表']),
  ]
  return html`<p class="notice">
    <span class="mark">演示</span>
    还缺${missing.join('、')}。补齐以前，群众每次都会看到"这里不是政府渠道"。
  </p>`
}

const planPart = ({ code }: AreaSetting): Html =>
  html`<section class="card">
    <h2>哪类事归谁办</h2>
    <p>对照表写着每类违法行为归方案哪一条、哪个部门。读错了可以更正，公布以后生效。</p>
    <p class="row"><a class="button" href="${planHome(code)}">看对照表</a></p>
  </section>`

const noticesPart = ({ code }: AreaSetting): Html =>
  html`<section class="card">
    <h2>通知各单位</h2>
    <p>有新任务、有答复时，往工作群、邮箱或者单位自己的系统里发一条。</p>
    <p class="row">
      <a class="button" href="/desk/admin/areas/${code}/notices">设置通知</a>
      <a class="button" href="/desk/admin/areas/${code}/exchange">对接系统</a>
      <a class="button" href="/desk/admin/areas/${code}/rewards">奖励办法</a>
    </p>
  </section>`

const posterPart = ({ code }: AreaSetting): Html =>
  html`<section class="card">
    <h2>扫码海报</h2>
    <p>A4 一页，张贴出去，扫码就能举报。</p>
    <p class="row"><a class="button" href="/desk/admin/areas/${code}/poster">做一张</a></p>
  </section>`

const receiverHint = '反映公职人员的，转给它，不经过所在单位。没有就不填，系统会请群众打 12388。'

/** How often is practice, not law, and the page says so. */
const askHint = ({ web }: Visit): string => {
  const ask = web.world.packs.satisfaction?.ask
  return ask
    ? `填 1 到 90，填 0 就不问，不填就是 ${ask.days} 天。每件只问一次，早上九点到晚上八点之间问。${ask.source}。`
    : ''
}

function settingsPart(visit: Visit, area: AreaSetting, typed: Settings | undefined): Html {
  const box = (name: keyof Settings) => ({
    id: name,
    name,
    value: (typed ?? area.settings)[name] ?? '',
  })
  return html`<section class="card">
    <h2>谁来主办</h2>
    <form method="post" action="/desk/admin/areas/${area.code}/settings">
      ${csrfField(visit)} ${lineBox({ ...box('sponsor'), label: '主办单位', max: 60 })}
      ${lineBox({ ...box('telephone'), label: '值班电话', hint: '只填数字和短横线，群众着急时会打。', max: 20 })}
      ${lineBox({ ...box('noticeLink'), label: '隐私告知的网址', hint: '不填就用本系统自带的一页。' })}
      ${noticePart(box)}
      ${lineBox({ ...box('receiver'), label: '检举控告转给哪个机关', hint: receiverHint, max: 60 })}
      ${reminderFields(visit, box)}
      ${lineBox({ ...box('askAfterDays'), label: '办结几天后问举报人满意不满意', hint: askHint(visit), max: 2 })}
      ${oversightFields(visit, box, area.offices)}
      <p class="row"><button class="main">保存</button></p>
    </form>
  </section>`
}

type Box = (name: keyof Settings) => {
  readonly id: string
  readonly name: string
  readonly value: string
}

const baseHint =
  '本单位依法有办理这类举报的职责，选第一项，依法告知就行。没有的选第二项，问过同意才收病情、姓名和电话。'

/** The operator's own notice; each version is told once to whoever has a report in hand. */
const noticePart = (box: Box): Html =>
  html`${textBox({
    ...box('noticeText'),
    label: '本单位自己的隐私告知',
    hint: '不填就用本系统自带的一页。要写明谁在管、拿来做什么、怎么用、保管哪些、留多久、有什么权利。空一行另起一段。',
    max: 8000,
  })}
  ${lineBox({
    ...box('noticeVersion'),
    label: '告知的版本',
    hint: '写了自己的告知，就要写版本，比如"2026 年第 1 版"。改了内容就换版本，有件在办的群众会收到一次提醒。',
    max: 40,
  })}
  ${choiceBox({
    ...box('noticeBase'),
    value: box('noticeBase').value || 'duty',
    label: '凭什么处理个人信息',
    hint: baseHint,
    options: [
      ['duty', '履行法定职责（告知）'],
      ['consent', '取得同意（先问）'],
    ],
  })}`

function officesPart(visit: Visit, { code, offices, imported }: AreaSetting): Html {
  return html`<section class="card">
    <h2>承办单位</h2>
    <p>
      现在有 ${offices.length} 个单位${imported ? '' : '，是按方案自动列出的演示单位'}。
      <a href="/desk/admin/areas/${code}/offices.csv">下载现在的单位表</a>，在表里改好再传上来。
    </p>
    <form method="post" action="/desk/admin/areas/${code}/offices" enctype="multipart/form-data">
      ${csrfField(visit)}
      <label for="file">单位表（CSV）</label>
      <p class="hint" id="file-hint">
        每行一个单位，要有一行综合监管协调岗。有一行不对，就都不换，并告诉您是哪一行。
      </p>
      <input
        id="file"
        name="file"
        type="file"
        accept=".csv,text/csv"
        aria-describedby="file-hint"
      />
      <p class="row"><button>换成这张表</button></p>
    </form>
    <details>
      <summary>看看有哪些单位</summary>
      <ul class="plain-list">
        ${offices.map(({ name }) => html`<li>${name}</li>`)}
      </ul>
    </details>
  </section>`
}
