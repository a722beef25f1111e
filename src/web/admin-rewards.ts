import { html } from 'hono/html'
import { mayFor } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { parameterIds, type ParameterId, type RewardScheme } from '#core/reward-scheme.ts'
import type { Result } from '#core/result.ts'
import { enterParameters } from '#service/reward-drafts.ts'
import {
  rewardSetting,
  setNoticeLetters,
  type RewardSetting,
  type SchemeSetting,
} from '#service/reward-parameters.ts'
import { givenIn } from '#service/reward-schemes.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { lineBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { parameterBox } from './reward-parameter-box.ts'
import { fieldsOf, parametersIn } from './reward-parameter-fields.ts'
import { timeWords } from './words/dates.ts'
import { parameterNames, rewardRefusalWords } from './words/reward-words.ts'

const path = '/desk/admin/areas/:code/rewards'

/** 奖励办法: what its document leaves open is settled here, each with its source; entered by one and published by another, whole and for good. */
export function adminRewardRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('configure', async (visit) => {
      const done = dones[visit.c.req.query('done') ?? '']
      return await show(visit, done === undefined ? {} : { notice: done })
    }),
  )
  deskPost(desk, path, postNeeds('configure', enter))
  deskPost(desk, `${path}/letters`, postNeeds('configure', saveLetters))
}

const dones: Readonly<Record<string, string>> = {
  entered: '已交上去，等另一位管理员或者奖励经办人员批准。批准以前不算数。',
  letters: '文号字头已保存。',
}

interface Shown {
  readonly notice?: string
  readonly status?: 409 | 422
  /** What was typed into the form of a scheme. */
  readonly typed?: { readonly scheme: string; readonly form: Form }
}

const areaOf = ({ c }: Visit): string => c.req.param('code') ?? ''

async function enter(visit: Visit, form: Form): Promise<Response> {
  const area = areaOf(visit)
  const scheme = form.text('scheme')
  const setting = await rewardSetting(visit.web.world, visit.officer, area)
  const here = setting.ok
    ? setting.value.schemes.find((one) => one.scheme.id === scheme)
    : undefined
  if (!here) return await notFound(visit.c)
  const given = parametersIn(form, openIn(here.document))
  const done: Result<unknown> = given.ok
    ? await enterParameters(visit.web.world, visit.officer, {
        area,
        scheme,
        given: given.value,
        reason: form.text('reason'),
        seen: Number(form.text('seen')),
      })
    : given
  if (done.ok) return visit.c.redirect(`/desk/admin/areas/${area}/rewards?done=entered`, 303)
  const status = done.refusal.key === 'reward-parameters-moved' ? 409 : 422
  const notice = rewardRefusalWords(done.refusal)
  return await show(visit, { notice, status, typed: { scheme, form } })
}

async function saveLetters(visit: Visit, form: Form): Promise<Response> {
  const area = areaOf(visit)
  const asked = { area, office: form.text('office'), letters: form.text('letters') }
  const done = await setNoticeLetters(visit.web.world, visit.officer, asked)
  if (done.ok) return visit.c.redirect(`/desk/admin/areas/${area}/rewards?done=letters`, 303)
  return await show(visit, { notice: rewardRefusalWords(done.refusal), status: 422 })
}

async function show(visit: Visit, { typed, ...shown }: Shown): Promise<Response> {
  const area = areaOf(visit)
  const setting = mayFor(visit.officer, 'configure', area).ok
    ? await rewardSetting(visit.web.world, visit.officer, area)
    : undefined
  if (!setting?.ok) return await notFound(visit.c)
  const { name, schemes } = setting.value
  return await showDesk(visit, {
    title: `${name}奖励办法`,
    content: html`<p class="back"><a href="/desk/admin/areas/${area}">${name}</a></p>
      <h1>${name}奖励办法</h1>
      <p>
        办法里没有写明的，照本地文件填，每一项写明条款和文件。没有填齐，系统不算钱，也不会问举报人要不要奖励。一个人填，另一个人批准，批准的每一版都留着，不能改。
      </p>
      ${schemes.map((one) => schemePart(visit, setting.value, { one, typed }))}
      ${lettersPart(visit, setting.value)} ${examplesPart(visit)}`,
    ...shown,
  })
}

const openIn = ({ terms }: RewardScheme): readonly ParameterId[] =>
  parameterIds.filter((id) => 'open' in terms[id])

