import type { Officer } from '#core/access.ts'
import { queues } from '#service/inbox.ts'

export type Queue = (typeof queues)[number]

/** Which queues a role works in. */
export const tabsOf: Readonly<Record<Officer['role'], readonly Queue[]>> = {
  intake: queues,
  supervisor: [
    'urgent',
    'mentioned',
    'mine',
    'today',
    'overdue',
    'supervised',
    'accusations',
    'waiting',
    'others',
    'done',
    'shelved',
  ],
  handler: [
    'taken',
    'mentioned',
    'mine',
    'today',
    'overdue',
    'supervised',
    'waiting',
    'others',
    'done',
  ],
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
    returned: '退回待改派',
    accusations: '检举控告',
    taken: '我认领的',
    mentioned: '提到我的',
    mine: wide ? '全部在办' : '本单位在办',
    supervised: '督办件',
    today: '今天到期',
    overdue: '已超期',
    waiting: '待答复',
    others: '等别人',
    done: '已办',
    shelved: '已屏蔽来信',
  }
  return names[queue]
}
