import type { DepartmentNoticeType } from '#core/department-notices.ts'

/** What happened, as a group or a mail box reads it. */
export const noticeWords: Readonly<Record<DepartmentNoticeType, string>> = {
  'task.new': '有新任务',
  'task.urgent': '有急件，请马上处理',
  'task.ruled': '有分办决定',
  'task.returned': '有件被退回',
  'task.again': '有件要重新核查',
  'answer.arrived': '举报人答复了',
  'supplement.arrived': '举报人作了补充',
  'case.withdrawn': '举报人撤回了',
  'case.supervised': '有件被督办',
  'task.half': '有件办理期限过半',
  'task.soon': '有件快到期了',
  'task.due': '有件到期',
  'task.overdue': '有件超期',
  'task.supervised': '有件超期，已报督办人员',
  'decision.waiting': '有一件待决定',
  'meeting.called': '有会议通知或者议定事项',
  'warning.raised': '有一条预警',
}

/** The test that an administrator sends. */
export const testType = 'test'

/** The facts of a notice: all that ever leaves the house about a case. */
export interface NoticeFacts {
  readonly number?: string
  /** 预警 has a number of its own. */
  readonly warning?: number
  readonly due?: string
  readonly link: string
}

/** Line by line; no reporter, no words of theirs, no offence. */
export function noticeLines(
  type: string,
  { number, due, warning, link }: NoticeFacts,
): readonly string[] {
  const [, year = '', month = '', day = ''] = /^(\d+)-0?(\d+)-0?(\d+)$/.exec(due ?? '') ?? []
  return [
    `【医监】${(noticeWords as Readonly<Record<string, string>>)[type] ?? '试发一条，收到就是接通了'}`,
    ...(number ? [`件号：${number}`] : []),
    ...(warning ? [`预警：第 ${warning} 号`] : []),
    ...(due ? [`期限：${year}年${month}月${day}日`] : []),
    `请到工作台看：${link}`,
  ]
}
