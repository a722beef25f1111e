import { isSum, type Fen } from './reward-money.ts'

const figures = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const places = ['', '拾', '佰', '仟']
const groups = ['', '万', '亿']

/** 人民币壹仟元整: a sum as it stands beside the figures, so that no stroke can change it. */
export function inCapitals(fen: Fen): string {
  if (!isSum(fen)) throw new Error(`not a sum in whole fen: ${fen}`)
  const yuan = Math.trunc(fen / 100)
  const [jiao, last] = [Math.trunc((fen % 100) / 10), fen % 10]
  const before = yuan === 0 && fen !== 0 ? '' : `${yuanInCapitals(yuan)}元`
  if (last === 0) return `人民币${before}${jiao === 0 ? '' : `${figures[jiao]}角`}整`
  const middle = jiao === 0 ? (before === '' ? '' : '零') : `${figures[jiao]}角`
  return `人民币${before}${middle}${figures[last]}分`
}

/** Zeros within the number are said once, those at its end not at all. */
function yuanInCapitals(yuan: number): string {
  const digits = Array.from(String(yuan), Number)
  let said = ''
  let owesZero = false
  let inGroup = false
  for (const [n, digit] of digits.entries()) {
    const place = digits.length - 1 - n
    if (digit === 0) owesZero = said !== ''
    else {
      said += `${owesZero ? '零' : ''}${figures[digit]}${places[place % 4]}`
      owesZero = false
      inGroup = true
    }
    if (place % 4 === 0) {
      if (inGroup) said += groups[place / 4] ?? ''
      inGroup = false
    }
  }
  return said === '' ? '零' : said
}
