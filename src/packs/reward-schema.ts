import { z } from 'zod'
import type { Level, LocalParameters, Parameters, RewardScheme } from '#core/reward-scheme.ts'
import { ways } from '#core/reward-scheme.ts'
import { isSum, whole, type Share } from '#core/reward-money.ts'
import type { Rewards } from './packs.ts'

const words = z.string().trim().min(1)
const day = z.iso.date()
const areaCode = z.string().regex(/^\d{6}$/, '应是六位行政区划代码，如 "370300"（加英文双引号）')
const sum = z.int().refine(isSum, '金额写成分，整数，如 20000 是二百元')
const rate = z.int().min(0).max(whole)

interface Bound {
  readonly upTo?: number
}

/** Bounds grow, and only the last band has none. */
const areBands = (bands: readonly Bound[]): boolean =>
  bands.every(({ upTo }, n) =>
    n === bands.length - 1
      ? upTo === undefined
      : upTo !== undefined && upTo > (bands[n - 1]?.upTo ?? -1),
  )
const bandsFault = '分段从小到大写，最后一段不写 upTo'
const upTo = z.exactOptional(sum)

const shareSchema: z.ZodType<Share> = z.discriminatedUnion('how', [
  z.strictObject({
    how: z.enum(['each-band', 'whole']),
    bands: z.array(z.strictObject({ upTo, rate })).min(1).refine(areBands, bandsFault),
  }),
  z.strictObject({
    how: z.literal('fixed'),
    bands: z.array(z.strictObject({ upTo, sum })).min(1).refine(areBands, bandsFault),
  }),
])

const levelSchema: z.ZodType<Level> = z.strictObject({
  id: words,
  name: words,
  test: words,
  share: shareSchema,
  least: z.exactOptional(sum),
})

const isOnce = (list: readonly { readonly id: string }[]): boolean =>
  new Set(list.map(({ id }) => id)).size === list.length
const rules = z
  .array(z.strictObject({ id: words, text: words, article: words }))
  .refine(isOnce, '编号写了两次。换一个')
  .readonly()
const wayList = z.array(z.enum(ways)).readonly()

const values: { readonly [P in keyof Parameters]: z.ZodType<Parameters[P]> } = {
  persons: z.enum(['natural', 'anybody']),
  conditions: rules,
  exclusions: rules,
  large: sum,
  base: z.enum(['fines', 'value', 'none']),
  levels: z.array(levelSchema).min(1).refine(isOnce, '编号写了两次。换一个').readonly(),
  least: sum,
  most: sum,
  rounding: z.strictObject({
    to: z.enum(['fen', 'yuan']),
    how: z.enum(['down', 'half-up', 'up']),
  }),
  insider: z.strictObject({ by: z.enum(['points', 'share']), rate, finance: z.boolean() }),
  later: z.strictObject({ rate }),
  joint: z.strictObject({ unlessAgreed: z.enum(['equally', 'wait']) }),
  claim: z.strictObject({ amount: z.int().min(1).max(366), unit: z.enum(['WD', 'ND', 'M']) }),
  anonymous: wayList,
  proxy: z.boolean(),
  ways: wayList.refine((list) => list.length > 0, '至少写一种'),
  thirdFrom: sum,
  financeFrom: sum,
  budget: words,
}

const openSchema = z.strictObject({
  open: z.enum(['province', 'unverified', 'silent']),
  note: words,
})

/** A term that says `value` is read as settled, any other as open, so that a fault is named where it is. */
const term = <T>(value: z.ZodType<T>) => {
  const settled = z.strictObject({
    value,
    article: words,
    source: words,
    confidence: z.enum(['S', 'M'], '拿不准的不能当作办法的话。改成 open 和 note'),
  })
  return z.union([openSchema, settled], {
    error: '要么写 value、article、source、confidence（S 或 M），要么写 open 和 note',
  })
}

const termsSchema: z.ZodType<RewardScheme['terms']> = z.strictObject({
  persons: term(values.persons),
  conditions: term(values.conditions),
  exclusions: term(values.exclusions),
  large: term(values.large),
  base: term(values.base),
  levels: term(values.levels),
  least: term(values.least),
  most: term(values.most),
  rounding: term(values.rounding),
  insider: term(values.insider),
  later: term(values.later),
  joint: term(values.joint),
  claim: term(values.claim),
  anonymous: term(values.anonymous),
  proxy: term(values.proxy),
  ways: term(values.ways),
  thirdFrom: term(values.thirdFrom),
  financeFrom: term(values.financeFrom),
  budget: term(values.budget),
})

const schemeSchema: z.ZodType<RewardScheme> = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '只用小写英文、数字和连字符'),
  name: words,
  document: z.strictObject({ title: words, number: words, issuer: words, issuedOn: day }),
  valid: z.strictObject({
    from: day,
    until: z.exactOptional(day),
    status: words,
    checkedOn: day,
  }),
  area: z.exactOptional(areaCode),
  department: z.string().regex(/^[a-z]+(-[a-z]+)*$/, '部门代号只用小写英文和连字符'),
  streams: z
    .array(z.enum(['tip-off', 'complaint', 'petition', 'accusation', 'consultation']))
    .min(1)
    .readonly(),
  offences: z
    .array(z.string().regex(/^[A-N]\d{0,2}$/, '应是违法行为代码或它的组，如 "E1" 或 "E"'))
    .min(1)
    .readonly(),
  standings: z
    .array(z.enum(['anonymous', 'named']))
    .min(1)
    .readonly(),
  terms: termsSchema,
  articles: z
    .array(
      z.strictObject({
        article: words,
        text: words,
        source: words,
        confidence: z.enum(['S', 'M', 'U']),
      }),
    )
    .readonly(),
})

/** Reward schemes and examples, as `rewards.json` of the nation or of an area holds them. */
export const rewardsSchema: z.ZodType<Rewards> = z.strictObject({
  schemes: z.array(schemeSchema).readonly(),
  examples: z
    .array(
      z.strictObject({
        place: words,
        document: words,
        text: words,
        source: words,
        confidence: z.enum(['S', 'M']),
      }),
    )
    .readonly(),
})

const local = <T>(value: z.ZodType<T>) =>
  z.exactOptional(z.strictObject({ value, article: words, source: words, on: day }))

/** What an operator enters for an area, each with its document, the day of it and the article. */
export const localParametersSchema: z.ZodType<LocalParameters> = z.strictObject({
  scheme: words,
  area: areaCode,
  given: z.strictObject({
    persons: local(values.persons),
    conditions: local(values.conditions),
    exclusions: local(values.exclusions),
    large: local(values.large),
    base: local(values.base),
    levels: local(values.levels),
    least: local(values.least),
    most: local(values.most),
    rounding: local(values.rounding),
    insider: local(values.insider),
    later: local(values.later),
    joint: local(values.joint),
    claim: local(values.claim),
    anonymous: local(values.anonymous),
    proxy: local(values.proxy),
    ways: local(values.ways),
    thirdFrom: local(values.thirdFrom),
    financeFrom: local(values.financeFrom),
    budget: local(values.budget),
  }),
})
