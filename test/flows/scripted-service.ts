import type { Answers, Option, RequestName } from '#conversation/flow.ts'
import {
  AREAS,
  classify,
  findPlace,
  whereabouts,
  words,
  type Given,
  type Values,
} from './scripted-understanding.ts'
import { addMatter, hearCorrection, listKinds, setMatter } from './scripted-matters.ts'
import { lookUpReward, takeClaim } from './scripted-claim.ts'
import { exportData, forgotten, ownData, theNotice } from './scripted-own-data.ts'
import { onlyHere, type OwnReport } from './scripted-places.ts'
import { routed } from './scripted-routing.ts'
import { remediesOf } from './scripted-rating.ts'
import type { Setting } from './setting.ts'

/** Answers requests by simple rules, always the same; stands in for the service. */
export interface ScriptedService {
  readonly begin: () => Answers
  readonly answer: (request: RequestName, given: Given) => Values
  /** The department does something: there is news. */
  readonly news: (kind: string, text: string) => void
  /** The next request of that name is refused. */
  readonly refuseNext: (request: string, why: string) => void
}

interface Report extends OwnReport {
  readonly own: boolean
  state: string
}

interface News {
  readonly kind: string
  readonly text: string
}

interface Memory {
  readonly setting: Setting
  readonly reports: Report[]
  readonly news: News[]
  readonly refusals: Map<string, string>
  wrong: number
  wrongSecrets: number
  filed: number
  named: boolean
}

const PASSCODE = '4K7Q-92HM-XV3D-6T1PA'
const CLAIM_SECRET = '7QD2-X0MK-3V9H-TA15R'

/** A service of one area that files, tracks and tells news. */
export const scriptedService = (setting: Setting): ScriptedService => {
  const memory: Memory = {
    setting,
    reports: [],
    news: [],
    refusals: new Map(),
    wrong: 0,
    wrongSecrets: 0,
    filed: 0,
    named: setting.named === 'yes',
  }
  setting.reports.forEach((state, place) => {
    memory.reports.push({ number: `RC-2026-0000${place + 1}`, own: true, state })
  })
  if (setting.elsewhere !== null) {
    memory.reports.push({ number: 'RC-2026-00009', own: false, state: setting.elsewhere })
  }
  return {
    begin: () => begun(memory),
    answer: (request, given) => answers[request](memory, given),
    news: (kind, text) => memory.news.push({ kind, text }),
    refuseNext: (request, why) => memory.refusals.set(request, why),
  }
}

const begun = (memory: Memory): Answers => ({
  ...whereabouts(memory.setting, memory.setting.area === 'known'),
  platform: memory.setting.platform,
  hasReport: hasReport(memory),
  number: null,
  urgentNumber: null,
  where: null,
})

const hasReport = (memory: Memory): string => (own(memory).length > 0 ? 'yes' : 'no')
const own = (memory: Memory): readonly Report[] => memory.reports.filter((report) => report.own)

const takeRefusal = (memory: Memory, request: string): string | undefined => {
  const why = memory.refusals.get(request)
  memory.refusals.delete(request)
  return why
}

const nextNumber = (memory: Memory): string => {
  memory.filed += 1
  const number = `RC-2026-000${16 + memory.filed}`
  memory.reports.push({ number, own: true, state: 'received' })
  return number
}

