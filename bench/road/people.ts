import { area as usual } from './county.ts'

/** Somebody who reports in the web chat, and what they say, in the order of the questions; the last files it. */
export interface Somebody {
  /** As their browser keeps it. */
  readonly address: string
  readonly area: string
  readonly story: readonly string[]
  /** Messages said so far. */
  turn: number
  /** The last line their page shows. */
  after?: string
  number?: string
}

const streets = ['昌元街道', '昌州街道', '广顺街道', '双河街道', '安富街道', '峰高街道']
const places = ['菜市场', '小学', '车站', '广场', '老电影院', '供销社', '粮站', '卫生院']
const who = ['有个老太婆', '有个男的', '一对夫妻', '有个中年女的', '有个外地人', '一个老头']
const deeds = ['给人打针输液', '给人拔牙镶牙', '给人看病开药', '给人打点滴']
const stairs = ['底楼', '二楼', '三楼', '地下室']

let people = 0

/** Draws somebody whom nobody has heard before; the same run draws the same people. */
export function somebody(area: string = usual): Somebody {
  const n = (people += 1)
  const of = (all: readonly string[], step: number): string =>
    all[(n * step + Math.floor(n / all.length)) % all.length] ?? ''
  const street = area === usual ? of(streets, 1) : ''
  const story = [
    `${street}${of(places, 3)}后头${n}号${of(who, 5)}${of(deeds, 1)}，没得证`,
    '行',
    `${of(places, 3)}出来左手边第${(n % 40) + 1}家${of(stairs, 1)}`,
    '还在',
    '天天早上都有',
    '跳过',
    '跳过',
    '匿名',
    '提交',
  ]
  return { address: `road${String(n).padStart(18, '0')}`, area, story, turn: 0 }
}

/** A whole report as another program sends it. */
export const wholeReport = ({ story: [what = '', , where = ''] }: Somebody): string =>
  new URLSearchParams({
    service_code: 'A1',
    description: what,
    address_string: where,
    'attribute[ongoing]': 'yes',
    'attribute[standing]': 'anonymous',
  }).toString()
