import {
  parameterIds,
  ways,
  type LocalParameters,
  type ParameterId,
  type Parameters,
} from '#core/reward-scheme.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Form } from './form.ts'
import { fenIn } from './reward-deeds.ts'
import {
  levelsIn,
  levelsText,
  rateIn,
  rateText,
  rulesIn,
  rulesText,
  yuanText,
} from './reward-level-lines.ts'

type Values = Readonly<Record<string, string>>

/** How a parameter is typed and how it is read; `undefined`: what was typed is none. */
interface Reading<T> {
  readonly fields: (value: T) => Values
  readonly read: (typed: (name: string) => string) => T | undefined
  /** What the officer should write. */
  readonly cure: string
}

type Readings = { readonly [P in ParameterId]: Reading<Parameters[P]> }

const amount = (cure = '写元，精确到分'): Reading<number> => ({
  fields: (value) => ({ '': yuanText(value) }),
  read: (typed) => fenIn(typed('')),
  cure,
})

const oneOf = <T extends string>(all: readonly T[]): Reading<T> => ({
  fields: (value) => ({ '': value }),
  read: (typed) => all.find((one) => one === typed('')),
  cure: '从列表里选',
})

const rules = (prefix: string): Reading<Parameters['conditions']> => ({
  fields: (value) => ({ '': rulesText(value) }),
  read: (typed) => rulesIn(typed(''), prefix),
  cure: '每行一条：条款、冒号、原文',
})

const listOfWays: Reading<Parameters['ways']> = {
  fields: (value) => Object.fromEntries(ways.map((way) => [way, value.includes(way) ? 'yes' : ''])),
  read: (typed) => ways.filter((way) => typed(way) === 'yes'),
  cure: '勾选',
}

const roundings = [
  'yuan half-up',
  'yuan down',
  'yuan up',
  'fen half-up',
  'fen down',
  'fen up',
] as const

export const readings: Readings = {
  persons: oneOf(['natural', 'anybody']),
  conditions: rules('c'),
  exclusions: rules('x'),
  large: amount('写元，没有门槛的写 0'),
  base: oneOf(['fines', 'value', 'none']),
  levels: {
    fields: (value) => ({ '': levelsText(value) }),
    read: (typed) => {
      const levels = levelsIn(typed(''))
      return levels && levels.length > 0 ? levels : undefined
    },
    cure: '每行一级：名称｜比例｜最低额｜怎样才算这一级',
  },
  least: amount(),
  most: amount(),
  rounding: {
    fields: ({ to, how }) => ({ '': `${to} ${how}` }),
    read: (typed) => {
      const chosen = roundings.find((one) => one === typed(''))
      if (!chosen) return undefined
      const [to, how] = chosen.split(' ') as ['yuan' | 'fen', 'down' | 'half-up' | 'up']
      return { to, how }
    },
    cure: '从列表里选',
  },
  insider: {
    fields: ({ by, rate, finance }) => ({
      '': rate === 0 ? 'none' : by,
      rate: rate === 0 ? '' : rateText(rate),
      finance: finance ? 'yes' : '',
    }),
    read: (typed) => {
      const finance = typed('finance') === 'yes'
      if (typed('') === 'none') return { by: 'share', rate: 0, finance }
      const by = typed('') === 'points' ? 'points' : typed('') === 'share' ? 'share' : undefined
      const rate = rateIn(typed('rate'))
      return by === undefined || rate === undefined ? undefined : { by, rate, finance }
    },
    cure: '选怎么加，加多少写百分数，如 1%',
  },
  later: {
    fields: ({ rate }) => ({ '': rateText(rate) }),
    read: (typed) => {
      const rate = rateIn(typed(''))
      return rate === undefined ? undefined : { rate }
    },
    cure: '写百分数，没有的写 0%',
  },
  joint: {
    fields: ({ unlessAgreed }) => ({ '': unlessAgreed }),
    read: (typed) => {
      const unlessAgreed = (['equally', 'wait'] as const).find((one) => one === typed(''))
      return unlessAgreed && { unlessAgreed }
    },
    cure: '从列表里选',
  },
  claim: {
    fields: (value) => ({ '': `${value.amount}`, unit: value.unit }),
    read: (typed) => {
      const unit = (['WD', 'ND', 'M'] as const).find((one) => one === typed('unit'))
      const days = /^[1-9]\d{0,2}$/.test(typed('').trim()) ? Number(typed('')) : undefined
      return unit === undefined || days === undefined ? undefined : { amount: days, unit }
    },
    cure: '写数字，选单位',
  },
  anonymous: listOfWays,
  proxy: {
    fields: (value) => ({ '': value ? 'yes' : 'no' }),
    read: (typed) => (typed('') === 'yes' ? true : typed('') === 'no' ? false : undefined),
    cure: '从列表里选',
  },
  ways: listOfWays,
  thirdFrom: amount('写元，每一件都要的写 0'),
  financeFrom: amount('写元，每一件都要的写 0'),
  budget: {
    fields: (value) => ({ '': value }),
    read: (typed) => typed('').trim() || undefined,
    cure: '写预算科目的名称或者编号',
  },
}

/** The name of a field of a parameter's form. */
export const fieldName = (id: ParameterId, name: string): string =>
  name === '' ? id : `${id}-${name}`

/** A parameter counts as entered where it says its article, its document or the day of it; then all of it has to be there. */
export function parametersIn(
  form: Form,
  open: readonly ParameterId[],
): Result<LocalParameters['given']> {
  const given: Record<string, unknown> = {}
  for (const id of parameterIds.filter((one) => open.includes(one))) {
    const [article = '', source = '', on = ''] = ['article', 'source', 'on'].map((name) =>
      form.text(`${id}-${name}`).trim(),
    )
    const hasWords = form.text(id).trim() !== ''
    if (article === '' && source === '' && on === '' && !hasWords) continue
    if (article === '' || source === '' || on === '')
      return refuse('reward-parameter-unsourced', { parameter: id })
    const { read, cure } = readings[id]
    const value = read((name) => form.text(fieldName(id, name)))
    if (value === undefined)
      return refuse('reward-parameters-unclear', { parameter: id, why: cure })
    given[id] = { value, article, source, on }
  }
  return ok(given as LocalParameters['given'])
}

/** What was entered before, as its fields hold it. */
export function fieldsOf(id: ParameterId, given: LocalParameters['given']): Values {
  const local = given[id]
  if (!local) return {}
  const { fields } = readings[id] as Reading<unknown>
  const own = Object.entries(fields(local.value)).map(([name, text]) => [fieldName(id, name), text])
  const told = Object.entries(local).filter(([name]) => name !== 'value')
  return Object.fromEntries([
    ...own,
    ...told.map(([name, text]) => [`${id}-${name}`, String(text)]),
  ])
}