const file = (memory: Memory, given: Given): Values => {
  memory.named ||= given['standing'] === 'named'
  const refusal = takeRefusal(memory, 'file')
  const { second } = given
  const isSeveral = Array.isArray(second) && second.length > 0
  const urgent = typeof given['urgentNumber'] === 'string' ? given['urgentNumber'] : undefined
  if (given['sameTold'] === 'same') {
    const number = own(memory)[0]?.number ?? null
    return {
      ...routed(words(given['offence'])),
      refusal: 'none',
      joined: 'yes',
      number,
      passcode: null,
      claimSecret: null,
      several: 'no',
      othersBy: null,
      hasReport: hasReport(memory),
    }
  }
  if (refusal === 'same' && own(memory).length === 0) nextNumber(memory)
  const number =
    refusal === 'same'
      ? (own(memory)[0]?.number ?? null)
      : refusal === undefined
        ? (urgent ?? nextNumber(memory))
        : null
  return {
    joined: 'no',
    refusal: refusal ?? 'none',
    number,
    passcode: refusal === undefined && urgent === undefined ? PASSCODE : null,
    claimSecret: refusal === undefined && given['reward'] === true ? CLAIM_SECRET : null,
    several: isSeveral ? 'yes' : 'no',
    othersBy: isSeveral ? '区生态环境局' : null,
    hasReport: hasReport(memory),
    ...routed(words(given['offence'])),
  }
}

const fileUrgent = (memory: Memory, given: Given): Values => {
  const where = words(given['where'])
  const vague = (given['area'] ?? null) === null && where.includes('人民路')
  const refusal = takeRefusal(memory, 'file-urgent') ?? (vague ? 'area' : 'none')
  const number = refusal === 'none' ? nextNumber(memory) : null
  return {
    ...whereabouts(memory.setting, !vague),
    refusal,
    urgentNumber: number,
    number,
    passcode: number === null ? null : PASSCODE,
    placeClear: where === '' ? 'no' : 'yes',
    areaChoices: vague ? AREAS : [],
    hasReport: hasReport(memory),
  }
}

const NOT_FOUND = {
  reports: [],
  number: null,
  state: 'none',
  outcomeName: null,
  departmentName: null,
  changedOn: null,
  dueOn: null,
  rewardOpen: 'no',
  news: 'no',
  waitMinutes: null,
} as const

const lookUp = (memory: Memory, given: Given): Values => {
  const typed = words(given['trackNumber'])
  if (typed) return lookUpTyped(memory, typed, words(given['trackPasscode']))
  const numbered = memory.reports.find(({ number }) => number === given['number'])
  const mine = own(memory)
  const [only] = mine
  if (numbered) return found(memory, numbered)
  if (only === undefined) return { ...NOT_FOUND, found: 'none' }
  if (mine.length === 1) return found(memory, only)
  const reports = mine
    .slice(0, 6)
    .map(({ number }): Option => ({ value: number, label: `${number} 无证行医` }))
  return { ...NOT_FOUND, found: 'several', reports }
}

const lookUpTyped = (memory: Memory, number: string, passcode: string): Values => {
  const plain = (text: string): string => text.replaceAll(/[\s-]/gu, '').toUpperCase()
  const report = memory.reports.find((known) => known.number === number)
  if (report && plain(passcode) === plain(PASSCODE)) return found(memory, report)
  memory.wrong += 1
  if (memory.wrong < 3) return { ...NOT_FOUND, found: 'wrong' }
  return { ...NOT_FOUND, found: 'slow', waitMinutes: '5' }
}

const found = (memory: Memory, { number, state }: Report): Values => ({
  ...NOT_FOUND,
  found: 'yes',
  number,
  state,
  departmentName: '区卫生健康委',
  changedOn: '11月21日',
  dueOn: state === 'accepted' ? '12月11日' : null,
  outcomeName: state === 'erased' ? '查实' : null,
  rewardOpen: memory.setting.prize === 'notified' && state === 'concluded' ? 'yes' : 'no',
  news: memory.news.length > 0 ? 'yes' : 'no',
})

