import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { JoinedCase } from '#service/joined-cases.ts'
import { evidenceItem } from './case-file-part.ts'
import { said, type Html } from './layout.ts'
import { dayWords, timeWords } from './words/dates.ts'
import { transferNames } from './words/terms.ts'

/** 并案: where it is handled, or what is handled in it. Each reporter's words stand in their own case. */
export function mergePart(file: DeskCase, now: number): Html | string {
  const { merge, state } = file.file
  const today = dayOf(now)
  if (state === 'merged' && merge)
    return html`<section class="card" aria-labelledby="merged">
      <h2 id="merged">已并案</h2>
      <p>
        ${dayWords(dayOf(merge.at), today)}并入
        <a href="/desk/cases/${merge.into}">${merge.into}</a
        >，在那里办理。举报人补充的内容会转过去，结果也会告诉他。
      </p>
      <p class="quote">${said(merge.reason)}</p>
    </section>`
  if (file.merged.length === 0) return ''
  return html`<section class="card" aria-labelledby="merged">
    <h2 id="merged">并进来的 ${file.merged.length} 件</h2>
    <p class="small">期限按最早的算。办结的话，这些举报人也会读到；不要写别的举报人说过什么。</p>
    ${file.merged.map((one) => joinedItem(one, today))}
  </section>`
}

function joinedItem({ file, evidence }: JoinedCase, today: string): Html {
  const { number, facts, supplements, receivedAt } = file
  return html`<details>
    <summary>${number}，${timeWords(receivedAt, today)}收到</summary>
    <blockquote>${said(facts.what)}</blockquote>
    <p>地点：${said(facts.where)}${facts.who ? html`；被举报方：${said(facts.who)}` : ''}</p>
    ${supplements.map(
      ({ text, at }) =>
        html`<p class="small">补充（${timeWords(at, today)}）</p>
          <blockquote>${text ? said(text) : '（只有材料）'}</blockquote>`,
    )}
    ${
      evidence.length === 0
        ? ''
        : html`<ul class="evidence">
            ${evidence.map((one, n) => evidenceItem(number, one, n + 1))}
          </ul>`
    }
    <p><a href="/desk/cases/${number}">打开 ${number}</a></p>
  </details>`
}

/** 移送: letters that went out, and those that are still owed. */
export function transferPart(file: DeskCase, now: number): Html | string {
  const { transfers = [] } = file.file
  const today = dayOf(now)
  if (transfers.length === 0 && file.lettersOwed.length === 0) return ''
  return html`<section class="card" aria-labelledby="transfers">
    <h2 id="transfers">移送</h2>
    ${file.lettersOwed.map(
      ({ to, due }) =>
        html`<p class="notice">
          办结结果是移送${transferNames[to]}，还没有登记移送函。${due ? `${dayWords(due.on, today)}前要移送。` : ''}
        </p>`,
    )}
    ${transfers.map(
      ({ to, organ, basis, materials, on, document, due, receipt }) =>
        html`<dl class="facts">
          <dt>移送给</dt>
          <dd>${transferNames[to]}：${said(organ)}</dd>
          <dt>依据</dt>
          <dd>${said(basis)}</dd>
          <dt>材料</dt>
          <dd>${materials.map((one) => html`<p>${said(one)}</p>`)}</dd>
          <dt>日期</dt>
          <dd>${on}${document ? html`，${said(document)}` : ''}</dd>
          <dt>回执</dt>
          <dd>
            ${
              receipt
                ? html`${receipt.on}${receipt.document ? html`，${said(receipt.document)}` : ''}`
                : `还没有${due ? `，${dayWords(due.on, today)}前要送到` : ''}`
            }
          </dd>
        </dl>`,
    )}
  </section>`
}

/** A matter that goes to and fro. */
export function passedOnLine({ passedOn }: DeskCase): Html | string {
  const most = Math.max(0, ...Object.values(passedOn))
  return most < 2
    ? ''
    : html`<p class="notice">
        有事项已经转手 ${most} 次（退回或者换过主办单位）。再有争议，请督办人员协调，不要再转。
      </p>`
}
