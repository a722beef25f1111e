import type { Option, Value } from '#conversation/flow.ts'
import type { OwnReport } from './scripted-places.ts'

type Values = Readonly<Record<string, Value>>

/** What is known of a person: the reports of this chat, and whether a name was left. */
export interface Owner {
  readonly reports: readonly OwnReport[]
  named: boolean
  /** How far the reward is whose account is kept. */
  readonly prize?: string | null
}

const OPEN = new Set(['received', 'open', 'accepted', 're-examined'])

const isOpen = ({ state }: Owner['reports'][number]): boolean => OPEN.has(state)

const numbers = (reports: Owner['reports']): readonly Option[] =>
  reports.slice(0, 6).map(({ number }) => ({ value: number, label: number }))

const ways = (...names: readonly string[]): readonly Option[] =>
  names.map((name) => ({ value: name, key: `way.${name}` }))

const accounts: Readonly<Record<string, Values>> = {
  claimed: { accountKept: 'open', accountUntil: '3 个月' },
  paid: { accountKept: 'until', accountUntil: '2027年2月20日' },
}

export const ownData = ({ reports, named, prize }: Owner, isDemo: boolean): Values => {
  const canCorrect = [
    ...(named ? ['name', 'phone'] : []),
    ...(reports.some(isOpen) ? ['facts'] : []),
  ]
  return {
    since: '2026年11月21日',
    ownReports: numbers(reports),
    moreReports: Math.max(0, reports.length - 6),
    keptNow: numbers(reports.filter((one) => !one.linked && isOpen(one))),
    keptElsewhere: numbers(reports.filter(({ linked }) => linked)),
    hasIdentity: named ? 'yes' : 'no',
    phoneMask: named && reports.length !== 2 ? '139****5678' : null,
    ...(accounts[prize ?? ''] ?? { accountKept: 'none', accountUntil: null }),
    keepChat: isDemo ? null : '12 个月',
    keepIdentity: isDemo ? null : '6 个月',
    keepCase: isDemo ? null : '10 年',
    dataWays: ways(
      'export',
      ...(canCorrect.length > 0 ? ['correct'] : []),
      ...(named ? ['anonymous'] : []),
      'forget',
      'nothing',
    ),
    correctWays: canCorrect.length > 0 ? ways(...canCorrect, 'nothing') : [],
  }
}

/** In two parts where there are reports; behind a link in a demonstration. */
export const exportData = ({ reports }: Owner, from: Value, isDemo: boolean): Values => ({
  exportText: from === null ? '2026年11月21日 您：你好' : '2026年11月21日 我们：您好',
  exportFrom: from === null && reports.length > 0 ? '1-9' : null,
  exportLink: isDemo ? 'https://yijian.example/chat/my-data.json' : null,
})

/** Each report stays for another reason, by its state. */
export const forgotten = ({ reports: all }: Owner): Values => {
  const reports = all.filter(({ linked }) => !linked)
  const over = reports.filter((report) => !isOpen(report))
  const withReward = over.filter(({ state }) => state === 'concluded')
  const held = over.filter(({ state }) => state === 'declined')
  return {
    done: 'yes',
    erased: over.length - withReward.length - held.length,
    keptOpen: numbers(reports.filter(isOpen)),
    keptReward: numbers(withReward),
    keptHold: numbers(held),
    rewardUntil: reports.length > 2 ? null : '2027年5月20日',
    trackLink: 'https://yijian.example/track',
  }
}

export const theNotice = (isDemo: boolean): Values => ({
  noticeVersion: '2026-11',
  noticeSince: '2026年11月1日',
  noticeWho: isDemo ? null : '区卫生健康委',
  noticeBrief: isDemo ? null : '只用来查您反映的事、告诉您结果。',
  noticeLink: 'https://yijian.example/notice',
})
