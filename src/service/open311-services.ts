import type { AreaCode, OffenceCode } from '#core/plan.ts'
import { unknownOffence } from '#core/report.ts'
import { callLines } from './call-lines.ts'
import { isReportable } from './matters.ts'
import { noticeFor } from './notice.ts'
import type { World } from './world.ts'

/** A kind of matter as other programs offer it. */
export interface Open311Service {
  readonly code: OffenceCode
  readonly name: string
  readonly plain: string
  readonly group: string
  readonly keywords: readonly string[]
}

/** Told to who cannot choose. */
const unsorted: Open311Service = {
  code: unknownOffence,
  name: '由工作人员归类',
  plain: '不知道属于哪一类，选这一项。工作人员看了内容再归类。',
  group: '其他',
  keywords: [],
}

const mostKeywords = 8

/** Every kind that can be reported, in the order of the list. */
export const open311Services = (world: World): readonly Open311Service[] => [
  ...[...world.packs.offences.values()]
    .filter(({ code }) => isReportable(world, code))
    .map(({ code, zh, plain, group, signals }) => ({
      code,
      name: zh,
      plain,
      group,
      keywords: signals
        .map(({ phrase }) => phrase)
        .filter((phrase) => !phrase.includes(','))
        .slice(0, mostKeywords),
    })),
  unsorted,
]

export const open311Service = (world: World, code: string): Open311Service | undefined =>
  open311Services(world).find((one) => one.code === code)

/** A question to whoever reports; `said`: nothing is asked, something is told. */
export interface Open311Attribute {
  readonly code: string
  readonly kind: 'said' | 'text' | 'choice'
  readonly required: boolean
  readonly description: string
  readonly hint: string
  readonly values: readonly { readonly key: string; readonly name: string }[]
}

/** GeoReport has a place of its own for them. */
const elsewhere: ReadonlySet<string> = new Set(['what', 'where', 'name', 'contact'])
/** Asked only where no law makes it a duty to take reports. */
const consents: ReadonlySet<string> = new Set(['healthConsent', 'identityConsent'])

/** What is asked for every kind of matter, in the words of every other channel. */
export function open311Attributes(world: World, area: AreaCode): readonly Open311Attribute[] {
  const { base, link } = noticeFor(world, area)
  const asked = callLines(world).filter(
    ({ field }) => !elsewhere.has(field) && (base === 'consent' || !consents.has(field)),
  )
  return [
    {
      code: 'notice',
      kind: 'said',
      required: false,
      description: `个人信息怎么处理：${link}。默认按匿名受理，姓名、电话、邮箱一律不保存；选“实名”并且同意的才保存，单独加密。`,
      hint: '',
      values: [],
    },
    ...asked.map(({ field, question, label, options }) => ({
      code: field,
      kind: options ? ('choice' as const) : ('text' as const),
      required: field === 'healthConsent' && base === 'consent',
      description: label,
      hint: question === label ? '' : question,
      values: (options ?? []).map((one) => ({ key: one.value, name: one.label })),
    })),
  ]
}

/** Codes of the attributes whose answers are looked at; whatever else a client sends is not. */
export const open311Fields = (world: World): readonly string[] =>
  callLines(world)
    .map(({ field }) => field)
    .filter((field) => !elsewhere.has(field))
