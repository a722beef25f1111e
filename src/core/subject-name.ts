import type { SubjectKind } from './subject.ts'

/** A name taken apart, so that two can be compared: all in letters of one width, small, simplified, without signs. */
export interface NameParts {
  readonly whole: string
  /** What tells it from others of its kind: 康泰 of 淄博市康泰口腔诊所有限公司. */
  readonly core: string
  /** What kind of house it is, where the name says so. */
  readonly house?: House
  /** 人民路店, 东院, 2分店. */
  readonly branch: string
}

type House = (typeof houses)[number][0]

/** Houses of one line may be called after each other by people; the longest words first in each. */
const houses = [
  ['dental', ['口腔诊所', '口腔门诊部', '口腔医院', '口腔门诊', '牙科诊所', '口腔', '牙科']],
  [
    'beauty',
    [
      '医疗美容诊所',
      '医疗美容门诊部',
      '医疗美容医院',
      '医疗美容',
      '整形医院',
      '美容养生会所',
      '美容工作室',
      '美容会所',
      '美容院',
      '美容店',
      '美容室',
      '皮肤管理中心',
      '美甲店',
      '医美',
    ],
  ],
  [
    'clinic',
    [
      '中西医结合诊所',
      '社区卫生服务站',
      '卫生服务站',
      '中医诊所',
      '西医诊所',
      '综合诊所',
      '内科诊所',
      '门诊部',
      '卫生室',
      '卫生站',
      '卫生所',
      '医务室',
      '诊所',
      '门诊',
    ],
  ],
  ['pharmacy', ['医药连锁', '大药房', '药房', '药店', '药铺', '药业', '医药']],
  [
    'hospital',
    [
      '社区卫生服务中心',
      '卫生服务中心',
      '妇幼保健院',
      '妇幼保健站',
      '中医医院',
      '中医院',
      '专科医院',
      '卫生院',
      '医院',
    ],
  ],
  [
    'care',
    [
      '中医馆',
      '国医馆',
      '国医堂',
      '中医堂',
      '养生会所',
      '养生馆',
      '养生堂',
      '理疗馆',
      '理疗店',
      '艾灸馆',
      '推拿馆',
      '推拿店',
      '按摩店',
      '保健馆',
      '足疗店',
      '足浴店',
    ],
  ],
] as const

const houseNames = houses.flatMap(([house, names]) => names.map((name) => [name, house] as const))
const longestFirst = houseNames.toSorted(([one], [other]) => other.length - one.length)

/** What the law or commerce hangs on a name, at its end or within. */
const legalForm =
  /(股份有限公司|有限责任公司|有限公司|普通合伙|有限合伙|合伙企业|个人独资企业|个体工商户|集团公司|集团|连锁|总公司|分公司|公司)/gu

const branchWords =
  /^(第?\d{1,3}(号)?(分?店|分院|院区|门诊部)?|.{0,8}?(分店|分院|院区|分部|店|院))$/u

/** `places`: names of places of the area in the same letters; a name that begins with one does not differ by it. */
export function nameParts(letters: string, places: readonly string[]): NameParts {
  const plain = withoutPlace(letters.replaceAll(legalForm, ''), places)
  const found = longestFirst
    .map(([name, house]) => ({ name, house, at: plain.lastIndexOf(name) }))
    .filter(({ name, at }) => at >= 0 && isEnd(plain.slice(at + name.length)))
    .toSorted(
      (one, other) =>
        one.at + one.name.length - (other.at + other.name.length) || one.at - other.at,
    )
  const first = found.find(({ at }) => at > 0)
  if (!first) return { whole: letters, core: plain, branch: '' }
  const { name, house, at } = first
  return {
    whole: letters,
    core: plain.slice(0, at),
    house,
    branch: plain.slice(at + name.length),
  }
}

const isEnd = (rest: string): boolean => rest === '' || branchWords.test(rest)

/** 山东省淄博市张店区康泰诊所 begins with three places. What is left must still be a name. */
function withoutPlace(letters: string, places: readonly string[]): string {
  const place = places.find(
    (name) => name.length >= 2 && letters.startsWith(name) && letters.length - name.length >= 4,
  )
  return place === undefined ? letters : withoutPlace(letters.slice(place.length), places)
}

/** What speaks for two being the same; `same-name` and `same-licence` are the strongest. */
export type AlikeWhy =
  | 'same-licence'
  | 'same-name'
  | 'missing-words'
  | 'one-letter'
  | 'part-of-name'
  | 'branch'
  | 'other-kind'

export interface Comparable {
  readonly kind: SubjectKind
  readonly name: NameParts
  readonly licence: string
  readonly place: string
}

export interface AlikeScore {
  readonly why: AlikeWhy
  /** From 0 to 1000. */
  readonly score: number
}

/** Above this the machine proposes to an officer. It never decides. */
export const worthProposing = 600

/** What speaks for two subjects being the same; `undefined`: nothing worth a look. */
export function alikeness(one: Comparable, other: Comparable): AlikeScore | undefined {
  if (one.licence !== '' && one.licence === other.licence)
    return { why: 'same-licence', score: 1000 }
  if ((one.kind === 'person') !== (other.kind === 'person')) return undefined
  const named = byName(one, other)
  if (!named) return undefined
  const isOtherLicence = one.licence !== '' && other.licence !== ''
  const score = named.score + byPlace(one.place, other.place) - (isOtherLicence ? 250 : 0)
  return { ...named, score: Math.max(0, Math.min(1000, score)) }
}

function byName(a: Comparable, b: Comparable): AlikeScore | undefined {
  const [one, other] = [a.name, b.name]
  if (one.whole === other.whole) return { why: 'same-name', score: a.kind === 'person' ? 700 : 950 }
  if (a.kind === 'person') return undefined
  const sameLine = one.house === other.house || !one.house || !other.house
  if (one.core === other.core && one.core.length >= 2) {
    if (one.branch !== other.branch) return { why: 'branch', score: sameLine ? 620 : 400 }
    if (sameLine) return { why: 'missing-words', score: 850 }
    return { why: 'other-kind', score: 560 }
  }
  if (!sameLine || one.branch !== other.branch) return undefined
  if (isOneLetterOff(one.core, other.core)) return { why: 'one-letter', score: 680 }
  return isPart(one.core, other.core) ? { why: 'part-of-name', score: 640 } : undefined
}

/** In the same place it is likelier, in another it is not. */
function byPlace(one: string, other: string): number {
  if (one === '' || other === '') return 0
  if (one === other) return 50
  return one.startsWith(other) || other.startsWith(one) ? 20 : -300
}

/** One letter is another, missing or too many; of short names every letter tells. */
function isOneLetterOff(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < 3 || long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  const from = long.length === short.length ? at + 1 : at
  return short.slice(from) === long.slice(at + 1)
}

const isPart = (one: string, other: string): boolean => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  return short.length >= 3 && (long.startsWith(short) || long.endsWith(short))
}

/** What a name says it is: a licensed kind of house, a shop, or nothing. */
export function kindOf({ house }: NameParts): SubjectKind | undefined {
  if (house === undefined) return undefined
  return house === 'dental' || house === 'clinic' || house === 'hospital' ? 'institution' : 'shop'
}
