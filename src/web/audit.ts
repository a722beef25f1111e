import { html } from 'hono/html'
import { isDay } from '#core/clock.ts'
import {
  readTrail,
  verifyTrail,
  type ShownEntry,
  type Trail,
  type TrailAsked,
} from '#service/audit-trail.ts'
import { csv } from './csv.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import { choiceBox, lineBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import {
  auditActionName,
  auditActions,
  auditActorName,
  auditSubjectName,
  exactTime,
} from './words/audit.ts'
import { nameIn } from './words/terms.ts'

const perPage = 50
const perFile = 10_000

/** 审计记录: who did and saw what, without a word of any case. */
export function auditRoutes(desk: Desk): void {
  deskPage(
    desk,
    '/desk/audit',
    needs('read-audit', async (visit) => await auditPage(visit, {})),
  )
  deskPage(desk, '/desk/audit.csv', needs('read-audit', auditFile))
  deskPost(desk, '/desk/audit/verify', postNeeds('read-audit', verify))
}

interface Shown {
  readonly notice?: string
  readonly status?: 422
  readonly house?: boolean
}

/** As it stands in the address; what is no day or no number is left out. */
function askedIn({ c }: Visit): Omit<TrailAsked, 'limit'> {
  const text = (name: string): string => (c.req.query(name) ?? '').trim().slice(0, 60)
  const [day, action, officer] = [text('day'), text('action'), text('officer')]
  const number = text('number').toUpperCase()
  const before = Number(text('before'))
  return {
    ...(text('chain') === 'house' ? { house: true } : {}),
    ...(isDay(day) ? { day } : {}),
    ...(/^[\w-]{1,60}$/.test(action) ? { action } : {}),
    ...(officer === '' ? {} : { officer }),
    ...(number === '' ? {} : { number }),
    ...(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
  }
}

async function auditPage(visit: Visit, { house, ...shown }: Shown): Promise<Response> {
  const { web, officer, c } = visit
  const asked = { ...askedIn(visit), ...(house ? { house } : {}) }
  const trail = await readTrail(web.world, officer, { ...asked, limit: perPage })
  if (!trail.ok) return await forbidden(c, '您的岗位不看这一份记录。')
  return await showDesk(visit, {
    title: '审计记录',
    content: html`<p class="back"><a href="/desk">工作台</a></p>
      <h1>审计记录</h1>
      <p class="small">
        谁在什么时候做了什么、看了哪一件。这里没有案件内容。每条都和前一条连着，改一个字就对不上。
      </p>
      ${filterForm(visit, asked)} ${entryTable(trail.value.entries)}
      ${moreLinks(asked, trail.value)} ${verifyForm(visit, asked)}`,
    ...shown,
  })
}

async function auditFile(visit: Visit): Promise<Response> {
  const { web, officer, c } = visit
  const trail = await readTrail(web.world, officer, { ...askedIn(visit), limit: perFile })
  if (!trail.ok) return await forbidden(c, '您的岗位不看这一份记录。')
  const head = ['序号', '时间', '谁', '做了什么', '对象', '说明']
  const rows = trail.value.entries.map((entry) => [
    entry.seq,
    exactTime(entry.at),
    entry.who ?? auditActorName(entry.actor),
    auditActionName(entry.action),
    entry.whom ?? auditSubjectName(entry.action, entry.subject),
    entry.reason ?? '',
  ])
  return c.body(csv([head, ...rows]), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="audit.csv"',
  })
}

async function verify(visit: Visit, form: Form): Promise<Response> {
  const { web, officer, c } = visit
  const house = form.text('chain') === 'house'
  const found = await verifyTrail(web.world, officer, house)
  if (found.ok)
    return await auditPage(visit, {
      house,
      notice: `核验过了：${found.value.entries} 条，一条不少，没有改动。`,
    })
  const { key, facts } = found.refusal
  if (key === 'role-may-not') return await forbidden(c, '您的岗位不看这一份记录。')
  const which = facts?.['entry'] === undefined ? '' : `，从第 ${String(facts['entry'])} 条起`
  const notice = `对不上：记录被改动或者删除过${which}。请保全数据库和备份，报告本单位负责人。`
  return await auditPage(visit, { house, notice, status: 422 })
}

