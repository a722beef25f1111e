import { inFigures, whole, type Fen, type Rate, type Share } from '#core/reward-money.ts'
import type { Level, RewardRule } from '#core/reward-scheme.ts'
import { fenIn } from './reward-deeds.ts'

/** `一级｜5%｜5000｜怎样才算`: a level a line, its share, its least in yuan and its test. */
export function levelsIn(text: string): readonly Level[] | undefined {
  const levels = linesIn(text).map((line, n) => levelIn(line, n + 1))
  return levels.every((level) => level !== undefined) ? levels : undefined
}

function levelIn(line: string, nth: number): Level | undefined {
  const [name = '', shared = '', floor = '', ...rest] = line.split(/[｜|]/).map((one) => one.trim())
  const test = rest.join('，')
  const share = shareIn(shared)
  const least = floor === '' ? 0 : fenIn(floor)
  if (!name || !test || !share || least === undefined) return undefined
  return { id: `${nth}`, name, test, share, ...(least > 0 ? { least } : {}) }
}

/**
 * `5%`: of all. `定额 1000`: a sum. `分段 5万:5% 15万:4% 以上:3%`: each part at its own rate. `全额 …`: all of it at the rate of
 * its band. `定额 1万:100 以上:500`: the sum beside the band.
 */
export function shareIn(text: string): Share | undefined {
  const words = text.normalize('NFKC').split(/\s+/)
  const [how = '', ...bands] = words
  const only = rateIn(text)
  if (words.length === 1 && only !== undefined) return { how: 'each-band', bands: [{ rate: only }] }
  if (how === '定额' && bands.length === 1 && !text.includes(':') && !text.includes('：')) {
    const sum = fenIn(bands[0] ?? '')
    return sum === undefined ? undefined : { how: 'fixed', bands: [{ sum }] }
  }
  if (how === '定额') return banded(bands, fenIn, (sum) => ({ sum }), 'fixed')
  if (how === '分段') return banded(bands, rateIn, (rate) => ({ rate }), 'each-band')
  if (how === '全额') return banded(bands, rateIn, (rate) => ({ rate }), 'whole')
  return undefined
}

/** Bands one after the other; the last one is 以上. */
function banded(
  words: readonly string[],
  read: (text: string) => number | undefined,
  made: (value: number) => object,
  how: Share['how'],
): Share | undefined {
  const bands = words.map((word, n) => {
    const [bound = '', value = ''] = word.split(':')
    const amount = read(value)
    if (amount === undefined) return undefined
    if (n === words.length - 1) return bound === '以上' ? made(amount) : undefined
    const upTo = boundIn(bound)
    return upTo === undefined ? undefined : { upTo, ...made(amount) }
  })
  const isWhole = bands.length > 0 && bands.every((band) => band !== undefined)
  return isWhole ? ({ how, bands } as unknown as Share) : undefined
}

/** 5万, or yuan in figures. */
function boundIn(text: string): Fen | undefined {
  const [, amount] = /^(\d{1,6})万$/.exec(text) ?? []
  return amount === undefined ? fenIn(text) : Number(amount) * 1_000_000
}

/** `5%`, `0.5%`; two decimals at most. */
export function rateIn(text: string): Rate | undefined {
  const [, amount] = /^(\d{1,3}(?:\.\d{1,2})?)%$/.exec(text.normalize('NFKC').trim()) ?? []
  if (amount === undefined) return undefined
  const rate = Math.round(Number(amount) * 100)
  return rate <= whole ? rate : undefined
}

export const rateText = (rate: Rate): string => `${rate / 100}%`

export const yuanText = (fen: Fen): string =>
  inFigures(fen).replaceAll(',', '').replace(/\.00$/, '')

export const levelsText = (levels: readonly Level[]): string =>
  levels
    .map(({ name, share, least = 0, test }) =>
      [name, shareText(share), least > 0 ? yuanText(least) : '', test].join('｜'),
    )
    .join('\n')

function shareText(share: Share): string {
  if (share.how === 'fixed') {
    const [only, ...more] = share.bands
    if (only && more.length === 0) return `定额 ${yuanText(only.sum)}`
    return `定额 ${share.bands.map(({ upTo, sum }) => `${upToText(upTo)}:${yuanText(sum)}`).join(' ')}`
  }
  const [only, ...more] = share.bands
  if (only && more.length === 0) return rateText(only.rate)
  const bands = share.bands.map(({ upTo, rate }) => `${upToText(upTo)}:${rateText(rate)}`)
  return `${share.how === 'whole' ? '全额' : '分段'} ${bands.join(' ')}`
}

const upToText = (upTo: Fen | undefined): string => (upTo === undefined ? '以上' : yuanText(upTo))

/** `第四条：有明确的对象`: a rule a line, after its article. */
export function rulesIn(text: string, prefix: string): readonly RewardRule[] | undefined {
  const rules = linesIn(text).map((line, n): RewardRule | undefined => {
    const [, article, words] = /^([^：:]{2,20})[：:]\s*(.+)$/u.exec(line) ?? []
    return article === undefined || words === undefined
      ? undefined
      : { id: `${prefix}${n + 1}`, text: words, article }
  })
  return rules.every((rule) => rule !== undefined) ? rules : undefined
}

export const rulesText = (rules: readonly RewardRule[]): string =>
  rules.map(({ article, text }) => `${article}：${text}`).join('\n')

const linesIn = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
