import type { Answers, Option, RequestName, Value } from '#conversation/flow.ts'

/** What a transcript says about the world before and while it is told. */
export interface Setting {
  readonly area: 'known' | 'none'
  readonly demo: 'yes' | 'no'
  readonly platform: string | null
  readonly receiver: string | null
  readonly reward: 'yes' | 'no'
  /** States of the reports this chat has. */
  readonly reports: readonly string[]
  /** State of a report of another chat. */
  readonly elsewhere: string | null
}

export const PLAIN: Setting = {
  area: 'known',
  demo: 'no',
  platform: null,
  receiver: null,
  reward: 'no',
  reports: [],
  elsewhere: null,
}

type Given = Answers
type Values = Readonly<Record<string, Value>>

/** Answers requests by simple rules, always the same; stands in for the service. */
export interface ScriptedService {
  readonly begin: () => Answers
  readonly answer: (request: RequestName, given: Given) => Values
  /** The department does something: there is news. */
  readonly news: (kind: string, text: string) => void
  /** The next request of that name is refused. */
  readonly refuseNext: (request: string, why: string) => void
}

interface Report {
  readonly number: string
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
  filed: number
}

const PASSCODE = '4K7Q-92HM-XV3D-6T1PA'
const NOTICE = 'https://yijian.example/notice'
const RONGCHANG = { area: '500153', areaName: '荣昌区', phone: '023-46733000' }

export const scriptedService = (setting: Setting): ScriptedService => {
  const memory: Memory = { setting, reports: [], news: [], refusals: new Map(), wrong: 0, filed: 0 }
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
  ...whereabouts(memory, memory.setting.area === 'known'),
  platform: memory.setting.platform,
  hasReport: hasReport(memory),
  number: null,
  urgentNumber: null,
  where: null,
})

const whereabouts = ({ setting }: Memory, known: boolean): Values => ({
  area: known ? RONGCHANG.area : null,
  areaName: known ? RONGCHANG.areaName : null,
  demo: setting.demo,
  phone: known ? RONGCHANG.phone : '12345',
  noticeLink: NOTICE,
})

const hasReport = (memory: Memory): string => (own(memory).length > 0 ? 'yes' : 'no')
const own = (memory: Memory): readonly Report[] => memory.reports.filter((report) => report.own)

const words = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

interface Rule {
  readonly when: RegExp
  readonly intent: string
  readonly handOver?: readonly [string, string]
}

const INTENTS: readonly Rule[] = [
  { when: /执法人员|包庇/u, intent: 'accusation' },
  {
    when: /异地备案/u,
    intent: 'not-ours',
    handOver: ['医保局', '可以打 12393，或用手机"国家医保服务平台"。'],
  },
  { when: /停车|食堂/u, intent: 'not-ours' },
  {
    when: /手续/u,
    intent: 'consultation',
    handOver: ['政务服务中心', '可以去卫生健康窗口，或打 12345。'],
  },
  { when: /请问|几点上班|明天来/u, intent: 'consultation' },
  { when: /办得怎么样/u, intent: 'status' },
  { when: /^(?:你好|您好|hello|在吗|谢谢)$/iu, intent: 'greeting' },
  { when: /^.{0,4}$/u, intent: 'empty' },
]

const OFFENCES: Readonly<Record<string, string>> = {
  A1: '无证行医',
  A2: '没有医师证看病',
  A5: '养生馆治病',
  F1: '乱收费',
  G1: '假药劣药',
  G5: '冒充药品',
  H1: '虚假医疗广告',
  I4: '监管人员包庇',
}

const SIGNALS: readonly { readonly when: RegExp; readonly codes: readonly string[] }[] = [
  { when: /执法人员/u, codes: ['I4'] },
  { when: /多收费.*假药/u, codes: ['F1', 'G1', 'G5'] },
  { when: /护士/u, codes: ['A1', 'A2', 'A5'] },
  { when: /打针|injection/u, codes: ['A1', 'A2', 'A5'] },
  { when: /养生/u, codes: ['A5', 'A1'] },
  { when: /多收费/u, codes: ['F1'] },
  { when: /广告/u, codes: ['H1', 'A1'] },
  { when: /消毒水/u, codes: ['G5', 'G1'] },
]

const classify = (memory: Memory, given: Given): Values => {
  const what = words(given['what'] ?? given['opening'])
  const rule = INTENTS.find(({ when }) => when.test(what))
  const codes = SIGNALS.find(({ when }) => when.test(what))?.codes ?? []
  const unsure = what.includes('假药')
  const [first] = codes
  const rivals = unsure ? codes : codes.slice(1)
  const voice = what.startsWith('（语音')
  const door = /滨河路\d+号(?:康民诊所)?/u.exec(what)?.[0]
  return {
    intent: rule?.intent ?? 'report',
    what,
    gist: voice ? null : (what.split(/[，。,\n]/u)[0] ?? what).slice(0, 40),
    offence: first ?? null,
    confidence: first === undefined ? 'none' : unsure ? 'unsure' : 'sure',
    choices: offered(rivals),
    offences: offered(codes),
    hasChoices: rivals.length > 0 ? 'yes' : 'no',
    where: door ?? null,
    who: /康民诊所/u.exec(what)?.[0] ?? null,
    when: null,
    handOverTo: rule?.handOver?.[0] ?? null,
    handOverWhy: rule?.handOver?.[1] ?? null,
    receiver: memory.setting.receiver,
  }
}

