import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { inFigures } from '#core/reward-money.ts'
import type { Line } from '#core/reward-calculation.ts'
import type { Reward } from '#core/reward.ts'
import type { RewardPage } from '#service/rewards.ts'
import type { Visit } from './desk-door.ts'
import { said, type Html } from './layout.ts'
import { rewardForms } from './reward-forms.ts'
import { fullDay, timeWords } from './words/dates.ts'
import {
  moneyWords,
  rewardEventNames,
  rewardStateNames,
  rewardStepNames,
  wayNames,
} from './words/reward-words.ts'

/** One reward: the sum, the calculation to be checked by hand, who did what, what comes next. */
export function rewardContent(visit: Visit, shown: RewardPage): Html {
  const { reward, officeName, mayOpenCase } = shown
  const number = mayOpenCase
    ? html`<a href="/desk/cases/${reward.report}">${reward.report}</a>`
    : reward.report
  return html`<p class="back"><a href="/desk/rewards?queue=check">举报奖励</a></p>
    <h1>${reward.report} 的奖励</h1>
    <section class="card">
      <p>
        举报 ${number}，${officeName}。<span class="mark">${rewardStateNames[reward.state]}</span>
      </p>
      <p class="lead">${moneyWords(reward.sum)}</p>
      ${factsPart(shown)} ${papersPart(shown)}
    </section>
    ${rewardForms(visit, shown)} ${calculationPart(reward)} ${findingsPart(reward)}
    ${historyPart(visit, shown)}`
}

function factsPart({ reward, claimUntil }: RewardPage): Html {
  const { scheme, facts, notices, claim, paid, recover, recovered, needs } = reward
  const notice = notices.at(-1)
  const rows: readonly (readonly [string, string] | undefined)[] = [
    ['依据', `《${scheme.document.title}》（${scheme.document.number}）`],
    ['决定书', `${facts.decision.number}，${fullDay(facts.decision.on)}`],
    notice ? ['通知书文号', notice.number] : undefined,
    claimUntil ? ['领取截止', fullDay(claimUntil)] : undefined,
    claim
      ? [
          '申领',
          `${claim.standing === 'named' ? '实名' : '匿名，凭领奖凭证'}，${wayNames[claim.way]}${claim.proxy ? '，代领' : ''}`,
        ]
      : undefined,
    paid > 0 ? ['已发放', moneyWords(paid)] : undefined,
    recover > 0
      ? ['应追回', `${moneyWords(recover)}，已追回 ${inFigures(recovered)} 元`]
      : undefined,
    needs.third ? ['审批', '达到办法的数额，批准的人不能是提出、复核的人。'] : undefined,
    needs.finance ? ['会签', '要财政部门会签。'] : undefined,
  ]
  return html`<dl class="facts">
    ${rows.map((row) =>
      row
        ? html`<dt>${row[0]}</dt>
            <dd>${said(row[1])}</dd>`
        : '',
    )}
  </dl>`
}

/** The notice as it was given, and where a transfer goes: that only under a grant. */
function papersPart({ id, reward }: RewardPage): Html | string {
  if (reward.notices.length === 0) return ''
  const isTransfer = reward.claim?.way === 'transfer'
  return html`<p class="row">
    <a class="button" href="/desk/rewards/${id}/notice.pdf">通知书（PDF）</a>
    ${isTransfer ? html`<a class="button" href="/desk/rewards/${id}/payee">收款账户</a>` : ''}
  </p>`
}

/** Line by line, each with the article; this report's own part at the end. */
function calculationPart({ calculation, report, scheme }: Reward): Html {
  const own = calculation.shares.find(({ number }) => number === report)
  const lines = [...calculation.lines, ...(own?.lines ?? [])]
  const places = new Map(
    calculation.shares.map(({ number, place, sum }) => [number, { place, sum }]),
  )
  return html`<section class="card">
    <h2>怎么算出来的</h2>
    <table class="figures" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">步骤</th>
          <th role="columnheader" scope="col">算前（元）</th>
          <th role="columnheader" scope="col">算后（元）</th>
          <th role="columnheader" scope="col">说明</th>
          <th role="columnheader" scope="col">条款</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${lines.map(calculationLine)}
      </tbody>
    </table>
    ${
      calculation.shares.length > 1
        ? html`<p>同一事实有 ${calculation.shares.length} 件举报，按受理登记的先后：</p>
            <ol>
              ${[...places].map(([number, { sum }]) => html`<li>${number}：${inFigures(sum)} 元</li>`)}
            </ol>`
        : ''
    }
    <p class="small">${scheme.document.issuer}，${fullDay(scheme.document.issuedOn)}印发。</p>
  </section>`
}

function calculationLine({ step, before, after, article, source, facts }: Line): Html {
  return html`<tr role="row">
    <th role="rowheader" scope="row">${rewardStepNames[step]}</th>
    <td role="cell" data-label="算前（元）" class="whole">
      ${step === 'base' ? '—' : inFigures(before)}
    </td>
    <td role="cell" data-label="算后（元）" class="whole">${inFigures(after)}</td>
    <td role="cell" data-label="说明">${lineWords(step, facts)}</td>
    <td role="cell" data-label="条款">${article}<br /><small>${source}</small></td>
  </tr>`
}

function lineWords(step: Line['step'], facts: Line['facts']): string {
  switch (step) {
    case 'base':
      return `按 ${facts['decision'] ?? ''}`
    case 'share':
      return `${facts['level'] ?? ''}，取整前 ${facts['exact'] ?? ''} 元`
    case 'insider': {
      const rate = Number(facts['rate'] ?? 0) / 100
      const by = facts['by'] === 'points' ? `比例加 ${rate} 个百分点` : `金额加 ${rate}%`
      return `${by}，取整前 ${facts['exact'] ?? ''} 元`
    }
    case 'least':
      return '不足最低额的，给最低额'
    case 'most':
      return '超过上限的，给上限'
    case 'order':
      return `第 ${facts['place'] ?? ''} 个受理登记的，共 ${facts['of'] ?? ''} 件`
    case 'joint':
      return `联名举报人${facts['member'] ?? ''}`
  }
}

/** What the officer who proposed found, rule by rule. */
function findingsPart({ findings, scheme }: Reward): Html {
  const { conditions, exclusions } = scheme.terms
  const rules = [conditions, exclusions].flatMap((term) => ('open' in term ? [] : term.value))
  const texts = new Map(rules.map(({ id, text, article }) => [id, `${text}（${article}）`]))
  return html`<section class="card">
    <h2>条件逐条核对</h2>
    <ul class="plain-list">
      ${findings.map(
        ({ rule, answer, because }) =>
          html`<li>
            ${said(texts.get(rule) ?? sameWords(rule))}：${answer === 'yes' ? '是' : '否'}，${said(because)}
          </li>`,
      )}
    </ul>
  </section>`
}

/** Of another report whether it tells the same facts. */
const sameWords = (rule: string): string =>
  rule.startsWith('same:') ? `${rule.slice('same:'.length)} 是同一事实` : rule

function historyPart({ web }: Visit, { history }: RewardPage): Html {
  const today = dayOf(web.world.clock())
  return html`<section class="card">
    <h2>谁办的</h2>
    <ul class="history">
      ${history.map(
        ({ type, at, by, words }) =>
          html`<li>
            ${timeWords(at, today)} ${by}
            ${rewardEventNames[type as keyof typeof rewardEventNames]}${words.map(
              (one) => html`：${said(one)}`,
            )}
          </li>`,
      )}
    </ul>
  </section>`
}
