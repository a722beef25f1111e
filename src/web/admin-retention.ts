import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { Term } from '#core/retention.ts'
import { ownKinds, setTerm, termChanges, termFor, type OwnKind } from '#service/retention-terms.ts'
import { areaSettings, type AreaSetting } from '#service/settings.ts'
import type { Desk, Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { lineBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { settingRoutes, type ShownSetting } from './setting-routes.ts'
import { refusalWords } from './words/refusals.ts'

/** 保存期限: how long an area keeps each kind of data; a change needs a reason and stays on record. */
export function adminRetentionRoutes(desk: Desk): void {
  settingRoutes(desk, {
    path: '/desk/admin/retention',
    saved: '已保存，明天起照新的办。',
    show: showTerms,
    save,
  })
}

const isKind = (kind: string): kind is OwnKind => ownKinds.some((one) => one === kind)

async function save(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const area = form.text('area')
  const kind = form.text('kind')
  if (!web.world.packs.areas.has(area) || !isKind(kind))
    return await showTerms(visit, { notice: '没有这个辖区或者这种数据。', status: 422 })
  const asked = { area, kind, term: form.text('term').trim(), reason: form.text('reason') }
  const done = await setTerm(web.world, officer, asked)
  if (done.ok) return c.redirect('/desk/admin/retention?done=saved', 303)
  return await showTerms(visit, { notice: refusalWords(done.refusal), status: 422 })
}

async function showTerms(visit: Visit, shown: ShownSetting): Promise<Response> {
  const parts: Html[] = []
  for (const area of await areaSettings(visit.web.world)) parts.push(await areaPart(visit, area))
  return await showDesk(visit, {
    title: '保存期限',
    content: html`<p class="back"><a href="/desk/admin">系统管理</a></p>
      <h1>各种数据留多久</h1>
      <p class="small">
        到期自动删除，密钥销毁后谁也恢复不了。期间有新的内容，重新起算；督办人员要求保留的不删。写法：60D
        是六十天，6M 是六个月，10Y 是十年。
      </p>
      ${parts}`,
    ...shown,
  })
}

async function areaPart(visit: Visit, { code, name }: AreaSetting): Promise<Html> {
  const { world } = visit.web
  const changes = await termChanges(world, code)
  const today = dayOf(world.clock())
  return await html`<section class="card">
    <h2>${name}</h2>
    ${ownKinds.map((kind) => kindForm(visit, code, kind))}
    ${changes.map(
      ({ at, kind, before, after, reason }) =>
        html`<p class="small">
          ${timeWords(at, today)}
          ${kinds[kind as OwnKind] ?? kind}：${inWords(before)}改为${inWords(after)}，${said(reason)}
        </p>`,
    )}
  </section>`
}

function kindForm(visit: Visit, area: string, kind: OwnKind): Html | string {
  const term = termFor(visit.web.world, area, kind)
  if (!term) return ''
  const { rule, own } = term
  return html`<details>
    <summary>
      ${kinds[kind]}：${starts[rule.from]}起
      ${termWords(term)}${own ? '（本单位设定）' : '（默认值）'}
    </summary>
    <p class="small">${rule.confidence === 'U' ? '不是法定期限。' : ''}${rule.source}</p>
    ${
      rule.least
        ? html`<p class="small">不能短于${termWords(rule.least)}：${rule.least.source}</p>`
        : ''
    }
    <form method="post" action="/desk/admin/retention">
      ${csrfField(visit)}
      <input type="hidden" name="area" value="${area}" />
      <input type="hidden" name="kind" value="${kind}" />
      ${lineBox({
        id: `term-${area}-${kind}`,
        name: 'term',
        label: '改为',
        value: `${term.amount}${term.unit}`,
        max: 5,
      })}
      ${lineBox({
        id: `reason-${area}-${kind}`,
        name: 'reason',
        label: '理由',
        hint: '依据哪个规定。会公开。',
        value: '',
        max: 300,
      })}
      <p class="row"><button>保存</button></p>
    </form>
  </details>`
}

const kinds: Readonly<Record<OwnKind, string>> = {
  conversation: '没有登记的对话',
  transcript: '登记以后的聊天原文',
  identity: '姓名电话和联系方式',
  payee: '领奖的收款账户',
  evidence: '证据材料',
  case: '案卷',
}
const starts = {
  'last-message': '最后一条消息',
  'case-ended': '办结',
  'reward-ended': '奖励发放',
  written: '记录',
} as const
const units = { D: '天', M: '个月', Y: '年' } as const

const termWords = ({ amount, unit }: Term): string => ` ${amount} ${units[unit]}`

const inWords = (text: string): string =>
  ` ${text.slice(0, -1)} ${units[text.slice(-1) as Term['unit']] ?? ''}`
