import { html } from 'hono/html'
import { settledTerm, type RewardRule } from '#core/reward-scheme.ts'
import { proposalPage, proposeFor, type ProposalPage } from '#service/reward-propose.ts'
import type { SchemeHere } from '#service/reward-schemes.ts'
import { numberOf } from './case-page.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { lineBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { proposalFields, proposalIn, typedIn, type Typed } from './reward-proposal-fields.ts'
import { timeWords } from './words/dates.ts'
import { parameterNames, rewardRefusalWords } from './words/reward-words.ts'

const path = '/desk/cases/:number/reward'

/** 提出奖励: the facts it rests on, every condition answered, who was first decided by an officer. */
export function rewardProposalRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('propose-reward', async (visit) => await show(visit, {})),
  )
  deskPost(desk, path, postNeeds('propose-reward', take))
}

interface Shown {
  readonly notice?: string
  readonly status?: 409 | 422
  readonly typed?: Typed
}

async function take(visit: Visit, form: Form): Promise<Response> {
  const given = proposalIn(numberOf(visit), form)
  const done = given.ok ? await proposeFor(visit.web.world, visit.officer, given.value) : given
  if (done.ok) return visit.c.redirect(`/desk/rewards/${done.value.id}?done=yes`, 303)
  const { key } = done.refusal
  if (key === 'case-not-visible' || key === 'case-erased') return await notFound(visit.c)
  const status = key === 'reward-changed' ? 409 : 422
  return await show(visit, {
    notice: rewardRefusalWords(done.refusal),
    status,
    typed: typedIn(form),
  })
}

async function show(visit: Visit, { typed, ...shown }: Shown): Promise<Response> {
  const number = numberOf(visit)
  const again = typed?.again ?? visit.c.req.query('again')
  const asked = { number, ...(again ? { again } : {}) }
  const page = await proposalPage(visit.web.world, visit.officer, asked)
  if (!page.ok) return await notFound(visit.c)
  return await showDesk(visit, {
    title: `${number} 提出奖励`,
    content: html`<p class="back"><a href="/desk/cases/${number}">${number}</a></p>
      <h1>提出奖励</h1>
      ${standing(page.value)} ${choices(visit, page.value, typed)}`,
    ...shown,
  })
}

function standing({ wantsReward, standing: how, suspected }: ProposalPage): Html {
  return html`<p>
    举报人${wantsReward ? '希望领奖励' : '没有说要领奖励'}，${how === 'named' ? '实名（身份另行保管）' : '匿名'}。${
      suspected ? '这一件被标为疑似恶意，有结论以前不办奖励。' : ''
    }
  </p>`
}

function choices(visit: Visit, page: ProposalPage, typed: Typed | undefined): Html {
  const { offences } = visit.web.world.packs
  if (page.choices.length === 0)
    return html`<p class="empty">您的单位没有办结这一件，不能提奖励。</p>`
  return html`${page.choices.map(
    ({ matter, task, schemes }) =>
      html`<section>
        <h2>${offences.get(matter.offence)?.zh ?? '待分类'}</h2>
        ${schemes.length === 0 ? html`<p class="empty">这一类在本地没有奖励办法。</p>` : ''}
        ${schemes.map((here) =>
          here.missing.length > 0
            ? incomplete(here)
            : proposalForm(visit, page, {
                here,
                matter: matter.id,
                penalty: task.penalty ?? '',
                typed,
              }),
        )}
      </section>`,
  )}`
}

/** It names no sum; what is missing, and who settles it. */
const incomplete = ({ scheme, missing }: SchemeHere): Html =>
  html`<section class="card">
    <h3>${scheme.name}</h3>
    <p>《${scheme.document.title}》（${scheme.document.number}）还不能计算，缺：</p>
    <ul class="plain-list">
      ${missing.map((id) => html`<li>${parameterNames[id]}</li>`)}
    </ul>
    <p>请系统管理员按本地文件填上并写明出处。</p>
  </section>`

interface Filled {
  readonly here: SchemeHere
  readonly matter: string
  readonly penalty: string
  readonly typed: Typed | undefined
}

function proposalForm(visit: Visit, page: ProposalPage, filled: Filled): Html {
  const { here, matter, typed } = filled
  const { scheme } = here
  const known = proposalFields(page, filled)
  const levels = settledTerm(scheme, 'levels')
  const id = (name: string): string => `${matter}-${scheme.id}-${name}`
  const again = page.before && page.before.reward.report === page.number ? page.before : undefined
  return html`<form class="card" method="post" action="/desk/cases/${page.number}/reward">
    <h3>${scheme.name}</h3>
    <p class="small">
      《${scheme.document.title}》（${scheme.document.number}）。${scheme.valid.status}。
    </p>
    ${csrfField(visit)}
    <input type="hidden" name="matter" value="${matter}" />
    <input type="hidden" name="scheme" value="${scheme.id}" />
    ${
      again
        ? html`<input type="hidden" name="again" value="${typed?.again ?? again.row.id}" />
            <input type="hidden" name="version" value="${again.reward.version}" />`
        : ''
    }
    ${lineBox({ id: id('decision'), name: 'decision', label: '决定书文号', hint: '没有处罚的，写移送或者结案文书的文号。', value: known.decision, max: 80 })}
    <label for="${id('on')}">决定日期</label>
    <input id="${id('on')}" type="date" name="on" value="${known.on}" />
    ${lineBox({ id: id('base'), name: 'base', label: `${baseNames[settledTerm(scheme, 'base').value]}（元）`, hint: `依据：${settledTerm(scheme, 'base').article}。精确到分，没有的填 0。`, value: known.base, max: 20 })}
    <label class="check"
      ><input type="checkbox" name="grave" value="yes" ${known.grave ? html`checked` : ''} />
      <span>涉嫌犯罪，或者停产停业、关闭、吊销，不看数额</span></label
    >
    <fieldset>
      <legend>等级（${levels.article}）</legend>
      ${levels.value.map(
        ({ id: level, name, test }) =>
          html`<label class="check"
            ><input
              type="radio"
              name="level"
              value="${level}"
              ${known.level === level ? html`checked` : ''}
            />
            <span>${name}：${test}</span></label
          >`,
      )}
    </fieldset>
    ${reportsPart(page, { known, id })}
    ${rulesPart(settledTerm(scheme, 'conditions').value, { title: '奖励条件', good: 'yes', known, id })}
    ${rulesPart(settledTerm(scheme, 'exclusions').value, { title: '不予奖励的情形', good: 'no', known, id })}
    <p class="row"><button class="main">计算并提出</button></p>
  </form>`
}

