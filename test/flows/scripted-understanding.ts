import type { Answers, Option, Value } from '#conversation/flow.ts'
import type { Setting } from './setting.ts'

export type Given = Answers
export type Values = Readonly<Record<string, Value>>

/** A text that was handed over, `''` if it was none. */
export const words = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

const NOTICE = 'https://yijian.example/notice'
const RONGCHANG = { area: '500153', areaName: '荣昌区', phone: '023-46733000' }

/** What is known of the area. */
export const whereabouts = (setting: Setting, known: boolean): Values => ({
  area: known ? RONGCHANG.area : null,
  areaName: known ? RONGCHANG.areaName : null,
  demo: setting.demo,
  phone: known ? RONGCHANG.phone : '12345',
  noticeLink: NOTICE,
})

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
  { when: /真人/u, intent: 'person' },
  { when: /^我不想活了$/u, intent: 'empty' },
  { when: /^.{0,4}$/u, intent: 'empty' },
]

const OFFENCES: Readonly<Record<string, string>> = {
  A1: '无证行医',
  A2: '没有医师证看病',
  A5: '养生馆治病',
  A7: '网上违规看病',
  F1: '乱收费',
  G1: '假药劣药',
  G5: '冒充药品',
  H1: '虚假医疗广告',
  I4: '监管人员包庇',
}

const SIGNALS: readonly { readonly when: RegExp; readonly codes: readonly string[] }[] = [
  { when: /执法人员/u, codes: ['I4'] },
  { when: /直播/u, codes: ['A7', 'A1'] },
  { when: /多收费.*假药/u, codes: ['F1', 'G1', 'G5'] },
  { when: /护士/u, codes: ['A1', 'A2', 'A5'] },
  { when: /打针|injection/u, codes: ['A1', 'A2', 'A5'] },
  { when: /养生/u, codes: ['A5', 'A1'] },
  { when: /多收费/u, codes: ['F1'] },
  { when: /广告/u, codes: ['H1', 'A1'] },
  { when: /消毒水/u, codes: ['G5', 'G1'] },
]

/** What a text is about, by a few of its words. */
export const classify = (setting: Setting, given: Given): Values => {
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
    foreign: what.endsWith('injections') ? 'yes' : 'no',
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
    receiver: setting.receiver,
  }
}

const offered = (codes: readonly string[]): readonly Option[] => [
  ...codes.map((code): Option => ({ value: code, label: OFFENCES[code] ?? code })),
  { value: 'none', key: 'offence.none-of-these' },
]

/** Where a place is: 成都 is elsewhere, a 人民路 is everywhere. */
export const findPlace = (setting: Setting, given: Given): Values => {
  const told = /滨河路\d+号(?:康民诊所)?/u.exec(words(given['told']))?.[0]
  const where = words(given['where']) || (told ?? '')
  const all = where + words(given['what'])
  const outside = where.includes('成都')
  const known = given['area'] !== null && given['area'] !== undefined
  const vague = !known && where.includes('人民路')
  const township = /(昌元|昌州|峰高)街道/u.exec(words(given['what']))?.[0]
  return {
    ...whereabouts(setting, !vague),
    where:
      (township !== undefined && !where.includes('街道') ? `${township}${where}` : where) || null,
    who: /康民诊所/u.exec(all)?.[0] ?? null,
    inArea: outside ? 'no' : vague ? 'unknown' : 'yes',
    otherArea: outside ? '成都市' : null,
    areaChoices: vague ? AREAS : [],
    rewardPossible: setting.reward,
  }
}

export const AREAS: readonly Option[] = [
  { value: '370300', label: '淄博市' },
  { value: '500153', label: '荣昌区' },
  { value: 'elsewhere', key: 'area.elsewhere' },
]
