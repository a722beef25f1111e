import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { Refusal } from '#core/result.ts'
import type { Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import type { Html } from './layout.ts'
import type { Web } from './web.ts'
import { dayWords } from './words/dates.ts'
import { caseStates, nameIn, outcomes } from './words/terms.ts'

/** The page of a report that was erased: number, offence, outcome and days. */
export async function showErased(visit: Visit, refusal: Refusal): Promise<Response> {
  const number = factOf(refusal, 'number')
  return await showDesk(visit, {
    title: number,
    content: html`<p class="back"><a href="/desk">收件箱</a></p>
      <h1>${number} ${factOf(refusal, 'offence') || '还没有归类'}</h1>
      <p class="row"><span class="mark">已按规定删除</span></p>
      ${facts(refusal, dayOf(visit.web.world.clock()))}
      <p class="small">
        举报内容、证据材料和举报人信息都已删除，密钥已销毁，任何人都打不开。办理留痕仍在。
      </p>`,
  })
}

/** The same for whoever has number and passcode. */
export const erasedForReporter = ({ world }: Web, refusal: Refusal): Html =>
  html`<h1>${factOf(refusal, 'number')}</h1>
    <p><span class="mark">已按规定删除</span></p>
    ${facts(refusal, dayOf(world.clock()))}
    <p class="small">您说过的话、发来的材料、留下的姓名电话都已删除，任何人都打不开。</p>
    <p><a class="button" href="/track">查另一件</a></p>`

const facts = (refusal: Refusal, today: string): Html => {
  const outcome = factOf(refusal, 'outcome')
  const day = (name: string): string => dayWords(factOf(refusal, name), today)
  return html`<dl class="facts">
    <dt>结果</dt>
    <dd>${nameIn(outcome ? outcomes : caseStates, outcome || factOf(refusal, 'state'))}</dd>
    <dt>收到</dt>
    <dd>${day('receivedOn')}</dd>
    <dt>最近变动</dt>
    <dd>${day('changedOn')}</dd>
    <dt>删除</dt>
    <dd>${day('erasedOn')}</dd>
  </dl>`
}

const factOf = ({ facts: known }: Refusal, name: string): string => String(known?.[name] ?? '')