const offered = (codes: readonly string[]): readonly Option[] => [
  ...codes.map((code): Option => ({ value: code, label: OFFENCES[code] ?? code })),
  { value: 'none', key: 'offence.none-of-these' },
]

const findPlace = (memory: Memory, given: Given): Values => {
  const where = words(given['where'])
  const all = where + words(given['what'])
  const outside = where.includes('成都')
  const known = given['area'] !== null && given['area'] !== undefined
  const vague = !known && where.includes('人民路')
  const township = /(昌元|昌州|峰高)街道/u.exec(words(given['what']))?.[0]
  return {
    ...whereabouts(memory, !vague),
    where: township !== undefined && !where.includes('街道') ? `${township}${where}` : where,
    who: /康民诊所/u.exec(all)?.[0] ?? null,
    inArea: outside ? 'no' : vague ? 'unknown' : 'yes',
    otherArea: outside ? '成都市' : null,
    areaChoices: vague ? AREAS : [],
    rewardPossible: memory.setting.reward,
  }
}

const AREAS: readonly Option[] = [
  { value: '370300', label: '淄博市' },
  { value: '500153', label: '荣昌区' },
  { value: 'elsewhere', key: 'area.elsewhere' },
]

const takeRefusal = (memory: Memory, request: string): string | undefined => {
  const why = memory.refusals.get(request)
  memory.refusals.delete(request)
  return why
}

const PLAN = { planIssuer: '区政府', planYear: '2019', clause: null, departmentName: null }

const routed = (offence: string): Values => {
  const lead = { ...PLAN, assigned: 'lead', departmentName: '区卫生健康委' }
  switch (offence) {
    case 'A1':
    case 'A2':
      return { ...lead, clause: '三(九)', reply: '15 个工作日', replyBasis: 'practice' }
    case 'A5':
      return { ...lead, reply: '15 个工作日', replyBasis: 'practice' }
    case 'H1':
      return {
        ...lead,
        clause: '三(九)',
        departmentName: '区市场监管局',
        reply: '7 个工作日',
        replyBasis: 'law',
      }
    case 'F1':
      return { ...PLAN, assigned: 'open', reply: null, replyBasis: 'none' }
    case 'G5':
      return {
        ...PLAN,
        assigned: 'by-function',
        departmentName: '区市场监管局',
        reply: null,
        replyBasis: 'none',
      }
    case 'I4':
      return { ...PLAN, assigned: 'receiver', reply: null, replyBasis: 'none' }
    default:
      return { ...PLAN, assigned: 'none', reply: null, replyBasis: 'none' }
  }
}

const nextNumber = (memory: Memory): string => {
  memory.filed += 1
  const number = `RC-2026-000${16 + memory.filed}`
  memory.reports.push({ number, own: true, state: 'received' })
  return number
}

const file = (memory: Memory, given: Given): Values => {
  const refusal = takeRefusal(memory, 'file')
  const urgent = typeof given['urgentNumber'] === 'string' ? given['urgentNumber'] : undefined
  const number = refusal === undefined ? (urgent ?? nextNumber(memory)) : null
  return {
    refusal: refusal ?? 'none',
    number,
    passcode: refusal === undefined && urgent === undefined ? PASSCODE : null,
    several: typeof given['also'] === 'string' ? 'yes' : 'no',
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
    ...whereabouts(memory, !vague),
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
  departmentName: null,
  changedOn: null,
  dueOn: null,
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
  news: memory.news.length > 0 ? 'yes' : 'no',
})

const news = (memory: Memory, given: Given): Values => {
  const report = memory.reports.find(({ number }) => number === given['number']) ?? own(memory)[0]
  const none = {
    newsKind: report === undefined ? 'no-report' : 'none',
    newsText: null,
    departmentName: null,
    dueOn: null,
    question: null,
    number: null,
    more: 'no',
  }
  const item = memory.news.shift()
  if (item === undefined) return none
  if (report && item.kind === 'concluded') report.state = 'concluded'
  return {
    ...none,
    newsKind: item.kind.replace('-due', ''),
    newsText: item.text || null,
    departmentName: item.kind === 'referred' ? '区市场监管局' : '区卫生健康委',
    dueOn: item.kind === 'accepted-due' ? '12月11日' : null,
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
  classify,
  'find-place': findPlace,
  file,
  'file-urgent': fileUrgent,
  'look-up': lookUp,
  news,
  answer: does('answer'),
  supplement: does('supplement'),
  withdraw: does('withdraw', 'withdrawn'),
  're-examine': does('re-examine', 're-examined'),
}
