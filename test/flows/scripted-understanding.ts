import type { Answers, Option, Value } from '#conversation/flow.ts'
import { codesIn, furtherIn, listed, offered } from './scripted-matters.ts'
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
  base: setting.base,
})

interface Rule {
  readonly when: RegExp
  readonly intent: string
  readonly handOver?: readonly [string, string]
}

const INTENTS: readonly Rule[] = [
  { when: /[\u1800-\u18af]/u, intent: 'mongolian' },
  { when: /^https?:\S+$/u, intent: 'link' },
  { when: /^(?:共享的位置（)?\d+\.\d+[,，]\d+\.\d+）?$/u, intent: 'point' },
  { when: /^[^\p{L}]+$/u, intent: 'empty' },
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

/** What a text is about, by a few of its words. */
export const classify = (setting: Setting, given: Given): Values => {
  const what = words(given['what'] ?? given['apart'] ?? given['opening'])
  const kept = words(given['kept'])
  const intent = intentOf(what)
  const codes = codesIn(what.split('另外')[0] ?? what)
  const unsure = what.includes('开假药')
  const [first] = codes
  const rivals = unsure ? codes : codes.slice(1)
  const voice = what.startsWith('（语音')
  const door = /滨河路\d+号(?:康民诊所)?/u.exec(what)?.[0]
  const rule = INTENTS.find(({ when }) => when.test(what))
  const apart = intent === 'accusation' ? (what.split('另外')[1] ?? null) : null
  return {
    intent,
    what: kept.startsWith('http') ? `${what}\n${kept}` : what,
    kept: intent === 'link' || intent === 'point' ? what : kept || null,
    foreignLine: foreignLine(what),
    gist: voice ? null : (what.split(/[，。,\n]/u)[0] ?? what).slice(0, 40),
    ...listed([unsure ? 'unknown' : (first ?? 'unknown'), ...furtherIn(what)]),
    confidence: first === undefined ? 'none' : unsure ? 'unsure' : 'sure',
    choices: offered(rivals),
    hasChoices: rivals.length > 0 ? 'yes' : 'no',
    where: door ?? (/^(?:共享|\d)/u.test(kept) ? kept : null),
    who: /康民诊所/u.exec(what)?.[0] ?? null,
    when: null,
    handOverTo: rule?.handOver?.[0] ?? null,
    handOverWhy: rule?.handOver?.[1] ?? null,
    receiver: setting.receiver,
    unit: what.includes('卫生监督所') ? '区卫生健康委' : null,
    apart,
    apartGist: apart,
  }
}

const intentOf = (what: string): string =>
  INTENTS.find(({ when }) => when.test(what))?.intent ?? 'report'

const foreignLine = (what: string): string | null => {
  if (what.endsWith('injections')) return 'For English, reply "English".'
  return /[а-я]/u.test(what)
    ? 'Если можете, напишите по-китайски или позвоните по номеру 12345.'
    : null
}

/** Where a place is: 成都 is elsewhere, a 人民路 is everywhere. */
export const findPlace = (setting: Setting, given: Given): Values => {
  const told = /滨河路\d+号(?:康民诊所)?/u.exec(words(given['told']))?.[0]
  const where = words(given['whereMore']) || words(given['where']) || (told ?? '')
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
    whereClear: /^(?:就那里|\d+|https.*)?$/u.test(where) ? 'no' : 'yes',
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
