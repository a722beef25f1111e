import { html } from 'hono/html'
import { inFigures } from '#core/reward-money.ts'
import { ruleWords } from '#service/claim.ts'
import type { ClaimView, ClaimWay } from '#service/claim-view.ts'
import { noticeBlocks } from '#service/reward-paper.ts'
import { said, type Html } from './layout.ts'
import type { Web } from './web.ts'
import { fullDay } from './words/dates.ts'

/** The notice as a page: the same words as on paper. */
export function noticePart(view: ClaimView): Html {
  return html`<section class="card">
    <h2>举报奖励通知书</h2>
    <p class="small">${view.reward.notices.at(-1)?.number ?? ''}</p>
    ${noticeBlocks(view).map((block) => {
      if (block.kind === 'heading') return html`<h3>${block.text}</h3>`
      if (block.kind === 'text') return html`<p>${block.text}</p>`
      if (block.kind !== 'facts') return ''
      return html`<dl class="facts">
        ${block.rows.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${said(value)}</dd>`,
        )}
      </dl>`
    })}
  </section>`
}

/** Where it stands, and what comes next. */
export function claimedPart({ world }: Web, view: ClaimView): Html {
  const { telephone } = world.operator.read(view.reward.area)
  const ask = telephone ? `有疑问请打 ${telephone}。` : ''
  return html`<p class="lead">${inFigures(view.reward.sum)} 元</p>
    <p>${stateWords(view)}${ask}</p>`
}

function stateWords(view: ClaimView): string {
  const { reward, until, counterCode } = view
  const { claim } = reward
  switch (reward.state) {
    case 'notified':
      return until ? `${fullDay(until)}前领，过了视为放弃。` : '请在期限内领，过了视为放弃。'
    case 'claimed':
      if (counterCode)
        return `已经申领，到柜台取。取奖码：${counterCode}。${claim?.proxy ? proxyWords : '说出编号和取奖码，两位工作人员核对。'}不是您申领的，请马上联系我们。`
      return '已经申领，正在办。不是您申领的，请马上联系我们。'
    case 'paid':
      return '已经发放。'
    case 'waived':
      return '您已经放弃。'
    case 'lapsed':
      return `没有在期限内领，最后一天是 ${until ? fullDay(until) : ''}，按${ruleWords(reward, 'reward-claim-over')}视为放弃，现在领不了，对不住。`
    case 'revoked':
      return '奖励所依据的决定变了，奖励已经撤销。'
    case 'proposed':
    case 'checked':
    case 'approved':
    case 'reopened':
    case 'sent-back':
      return '奖励所依据的决定正在复查，奖励先停着，有结果再告诉您。'
  }
}

const proxyWords =
  '代领的人带委托书、双方身份证件（匿名的，委托书写编号，不写姓名），说出编号和取奖码。'

const wayWords: Readonly<Record<ClaimWay, string>> = {
  counter: '到柜台领',
  transfer: '转账',
  proxy: '请人代领',
}

/** Choosing how to have it; nothing where there is nothing to choose. */
export function claimForms(view: ClaimView, hidden: Html): Html | string {
  const { reward, needsSecret, ways } = view
  if (reward.state !== 'notified') return ''
  if (needsSecret)
    return html`<p class="card">
      匿名的凭领奖凭证领。查询密码只能看，不能领：请<a href="/claim">填凭证</a>再来。
    </p>`
  if (ways.length === 0)
    return html`<p class="card">
      按${ruleWords(reward, 'reward-anonymous-not-paid')}，这项奖励不发给匿名的人。愿意的话，带身份证件、编号和凭证到柜台实名领。
    </p>`
  return html`<form class="card narrow" method="post" action="/claim/take">
      ${hidden}
      <fieldset>
        <legend>怎么领</legend>
        ${ways.map(
          (way) =>
            html`<p>
              <label
                ><input type="radio" name="way" value="${way}" required /> ${wayWords[way]}</label
              >
            </p>`,
        )}
      </fieldset>
      ${ways.includes('transfer') ? payeeFields(view) : ''}
      <p class="row"><button class="main">申领</button></p>
    </form>
    <details>
      <summary>不要这项奖励</summary>
      <form class="card narrow" method="post" action="/claim/take">
        ${hidden}
        <input type="hidden" name="way" value="waive" />
        <p>
          <label
            ><input type="checkbox" name="sure" value="yes" required /> 我放弃，以后不再领</label
          >
        </p>
        <p class="row"><button>放弃</button></p>
      </form>
    </details>`
}

function payeeFields({ standing }: ClaimView): Html {
  const own =
    standing === 'named' ? '要是举报人本人的。' : '转账时银行会知道户名；要隐去姓名的，请到柜台领。'
  return html`<fieldset>
    <legend>转账的，填收款账户</legend>
    <p class="hint" id="payee-hint">
      ${own}账户单独加密保存，办案人员看不到；财政打款时另经批准才能看，看一次记一次。
    </p>
    <label for="name">收款人</label>
    <input id="name" name="name" maxlength="40" autocomplete="off" aria-describedby="payee-hint" />
    <label for="bank">开户银行和网点</label>
    <input id="bank" name="bank" maxlength="60" autocomplete="off" />
    <label for="account">账号</label>
    <input id="account" name="account" maxlength="40" inputmode="numeric" autocomplete="off" />
  </fieldset>`
}
