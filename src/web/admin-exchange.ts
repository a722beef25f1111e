import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import {
  dropPartner,
  listPartners,
  newPartner,
  partnerCodes,
  partnerOff,
  partnerOn,
  partnerTexts,
  rotatePartner,
  type AskedPartner,
  type Partner,
  type PartnerSecrets,
} from '#service/exchange-partners.ts'
import { areaPack } from '#service/world.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { lineBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { dayWords, timeWords } from './words/dates.ts'
import { refusedWords } from './words/exchange.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/admin/areas/:code/exchange'

/** 对接系统: which authorities' systems cases are exchanged with, and their keys. */
export function adminExchangeRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('configure', async (visit) => await showPartners(visit, {})),
  )
  deskPost(desk, path, postNeeds('configure', add))
  deskPost(desk, `${path}/:partner`, postNeeds('configure', change))
}

const codeOf = ({ c }: Visit): string => c.req.param('code') ?? ''
const isArea = (visit: Visit): boolean => visit.web.world.packs.areas.has(codeOf(visit))

async function add(visit: Visit, form: Form): Promise<Response> {
  const { web, officer, c } = visit
  if (!isArea(visit)) return await notFound(c)
  const typed = {
    name: form.text('name'),
    address: form.text('address'),
    departments: form.all('departments'),
    texts: form.text('texts') === 'yes',
  }
  const made = await newPartner(web.world, officer, codeOf(visit), typed)
  if (!made.ok) return await showPartners(visit, { refusal: made.refusal, typed })
  return await showSecrets(visit, made.value)
}

const changes = {
  on: partnerOn,
  off: partnerOff,
  texts: partnerTexts,
  codes: partnerCodes,
  drop: dropPartner,
} as const

const dones: Readonly<Record<string, string>> = {
  on: '已启用。',
  off: '已停用：对方不能来取，也不能发来，也不再通知对方。',
  texts: '从现在起，对方来取时带部门给举报人的答复全文。',
  codes: '从现在起只给编号、代号和日期。',
  drop: '已删除，密钥作废。',
}

async function change(visit: Visit, form: Form): Promise<Response> {
  const { web, officer, c } = visit
  if (!isArea(visit)) return await notFound(c)
  const which = { area: codeOf(visit), id: c.req.param('partner') ?? '' }
  const deed = form.text('deed')
  if (deed === 'rotate') {
    const rotated = await rotatePartner(web.world, officer, which)
    return rotated.ok
      ? await showSecrets(visit, rotated.value, true)
      : await showPartners(visit, { refusal: rotated.refusal })
  }
  if (!Object.hasOwn(changes, deed))
    return await showPartners(visit, { refusal: { key: 'deed-unclear' } })
  const done = await changes[deed as keyof typeof changes](web.world, officer, which)
  if (!done.ok) return await showPartners(visit, { refusal: done.refusal })
  return c.redirect(`/desk/admin/areas/${which.area}/exchange?done=${deed}`, 303)
}

interface Shown {
  readonly refusal?: Parameters<typeof refusalWords>[0]
  readonly typed?: AskedPartner
}

async function showPartners(visit: Visit, { refusal, typed }: Shown): Promise<Response> {
  if (!isArea(visit)) return await notFound(visit.c)
  const { web, officer, c } = visit
  const code = codeOf(visit)
  const { plan } = areaPack(web.world, code)
  const listed = await listPartners(web.world, officer, code)
  if (!listed.ok) throw new Error('whoever may configure may list who is connected')
  const notice = refusal ? refusalWords(refusal) : dones[c.req.query('done') ?? '']
  return await showDesk(visit, {
    title: '对接系统',
    content: html`<p class="back"><a href="/desk/admin/areas/${code}">${plan.area.name}</a></p>
      <h1>对接系统</h1>
      <p>
        监督信息系统这样的对方，可以来取案件的编号、代号和日期，也可以发来检查结果和处罚文号。举报人是谁、说了什么，一概不给。检举控告类的件一件也不给。<a
          href="/exchange/v1"
          >接口的地址和格式</a
        >
      </p>
      ${
        listed.value.length === 0
          ? html`<p class="empty">还没有。</p>`
          : listed.value.map((one) => partnerPart(visit, one))
      }
      ${addForm(visit, typed ?? { name: '', address: '', departments: [], texts: false })}`,
    ...(notice ? { notice } : {}),
    ...(refusal ? { status: 422 as const } : {}),
  })
}