const news = (memory: Memory, given: Given): Values => {
  const report = memory.reports.find(({ number }) => number === given['number']) ?? own(memory)[0]
  const none = {
    newsKind: report === undefined ? 'no-report' : 'none',
    newsText: null,
    remedy: null,
    departmentName: null,
    dueOn: null,
    question: null,
    number: null,
    more: 'no',
  }
  const item = memory.news.shift()
  if (item === undefined) return none
  if (report && item.kind === 'concluded') report.state = 'concluded'
  if (report && item.kind === 'again-refused') report.state = 'again-refused'
  return {
    ...none,
    newsKind: item.kind.replace('-due', ''),
    newsText: item.text || null,
    remedy: item.kind === 'again-refused' ? '只是提供线索的，不能申请复议。' : null,
    departmentName: item.kind === 'referred' ? '区市场监管局' : '区卫生健康委',
    dueOn: item.kind === 'accepted-due' || item.kind === 'extended' ? '12月11日' : null,
    pauseReason: item.kind === 'paused' ? item.text || null : null,
    question: item.kind === 'question' ? 'q-1' : null,
    number: report?.number ?? null,
    more: memory.news.length > 0 ? 'yes' : 'no',
  }
}

const does =
  (request: RequestName, change?: string) =>
  (memory: Memory, given: Given): Values => {
    const done = takeRefusal(memory, request) ?? 'yes'
    const report = memory.reports.find(({ number }) => number === given['number'])
    if (report && change !== undefined && done === 'yes') report.state = change
    return { done }
  }

const answers: Readonly<Record<RequestName, (memory: Memory, given: Given) => Values>> = {
  classify: ({ setting }, given) => classify(setting, given),
  'list-kinds': (_, given) => listKinds(given),
  'hear-correction': (_, given) => hearCorrection(given),
  'set-matter': (_, given) => setMatter(given),
  'add-matter': (_, given) => addMatter(given),
  'find-place': ({ setting }, given) => findPlace(setting, given),
  file,
  'file-urgent': fileUrgent,
  'look-up': lookUp,
  news,
  'answer-here': (memory, given) => {
    const { done = 'later' } = does('answer-here')(memory, given)
    const report = memory.reports.find(({ number }) => number === given['number'])
    if (report && done === 'yes') Object.assign(report, { own: true, linked: true })
    return { done }
  },
  'only-here': (memory) => onlyHere(own(memory)),
  answer: does('answer'),
  supplement: does('supplement'),
  withdraw: does('withdraw', 'withdrawn'),
  're-examine': (memory, given) => ({
    ...does('re-examine', 'again-asked')(memory, given),
    againTo: memory.reports.some(({ number, own: isOwn }) => isOwn && number === given['number'])
      ? 'supervisor'
      : 'intake',
    dueOn: '11月27日',
  }),
  rate: does('rate'),
  remedies: ({ reports }, given) =>
    remediesOf(reports.find(({ number }) => number === given['number'])?.state),
  'own-data': (memory) =>
    ownData(
      { reports: own(memory), named: memory.named, prize: memory.setting.prize },
      memory.setting.demo === 'yes',
    ),
  'export-data': (memory, given) =>
    exportData(
      { reports: own(memory), named: memory.named },
      given['exportFrom'] ?? null,
      memory.setting.demo === 'yes',
    ),
  'correct-identity': does('correct-identity'),
  'make-anonymous': (memory, given) => {
    const { done = 'later' } = does('make-anonymous')(memory, given)
    memory.named &&= done !== 'yes'
    return { done }
  },
  forget: (memory) => {
    const values = forgotten({ reports: own(memory), named: memory.named })
    const refusal = takeRefusal(memory, 'forget')
    if (refusal !== undefined) return { ...values, done: refusal }
    memory.named = false
    memory.reports.splice(0, memory.reports.length, ...memory.reports.filter((one) => !one.own))
    return values
  },
  'look-up-reward': (memory, given) => {
    const reward = lookUpReward(memory.setting, given, (memory.wrongSecrets += 1))
    if (reward['claimFound'] !== 'wrong') memory.wrongSecrets -= 1
    return reward
  },
  'claim-reward': (memory, given) => takeClaim(given, takeRefusal(memory, 'claim-reward')),
  'forget-payee': () => ({ done: 'yes' }),
  'read-notice': ({ setting }) => theNotice(setting.demo === 'yes'),
  'read-age': (_, given) => ({
    young: words(given['what']).includes('我今年13岁') ? 'yes' : 'no',
    minorAge: 14,
  }),
}