interface Scheme {
  readonly one: SchemeSetting
  readonly typed: Shown['typed']
}

function schemePart(visit: Visit, { area }: RewardSetting, { one, typed }: Scheme): Html {
  const { document, missing, versions } = one
  const { title, number, issuer } = document.document
  const today = dayOf(visit.web.world.clock())
  return html`<section class="card" id="${document.id}">
    <h2>${document.name}</h2>
    <p>《${title}》（${number}），${issuer}。${document.valid.status}。</p>
    <p>
      ${
        missing.length === 0
          ? '已经填齐，可以计算。'
          : html`还缺 ${missing.length}
            项，不能计算：${missing.map((id) => parameterNames[id]).join('、')}。`
      }
    </p>
    ${one.waits ? html`<p><a href="/desk/reward-parameters?area=${area}">有一版填好了，等另一位批准</a></p>` : ''}
    ${settledPart(document)}
    ${openIn(document).length === 0 ? '' : parametersForm(visit, area, { one, typed })}
    ${versions.map(
      (past) =>
        html`<p class="small">
          第 ${past.number}
          版，${timeWords(past.at, today)}，${past.by}填，${past.approvedBy === undefined ? '一个人公布' : `${past.approvedBy}批准`}：${said(past.reason)}
        </p>`,
    )}
  </section>`
}

function parametersForm(visit: Visit, area: string, { one, typed }: Scheme): Html {
  const { document, version } = one
  const own = typed?.scheme === document.id ? typed.form : undefined
  const before = version ? givenIn(version) : {}
  return html`<form method="post" action="/desk/admin/areas/${area}/rewards">
    ${csrfField(visit)}
    <input type="hidden" name="scheme" value="${document.id}" />
    <input type="hidden" name="seen" value="${version?.number ?? 0}" />
    ${openIn(document).map((id) => {
      const term = document.terms[id]
      const known = fieldsOf(id, before)
      const value = (name: string): string => (own ? own.text(name) : (known[name] ?? ''))
      return parameterBox(id, {
        scheme: document.id,
        note: 'open' in term ? term.note : '',
        value,
      })
    })}
    ${lineBox({ id: `${document.id}-reason`, name: 'reason', label: '这一版为什么改', hint: '依据哪次会议、哪个文件。一直留着。', value: own?.text('reason') ?? '', max: 300 })}
    <p class="row"><button class="main">交给另一位批准</button></p>
  </form>`
}

/** What the document itself says is shown and cannot be entered otherwise. */
function settledPart(document: RewardScheme): Html {
  const settled = parameterIds.flatMap((id) => {
    const term = document.terms[id]
    return 'open' in term ? [] : [html`<li>${parameterNames[id]}：${term.article}</li>`]
  })
  return html`<details>
    <summary>办法已经写明的 ${settled.length} 项</summary>
    <ul class="plain-list">
      ${settled}
    </ul>
    <ul class="plain-list">
      ${document.articles
        .filter(({ confidence }) => confidence !== 'U')
        .map(({ article, text }) => html`<li>${article}：${text}</li>`)}
    </ul>
  </details>`
}

function lettersPart(visit: Visit, { area, offices }: RewardSetting): Html {
  return html`<section class="card">
    <h2>文号字头</h2>
    <p class="small">通知书文号如“荣卫奖〔2026〕1号”，各单位各编各的，每年从 1 号起，不跳号。</p>
    ${offices.map(
      ({ id, name, letters }) =>
        html`<form class="row" method="post" action="/desk/admin/areas/${area}/rewards/letters">
          ${csrfField(visit)}
          <input type="hidden" name="office" value="${id}" />
          ${lineBox({ id: `letters-${id}`, name: 'letters', label: name, value: letters, max: 12 })}
          <button>保存</button>
        </form>`,
    )}
  </section>`
}

/** What other places do: shown, never applied. */
function examplesPart({ web }: Visit): Html | string {
  const examples = web.world.packs.rewards?.examples ?? []
  if (examples.length === 0) return ''
  return html`<details>
    <summary>别的地方怎么定的（只供参考，不会套用）</summary>
    <ul class="plain-list">
      ${examples.map(({ place, document, text, source }) => html`<li>${place}，${document}：${text}（${source}）</li>`)}
    </ul>
  </details>`
}
