import { ways, type LocalParameters, type ParameterId } from '#core/reward-scheme.ts'
import { choices, insiderWays, units } from './reward-parameter-box.ts'
import { fieldName, fieldsOf } from './reward-parameter-fields.ts'
import { wayNames } from './words/reward-words.ts'

/** What was entered for a parameter, as somebody reads it who has not entered it; empty where nothing was. */
export function parameterWords(id: ParameterId, given: LocalParameters['given']): string {
  const fields = fieldsOf(id, given)
  const value = (name = ''): string => fields[fieldName(id, name)] ?? ''
  if (!given[id]) return ''
  if (id === 'anonymous' || id === 'ways') {
    const open = ways.filter((way) => value(way) === 'yes').map((way) => wayNames[way])
    return open.length === 0 ? '没有' : open.join('、')
  }
  if (id === 'levels') return levelWords(value())
  if (id === 'claim') return `${value()} ${nameIn(units, value('unit'))}`
  if (id === 'insider') {
    const consent = value('finance') === 'yes' ? '，要财政部门同意' : ''
    return `${nameIn(insiderWays, value())}${value('rate') === '' ? '' : `：${value('rate')}`}${consent}`
  }
  const options = choices[id]
  if (options) return nameIn(options, value())
  return inYuan.has(id) ? `${value()} 元` : value()
}

/** A level a line, as a sentence: 二级：分段 5万:4% 以上:3%，最低 3000 元；基本相符 */
const levelWords = (text: string): string =>
  text
    .split('\n')
    .map((line) => {
      const [name = '', share = '', least = '', ...test] = line.split('｜')
      return `${name}：${share}${least === '' ? '' : `，最低 ${least} 元`}；${test.join('｜')}`
    })
    .join('\n')

const inYuan: ReadonlySet<ParameterId> = new Set([
  'large',
  'least',
  'most',
  'thirdFrom',
  'financeFrom',
])

const nameIn = (list: readonly (readonly [string, string])[], key: string): string =>
  list.find(([one]) => one === key)?.[1] ?? key