function partnerPart(visit: Visit, one: Partner): Html {
  const today = dayOf(visit.web.world.clock())
  const action = `/desk/admin/areas/${codeOf(visit)}/exchange/${one.id}`
  const button = (deed: string, words: string): Html =>
    html`<form method="post" action="${action}">
      ${csrfField(visit)} <input type="hidden" name="deed" value="${deed}" />
      <button>${words}</button>
    </form>`
  return html`<section class="card" aria-labelledby="partner-${one.id}">
    <h2 id="partner-${one.id}">
      ${one.name} <span class="mark">${one.on ? '在用' : '已停用'}</span>
    </h2>
    <p>${departmentsWords(visit, one)}。${one.texts ? '带答复全文' : '只给编号、代号和日期'}。</p>
    <p class="small">
      ${one.pulledOn === undefined ? '对方还没有来取过' : `最近${dayWords(one.pulledOn, today)}来取过`}，${one.heardOn === undefined ? '还没有发来过' : `最近${dayWords(one.heardOn, today)}发来过`}。
      ${
        one.endpoint === undefined
          ? '没有设通知地址，靠对方自己来取。'
          : html`有变化就通知对方，通没通看<a href="/desk/admin/areas/${codeOf(visit)}/notices"
                >通知各单位</a
              >。`
      }
    </p>
    ${
      one.refused.length === 0
        ? ''
        : html`<p class="small">最近没有收下的：</p>
            <ul class="small">
              ${one.refused.map(({ at, reason }) => html`<li>${timeWords(at, today)}：${refusedWords(reason)}</li>`)}
            </ul>`
    }
    <div class="row">
      ${one.on ? button('off', '停用') : button('on', '启用')} ${button('rotate', '换密钥')}
      ${one.texts ? button('codes', '不再给答复全文') : button('texts', '给答复全文')}
    </div>
    <details>
      <summary>删除</summary>
      <p class="small">删掉以后密钥作废，没有发出的通知不再发。对方发来过的留在件里。</p>
      ${button('drop', `删除${one.name}`)}
    </details>
  </section>`
}

function departmentsWords({ web, c }: Visit, { departments }: Partner): string {
  if (departments.length === 0) return '整个辖区的件'
  const { plan } = areaPack(web.world, c.req.param('code') ?? '')
  const names = departments.map((id) => plan.departments.find((one) => one.id === id)?.name ?? id)
  return `只有${names.join('、')}的件`
}

function addForm(visit: Visit, typed: AskedPartner): Html {
  const { plan } = areaPack(visit.web.world, codeOf(visit))
  return html`<section class="card">
    <h2>添加一个</h2>
    <form method="post" action="/desk/admin/areas/${codeOf(visit)}/exchange">
      ${csrfField(visit)}
      ${lineBox({ id: 'name', name: 'name', label: '对方叫什么', value: typed.name, max: 40, hint: '例如：市卫生监督信息系统。' })}
      ${lineBox({ id: 'address', name: 'address', label: '通知地址', value: typed.address, max: 500, hint: '有变化就通知到这里，https 开头。空着就靠对方自己来取。' })}
      <fieldset>
        <legend>给哪些部门的件（都不选是整个辖区）</legend>
        ${plan.departments.map(
          ({ id, name }) =>
            html`<label class="check"
              ><input
                type="checkbox"
                name="departments"
                value="${id}"
                ${typed.departments.includes(id) ? html`checked` : ''}
              />
              ${name}</label
            >`,
        )}
      </fieldset>
      <label class="check"
        ><input type="checkbox" name="texts" value="yes" ${typed.texts ? html`checked` : ''} />
        带部门给举报人的答复全文（每次来取都留痕）</label
      >
      <p class="row"><button class="main">添加</button></p>
    </form>
  </section>`
}

/** The only time they can be seen. */
async function showSecrets(
  visit: Visit,
  { id, name, secret, key, tellingSecret }: PartnerSecrets,
  rotated = false,
): Promise<Response> {
  const back = `/desk/admin/areas/${codeOf(visit)}/exchange`
  const { publicUrl } = visit.web
  return await showDesk(visit, {
    title: '对接系统的密钥',
    content: html`<p class="back"><a href="${back}">对接系统</a></p>
      <h1>“${name}”的密钥</h1>
      <p>只显示这一次，请当面或者用单位内部的渠道交给对方。</p>
      <h2>对方发来时用它签名</h2>
      <p class="link" id="secret">${secret}</p>
      <p class="small">发到：${publicUrl}/exchange/v1/partners/${id}/messages</p>
      <h2>对方来取时带上它</h2>
      <p class="link" id="key">${key}</p>
      <p class="small">来取：${publicUrl}/exchange/v1/changes</p>
      ${
        tellingSecret === undefined
          ? ''
          : html`<h2>对方用它核对通知是不是本系统发的</h2>
              <p class="link" id="telling">${tellingSecret}</p>`
      }
      ${rotated ? html`<p>旧的还能用一天。请对方在这一天里换好。通知的密钥在“通知各单位”里换。</p>` : ''}
      <p class="row"><a class="button" href="${back}">交出去了，回列表</a></p>`,
  })
}
