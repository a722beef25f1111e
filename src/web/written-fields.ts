import { html } from 'hono/html'
import type { Deed } from '#service/deed.ts'
import { longestNews } from '#service/tell-news.ts'
import { lineBox, textBox } from './fields.ts'
import type { Html } from './layout.ts'

interface Asked {
  readonly name: 'text' | 'reason' | 'basis' | 'penalty' | 'into'
  readonly label: string
  readonly hint?: string
  readonly max?: number
  /** A line instead of sentences. */
  readonly isLine?: true
}

interface Writing {
  readonly boxes: readonly Asked[]
  readonly note?: string
}

/** Deeds where nothing is chosen, only written: what is asked for. */
const writings = {
  'add-penalty': {
    boxes: [
      {
        name: 'penalty',
        label: '处罚决定书文号',
        hint: '例如 渝荣卫医罚〔2026〕12号。公开以后举报人可以核对。',
        isLine: true,
      },
    ],
  },
  note: {
    boxes: [{ name: 'text', label: '工作记录', hint: '同办这一件的单位看得到，举报人看不到。' }],
  },
  ask: {
    boxes: [
      {
        name: 'text',
        label: '想问举报人什么',
        hint: '一次问一个问题。他在原来的聊天里答，您看不到他是谁。',
        max: longestNews,
      },
    ],
  },
  return: {
    boxes: [
      { name: 'reason', label: '退回理由' },
      {
        name: 'basis',
        label: '依据',
        hint: '方案条款；方案没有条款的，写法定职责。',
        isLine: true,
      },
    ],
    note: '退回综合监管协调岗改派，只能退一次。举报人不会收到消息。',
  },
  'send-back-review': {
    boxes: [{ name: 'reason', label: '哪里要改', hint: '写的人看得到，举报人看不到。' }],
  },
  merge: {
    boxes: [
      {
        name: 'into',
        label: '并入哪一件',
        hint: '填主案的编号。本件不再单独办理，由主案一并办理、一并答复。',
        isLine: true,
      },
      { name: 'reason', label: '并案理由', hint: '举报人看不到，也不会知道还有谁举报。' },
    ],
  },
  unmerge: {
    boxes: [
      {
        name: 'reason',
        label: '撤销并案的理由',
        hint: '恢复到并案以前的样子，期限从原来的日子接着算。',
      },
    ],
  },
} as const satisfies Readonly<Partial<Record<Deed['type'], Writing>>>

export type WrittenType = keyof typeof writings

export const isWrittenType = (type: Deed['type']): type is WrittenType =>
  Object.hasOwn(writings, type)

type BoxOf = (name: Asked['name']) => {
  readonly id: string
  readonly name: string
  readonly value: string
}

/** Their boxes, one below the other. */
export function writtenFields(type: WrittenType, box: BoxOf): Html {
  const { boxes, note }: Writing = writings[type]
  return html`${boxes.map(({ name, isLine, ...words }) => (isLine ? lineBox : textBox)({ ...words, ...box(name) }))}
  ${note ? html`<p class="small">${note}</p>` : ''}`
}
