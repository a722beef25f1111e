import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { Draft } from '#core/review.ts'
import { draftNotice } from '#core/notices.ts'
import type { ReviewRule } from '#core/review-rule.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { DeskTask } from '#service/desk-task.ts'
import type { Visit } from './desk-door.ts'
import { said, type Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { eventName } from './words/events.ts'
import { newsWords } from './words/news.ts'
import { declineReasons, nameIn, outcomes } from './words/terms.ts'

/** 等第二人审核: the very words the reporter will get, beside what the reporter told. */
export function reviewPart(visit: Visit, file: DeskCase): Html | string {
  const drafted = file.tasks.filter(({ draft }) => draft)
  return drafted.length === 0
    ? ''
    : html`${drafted.map((task) => (task.draft ? draftPart(visit, file, { task, draft: task.draft }) : ''))}`
}

interface Drafted {
  readonly task: DeskTask
  readonly draft: Draft
}

function draftPart(visit: Visit, file: DeskCase, { task, draft }: Drafted): Html {
  const { world } = visit.web
  const today = dayOf(world.clock())
  const { sentBack, words } = draft
  const notice = draftNotice(file.file, words)
  return html`<section class="card" aria-labelledby="draft-${task.task}">
    <h2 id="draft-${task.task}">${sentBack ? '退回修改的答复' : '等第二人审核的答复'}</h2>
    <p class="small">
      ${task.officeName}${draftedBy(file, draft)}${timeWords(draft.at, today)}写的，还没有发出，只有本单位和督办人员看得到。办理期限照走，审核通过的那天才算办完。
    </p>
    ${sentBack ? html`<p class="notice">退回的理由：${said(sentBack.reason)}</p>` : ''}
    ${changesPart(file, draft, today)}
    <div class="beside">
      <div>
        <h3>举报人会读到</h3>
        <p class="reads">${notice ? said(newsWords(world, notice, task.officeName)) : ''}</p>
        <dl class="facts">
          ${chosen(words).map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${said(value)}</dd>`,
          )}
        </dl>
      </div>
      <div>
        <h3>举报人说的</h3>
        ${toldPart(file)}
      </div>
    </div>
  </section>`
}

function draftedBy(file: DeskCase, { at }: Draft): string {
  const line = file.history.find((one) => one.type === 'review-asked' && one.at === at)
  return line?.officer ? ` ${line.officer}，` : '，'
}

/** What happened since: whoever reviews must look at it first. */
function changesPart(
  { history }: DeskCase,
  { at, changedAt }: Draft,
  today: string,
): Html | string {
  if (changedAt === undefined) return ''
  const asked = history.findLastIndex((one) => one.type === 'review-asked' && one.at === at)
  const later = history.slice(asked + 1).filter(({ type }) => !ofReview.has(type))
  return html`<div class="notice">
    <p>写好以后，件上有了新情况。请先看，再决定要不要改：</p>
    <ul>
      ${later.map(
        (one) =>
          html`<li>
            ${timeWords(one.at, today)}
            ${eventName(one)}${one.text ? html`：${said(one.text)}` : ''}
          </li>`,
      )}
    </ul>
  </div>`
}

const ofReview: ReadonlySet<string> = new Set(['review-asked', 'reviewed', 'review-sent-back'])

function chosen(words: Draft['words']): readonly (readonly [string, string])[] {
  const rows: readonly (readonly [string, string])[] =
    words.type === 'decline'
      ? [['不予受理的理由', nameIn(declineReasons, words.reason)]]
      : [
          ['处理结果', nameIn(outcomes, words.outcome)],
          ['处罚决定书文号', words.penalty ?? ''],
          ['没有处罚文号的原因', words.noPenaltyReason ?? ''],
        ]
  return rows.filter(([, value]) => value !== '')
}

function toldPart({ file: { facts, supplements, questions } }: DeskCase): Html {
  const answers = questions.flatMap(({ text, answer }) => (answer ? [{ text, answer }] : []))
  return html`<blockquote>${said(facts.what)}</blockquote>
    <p class="small">
      ${said(facts.where)}${facts.who ? html`　${said(facts.who)}` : ''}${facts.when ? html`　${said(facts.when)}` : ''}
    </p>
    ${supplements.map(({ text }) => html`<blockquote>补充：${text ? said(text) : '（只有材料）'}</blockquote>`)}
    ${answers.map(
      ({ text, answer }) =>
        html`<blockquote>
          问：${said(text)}<br />答：${answer.text ? said(answer.text) : '（只有材料）'}
        </blockquote>`,
    )}`
}

/** Which rule holds at the officer's office, said where they write. */
export function reviewLine({ first, setting, able }: ReviewRule): Html {
  if (setting === 'always')
    return html`<p class="small">主办单位要求：写好后先由第二人审核，通过才发给举报人。</p>`
  if (setting === 'never')
    return html`<p class="small">主办单位设为不用第二人审核：确认后直接发给举报人。</p>`
  return first
    ? html`<p class="small">
        本单位有 ${able} 人能办结，写好后先由另一位审核，通过才发给举报人。主办单位可以改这项设置。
      </p>`
    : html`<p class="small">本单位只有一人能办结，确认后直接发给举报人。</p>`
}

/** For who reviews: what has changed has been looked at. */
export function reviewFields(task: DeskTask | undefined, box: { readonly id: string }): Html {
  const stale = task?.draft?.changedAt !== undefined
  return html`${
      stale
        ? html`<p>
            <label class="check" for="${box.id}"
              ><input type="checkbox" id="${box.id}" name="changesSeen" value="yes" />
              写好以后的新情况，看过了</label
            >
          </p>`
        : ''
    }
    <p class="small">通过以后，上面的话一字不改发给举报人，不能收回。历史里两个人都留名。</p>`
}
