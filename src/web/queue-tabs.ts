import type { Officer } from '#core/access.ts'
import type { queues } from '#service/inbox.ts'

export type Queue = (typeof queues)[number]

/** Which queues a role works in. */
export const tabsOf: Readonly<Record<Officer['role'], readonly Queue[]>> = {
  intake: ['urgent', 'open', 'accusations', 'mine', 'supervised', 'waiting', 'done', 'shelved'],
  supervisor: ['urgent', 'mine', 'supervised', 'accusations', 'waiting', 'done', 'shelved'],
  handler: ['mine', 'supervised', 'waiting', 'done'],
  'reward-officer': ['mine', 'done'],
  auditor: [],
  administrator: [],
}

/** What a queue is called before this officer. */
export function tabName(queue: Queue, officer: Officer): string {
  const wide = officer.role === 'intake' || officer.role === 'supervisor'
  const names: Readonly<Record<Queue, string>> = {
    urgent: '紧急',
    open: '待分办',
    accusations: '检举控告',
    mine: wide ? '全部在办' : '本单位在办',
    supervised: '督办件',
    waiting: '待答复',
    done: '已办',
    shelved: '已屏蔽来信',
  }
  return names[queue]
}
