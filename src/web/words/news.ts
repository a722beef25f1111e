import type { Notice } from '#core/notices.ts'
import { dayWords } from './dates.ts'

/** The very words a reporter reads when they ask for their news: the same as `flows/words/zh-cn/after.ts` has them. */
export function newsWords({ kind, facts }: Notice, departmentName: string): string {
  const text = facts['text'] ?? ''
  switch (kind) {
    case 'accepted':
      return facts['dueOn']
        ? `${departmentName}已受理，预计 ${dayWords(facts['dueOn'])}前有结果。`
        : `${departmentName}已受理。`
    case 'declined':
      return `${departmentName}没有受理：${text}\n有新的情况，回"补充"。`
    case 'question':
      return `办理人员想问：${text}（他看不到您是谁）`
    case 'concluded':
      return `${text}\n还在做，或者不满意，回"再查"。`
    case 'referred':
      return `已转给${departmentName}：${text || referredThen}`
    case 'acknowledged':
      return '值班人员看到了，正在处理。'
    case 'withdrawn':
      return ''
  }
}

/** A ruling's reason is for the offices; the reporter hears what comes next. */
const referredThen = '是否受理，审核后在这里告诉您。'
