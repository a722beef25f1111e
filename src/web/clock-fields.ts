import { html } from 'hono/html'
import type { Limit } from '#core/due.ts'
import { longestNews } from '#service/tell-news.ts'
import type { DeskTask } from '#service/desk-task.ts'
import type { CaseAt } from './deed-forms.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import { said, type Html } from './layout.ts'
import { pauseReasonNames } from './words/terms.ts'

type ClockDeed = 'pause' | 'resume' | 'ask-extension' | 'extend' | 'refuse-extension'

interface Boxes {
  readonly box: (name: 'document' | 'text' | 'reason') => {
    readonly id: string
    readonly name: string
    readonly value: string
  }
  readonly chosen: string
}

/** What a deed on a task's clock asks for, with the rule it leans on. */
export function clockFields(
  { file, visit }: CaseAt,
  { deed, task: id }: { readonly deed: ClockDeed; readonly task: string },
  { box, chosen }: Boxes,
): Html | string {
  const task = file.tasks.find((one) => one.task === id)
  const limit = visit.web.world.packs.limits.get(task?.due.limit ?? '')
  switch (deed) {
    case 'pause':
      return pauseFields(limit, id, { box, chosen })
    case 'resume':
      return html`<p class="small">恢复的当天照算，剩下的天数不变。</p>`
    case 'ask-extension':
      return html`${textBox({ ...box('text'), label: '延期的理由', hint: '批准后举报人会读到。写清还差什么、为什么来不及。', max: longestNews })}
        <p class="small">${longerWords(limit)}由督办人员批准，批准以前仍按原期限。</p>`
    case 'extend':
      return html`${askedWords(task)}
        <p class="small">${longerWords(limit)}批准后举报人会读到理由。</p>`
    case 'refuse-extension':
      return textBox({
        ...box('reason'),
        label: '不批准的理由',
        hint: '承办单位看得到，举报人看不到。',
      })
  }
}

function pauseFields(limit: Limit | undefined, task: string, { box, chosen }: Boxes): Html {
  const reasons = limit?.pause?.reasons ?? []
  return html`${choiceBox({
      id: `pause-${task}-reason`,
      name: 'pauseReason',
      label: '为什么暂停',
      value: chosen,
      options: reasons.map((reason) => [reason, pauseReasonNames[reason]] as const),
    })}
    ${lineBox({ ...box('document'), label: '凭什么材料', hint: '例如委托鉴定书、协查函的文号。' })}
    <p class="small">
      暂停和恢复的当天照算，中间的整天不算。举报人会知道暂停了和原因，看不到材料。${limit?.pause?.source ?? ''}
    </p>`
}

const askedWords = (task: DeskTask | undefined): Html =>
  html`<p>${task?.officeName ?? ''}申请延期：${said(task?.extension?.text ?? '')}</p>`

function longerWords(limit: Limit | undefined): string {
  if (!limit?.extension) return ''
  const { amount, times, source } = limit.extension
  const unit = limit.unit === 'WD' ? '个工作日' : '天'
  return `延长 ${amount} ${unit}，最多 ${times} 次：${source}。`
}
