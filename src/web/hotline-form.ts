import { html } from 'hono/html'
import { toldSources } from '#core/case.ts'
import type { CallLine } from '#service/call-lines.ts'
import { lateReasons } from '#service/calls.ts'
import type { Choice } from '#service/call-offences.ts'
import { callLine } from './hotline-fields.ts'
import type { Html } from './layout.ts'
import { sources } from './words/terms.ts'

/** What stands in the form of a call. */
export interface CallView {
  readonly csrf: string
  readonly call: string
  readonly lines: readonly CallLine[]
  readonly values: Readonly<Record<string, string>>
  readonly proposals: readonly Choice[]
  readonly offences: readonly Choice[]
  /** The question that is still open, and its words. */
  readonly wanted?: { readonly field?: string; readonly said: readonly string[] }
  readonly notice: string
  readonly sms: boolean
  readonly callsBack: number
}

/** Asked of few callers: their lines stand there once the conversation asks. */
const seldom = new Set(['guardian', 'healthConsent', 'identityConsent', 'unit'])
/** Asked for again under the same line. */
const lineOf: Readonly<Record<string, string>> = { whereMore: 'where', supplement: 'what' }

/** Everything of a call on one page, in the order in which it is told. */
export function callForm(view: CallView): Html {
  const { lines, values, wanted } = view
  const open = wanted?.field === undefined ? undefined : (lineOf[wanted.field] ?? wanted.field)
  const shown = lines.filter(
    ({ field }) => !seldom.has(field) || field === open || (values[field] ?? '') !== '',
  )
  const isPlaced = shown.some(({ field }) => field === open)
  const said = wanted?.said ?? []
  const part = (fields: readonly CallLine[]): readonly Html[] =>
    fields.map((line) =>
      callLine({
        line,
        value: values[line.field] ?? '',
        wanted: line.field === open ? said : [],
        first: line.field === (isPlaced ? open : 'what'),
      }),
    )
  const [what, ...rest] = shown
  return html`<form method="post" action="/desk/hotline" class="call" id="call">
    <input type="hidden" name="csrf" value="${view.csrf}" />
    <input type="hidden" name="call" value="${view.call}" />
    ${
      said.length > 0 && !isPlaced
        ? html`<div class="notice" role="alert">${said.map((text) => html`<p>${text}</p>`)}</div>`
        : ''
    }
    <div class="half">
      ${what ? part([what]) : ''} ${offencePart(view)} ${timePart(view)} ${sourcePart(view)}
    </div>
    <div class="half">
      <p class="small">先告诉来电人：${view.notice}</p>
      ${part(rest)}
      ${
        view.sms
          ? html`<p class="named">
              <label class="pick"
                ><input
                  type="checkbox"
                  name="sms"
                  value="yes"
                  ${values['sms'] === 'yes' ? html`checked` : ''}
                />
                登记后把编号和查询密码发到这个电话</label
              >
            </p>`
          : ''
      }
      <p class="row">
        <button class="main" name="stage" value="file" id="file">登记</button>
        ${wanted ? html`<button name="stage" value="insist">说不清，照这样登记</button>` : ''}
      </p>
      <p class="hint">任何地方按 Ctrl + Enter 登记；按 Enter 到下一格。</p>
    </div>
  </form>`
}

/** With the propose button first: whoever presses Enter where no script runs sees proposals, and registers nothing. */
function offencePart({ values, proposals, offences }: CallView): Html {
  const chosen = values['offence'] ?? ''
  return html`<p class="row plain-only">
      <button name="stage" value="propose">看看像哪一类</button>
    </p>
    <fieldset class="line" id="offences">
      <legend>归类</legend>
      <p class="choices-row" id="proposals" aria-live="polite">
        ${pick('', '按内容自动归类', chosen)}
        ${proposals.map(({ code, label }) => pick(code, label, chosen))}
      </p>
      <details ${further.some((name) => values[name]) ? html`open` : ''}>
        <summary>另选一类，或者还有别的事</summary>
        ${further.map((name) => listOf(name, furtherNames[name], { values, offences }))}
      </details>
    </fieldset>`
}

/** A report holds five matters: the main one from the list in place of a proposal, and what it tells besides. */
export const further = ['other', 'second', 'third', 'fourth', 'fifth'] as const

const furtherNames: Readonly<Record<(typeof further)[number], string>> = {
  other: '另选一类',
  second: '还有一件',
  third: '第三件',
  fourth: '第四件',
  fifth: '第五件',
}

const pick = (code: string, label: string, chosen: string): Html =>
  html`<label class="pick"
    ><input type="radio" name="offence" value="${code}" ${code === chosen ? html`checked` : ''} />
    ${label}</label
  >`

const listOf = (
  name: string,
  label: string,
  { values, offences }: Pick<CallView, 'values' | 'offences'>,
): Html =>
  html`<label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      <option value="">没有</option>
      ${offences.map(
        (one) =>
          html`<option value="${one.code}" ${one.code === values[name] ? html`selected` : ''}>
            ${one.label}
          </option>`,
      )}
    </select>`

const late: Readonly<Record<(typeof lateReasons)[number], string>> = {
  'noted-on-paper': '当时断网或停电，先记在纸上',
  'passed-on': '别的岗位接听后转来',
  'too-busy': '当时电话太多，来不及录',
}

/** Folded away: nearly every call is a citizen's. */
function sourcePart({ values }: CallView): Html {
  return html`<details class="line" ${values['source'] ? html`open` : ''}>
    <summary>不是市民本人反映：代表、委员、监督员、媒体</summary>
    <label for="source">谁反映的</label>
    <select id="source" name="source">
      <option value="">市民</option>
      ${toldSources.map(
        (key) =>
          html`<option value="${key}" ${key === values['source'] ? html`selected` : ''}>
            ${sources[key]}
          </option>`,
      )}
    </select>
  </details>`
}

function timePart({ values, callsBack }: CallView): Html {
  return html`<details class="line" ${values['late'] ? html`open` : ''}>
    <summary>补录：电话不是刚才打来的</summary>
    <label for="at">来电时间</label>
    <p class="hint" id="at-hint">
      最早补到 ${Math.round(callsBack / 3_600_000)} 小时以前；办理期限从这时算起。
    </p>
    <input
      id="at"
      name="at"
      type="datetime-local"
      value="${values['at'] ?? ''}"
      aria-describedby="at-hint"
    />
    <label for="late">为什么现在才录</label>
    <select id="late" name="late">
      <option value="">不是补录</option>
      ${lateReasons.map(
        (key) =>
          html`<option value="${key}" ${key === values['late'] ? html`selected` : ''}>
            ${late[key]}
          </option>`,
      )}
    </select>
  </details>`
}