const baseNames = {
  fines: '罚没款',
  value: '查证的案值',
  none: '计算基数（本办法为定额，填 0）',
} as const

interface Known {
  readonly known: ReturnType<typeof proposalFields>
  readonly id: (name: string) => string
}

const whyNames = {
  merged: '已经并案',
  words: '正文相近',
  who: '被举报方相同',
  where: '地点相同',
  time: '前后一个月内',
} as const

/** Who was first is found by the house and decided by the officer, with a reason for each. */
function reportsPart(page: ProposalPage, { known, id }: Known): Html {
  const own = { number: page.number, acceptedAt: page.acceptedAt, because: [] as const }
  const all = [own, ...page.same].toSorted(
    (one, other) => one.acceptedAt - other.acceptedAt || (one.number < other.number ? -1 : 1),
  )
  const first = all[0]?.number
  return html`<fieldset>
    <legend>谁先举报的</legend>
    <p class="hint">
      按受理登记的时间排。系统找出来的只是可能，是不是同一事实由您定，写明为什么。一个案件一份奖励。
    </p>
    ${all.map(({ number, acceptedAt, because }) => {
      const isOwn = number === page.number
      const report = known.reports.get(number)
      return html`<div class="sub">
        <p>
          <b>${number}</b> ${timeWords(acceptedAt)}受理登记${number === first ? '，最先' : ''}${
            because.length > 0
              ? html`：${because.map((one) => whyNames[one]).join('、')}，<a
                    href="/desk/cases/${number}"
                    >看一看</a
                  >`
              : ''
          }
        </p>
        ${
          isOwn
            ? html`<input type="hidden" name="report" value="${number}" />`
            : html`<label for="${id(`same-${number}`)}">是同一事实吗</label>
                <select id="${id(`same-${number}`)}" name="same-${number}">
                  <option value="">请选择</option>
                  <option value="yes" ${report ? html`selected` : ''}>是，分一份奖励</option>
                  <option value="no" ${known.apart.has(number) ? html`selected` : ''}>不是</option>
                </select>
                <input type="hidden" name="other" value="${number}" />
                ${lineBox({ id: id(`why-${number}`), name: `why-${number}`, label: '为什么', value: known.why.get(number) ?? '', max: 200 })}
                ${check(`decisive-${number}`, '后来的，但提供的证据起了决定作用', report?.decisive ?? false)}`
        }
        ${check(`insider-${number}`, '内部人员举报', report?.insider ?? false)}
        <details>
          <summary>联名举报</summary>
          <label for="${id(`members-${number}`)}">每行一个人：代号 份数</label>
          <p class="hint">代号用甲、乙、丙，不写姓名。商定了份额的写份数，如“甲 2”。</p>
          <textarea id="${id(`members-${number}`)}" name="members-${number}" rows="3">
${known.members.get(number) ?? ''}</textarea>
        </details>
      </div>`
    })}
  </fieldset>`
}

const check = (name: string, label: string, on: boolean): Html =>
  html`<label class="check"
    ><input type="checkbox" name="${name}" value="yes" ${on ? html`checked` : ''} />
    <span>${label}</span></label
  >`

interface Rules extends Known {
  readonly title: string
  readonly good: 'yes' | 'no'
}

/** Nothing is answered for the officer. */
function rulesPart(rules: readonly RewardRule[], { title, known, id }: Rules): Html | string {
  if (rules.length === 0) return ''
  return html`<fieldset>
    <legend>${title}</legend>
    ${rules.map(({ id: rule, text, article }) => {
      const finding = known.findings.get(rule)
      const option = (value: 'yes' | 'no', label: string): Html =>
        html`<label class="check"
          ><input
            type="radio"
            name="rule-${rule}"
            value="${value}"
            ${finding?.answer === value ? html`checked` : ''}
          />
          <span>${label}</span></label
        >`
      return html`<div class="sub">
        <p>${said(text)}<small>（${article}）</small></p>
        <input type="hidden" name="rule" value="${rule}" />
        ${option('yes', '是')} ${option('no', '否')}
        ${lineBox({ id: id(`because-${rule}`), name: `because-${rule}`, label: '从哪里看出来', value: finding?.because ?? '', max: 200 })}
      </div>`
    })}
  </fieldset>`
}