type Asked = Omit<TrailAsked, 'limit'>

function addressOf(path: string, { house, ...asked }: Asked): string {
  const query = new URLSearchParams(house ? { chain: 'house' } : {})
  for (const [name, value] of Object.entries(asked)) query.set(name, String(value))
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

function filterForm({ officer }: Visit, asked: Asked): Html {
  const options = Object.entries(auditActions)
  return html`<form class="card" method="get" action="/desk/audit">
    ${
      officer.role === 'auditor'
        ? choiceBox({
            id: 'chain',
            name: 'chain',
            label: '哪一份',
            hint: '不选就是本辖区的。',
            value: asked.house ? 'house' : '',
            options: [['house', '全系统（系统管理员和账号）']],
          })
        : ''
    }
    ${lineBox({ id: 'day', name: 'day', label: '哪一天', hint: '写成 2026-11-22。', value: asked.day ?? '', max: 10 })}
    ${choiceBox({ id: 'action', name: 'action', label: '做了什么', value: asked.action ?? '', options })}
    ${lineBox({ id: 'officer', name: 'officer', label: '谁', hint: '姓名或者登录名，要写全。', value: asked.officer ?? '', max: 60 })}
    ${lineBox({ id: 'number', name: 'number', label: '举报编号', value: asked.number ?? '', max: 30 })}
    <p class="row"><button class="main">查</button></p>
  </form>`
}

const entryTable = (entries: readonly ShownEntry[]): Html =>
  entries.length === 0
    ? html`<p class="empty">没有这样的记录。</p>`
    : html`<section class="card">
        <table role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">时间</th>
              <th role="columnheader" scope="col">谁</th>
              <th role="columnheader" scope="col">做了什么</th>
              <th role="columnheader" scope="col">对象</th>
              <th role="columnheader" scope="col">序号</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${entries.map(entryLine)}
          </tbody>
        </table>
      </section>`

const entryLine = ({ seq, at, who, whom, actor, action, subject, reason }: ShownEntry): Html =>
  html`<tr role="row">
    <th role="rowheader" scope="row">${exactTime(at)}</th>
    <td role="cell" data-label="谁">${who ?? auditActorName(actor)}</td>
    <td role="cell" data-label="做了什么">
      ${auditActionName(action)}${reason ? html`<br /><small>${nameIn(signWays, reason)}</small>` : ''}
    </td>
    <td role="cell" data-label="对象">${whom ?? auditSubjectName(action, subject)}</td>
    <td role="cell" data-label="序号">${seq}</td>
  </tr>`

/** Reasons are keys; those of signing in have words. */
const signWays: Readonly<Record<string, string>> = {
  password: '密码',
  code: '验证码',
  totp: '验证码',
  recovery: '恢复码',
  passkey: '通行密钥',
  sso: '单点登录',
  whole: '完整',
  broken: '对不上',
}

const moreLinks = (asked: Asked, { next }: Trail): Html => {
  const { before: _before, ...all } = asked
  return html`<p class="row">
    ${
      next === undefined
        ? ''
        : html`<a class="button" href="${addressOf('/desk/audit', { ...all, before: next })}"
            >更早的</a
          >`
    }
    <a class="button" href="${addressOf('/desk/audit.csv', all)}">下载（CSV）</a>
  </p>`
}

const verifyForm = (visit: Visit, { house }: Asked): Html =>
  html`<form class="card" method="post" action="/desk/audit/verify">
    ${csrfField(visit)} <input type="hidden" name="chain" value="${house ? 'house' : ''}" />
    <p>从第一条起逐条核验，记录多的要等一会儿。</p>
    <p class="row"><button>核验有没有被改过</button></p>
  </form>`
