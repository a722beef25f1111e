import { html } from 'hono/html'
import { ways, type ParameterId } from '#core/reward-scheme.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Html } from './layout.ts'
import { fieldName } from './reward-parameter-fields.ts'
import { parameterNames, wayNames } from './words/reward-words.ts'

interface Shown {
  readonly scheme: string
  /** What the document leaves open, and what to look for. */
  readonly note: string
  readonly value: (name: string) => string
}

/** The fields of one parameter: its value, where it stands. */
export function parameterBox(id: ParameterId, { scheme, note, value }: Shown): Html {
  const at = (name: string) => ({ id: `${scheme}-${name}`, name, value: value(name) })
  return html`<fieldset>
    <legend>${parameterNames[id]}</legend>
    <p class="hint">${note}</p>
    ${valueFields(id, at)} ${lineBox({ ...at(`${id}-article`), label: '条款', max: 60 })}
    ${lineBox({ ...at(`${id}-source`), label: '文件名称和文号', max: 200 })}
    ${dayBox(at(`${id}-on`), '文件日期')}
  </fieldset>`
}

type At = (name: string) => { readonly id: string; readonly name: string; readonly value: string }

/** The choices of a parameter that is one of a list. */
export const choices: Readonly<
  Partial<Record<ParameterId, readonly (readonly [string, string])[]>>
> = {
  persons: [
    ['natural', '只奖励个人'],
    ['anybody', '个人和单位'],
  ],
  base: [
    ['fines', '罚没款'],
    ['value', '查证的案值'],
    ['none', '不看数额，定额'],
  ],
  rounding: [
    ['yuan half-up', '四舍五入到元'],
    ['yuan down', '舍去不足一元的'],
    ['yuan up', '不足一元的进一元'],
    ['fen half-up', '四舍五入到分'],
    ['fen down', '舍去不足一分的'],
    ['fen up', '不足一分的进一分'],
  ],
  joint: [
    ['equally', '没有商定就平分'],
    ['wait', '没有商定就先不发'],
  ],
  proxy: [
    ['yes', '可以'],
    ['no', '不可以'],
  ],
}

const hints: Readonly<Partial<Record<ParameterId, string>>> = {
  conditions: '每行一条，如：第四条：有明确的对象和线索',
  exclusions: '每行一条，如：第五条：有法定职责的工作人员',
  levels:
    '每行一级，四段用｜隔开：名称｜比例｜最低额（元，没有就空着）｜怎样才算。比例写：5%；分段 5万:5% 15万:4% 以上:3%（各段分别算）；全额 5万:5% 以上:3%（整个按一档算）；定额 1000；定额 1万:100 以上:500。',
  later: '证据起决定作用的后来举报人，按第一个人的百分之几分，如 20%；没有的写 0%。',
}

function valueFields(id: ParameterId, at: At): Html {
  const options = choices[id]
  const label = '内容'
  const hint = hints[id]
  const hinted = hint === undefined ? {} : { hint }
  if (options) return choiceBox({ ...at(id), label, options })
  if (id === 'conditions' || id === 'exclusions' || id === 'levels')
    return textBox({ ...at(id), label, ...hinted })
  if (id === 'insider')
    return html`${choiceBox({ ...at(id), label, options: insiderWays })}
    ${lineBox({ ...at(fieldName(id, 'rate')), label: '加多少', hint: '如 1%', max: 10 })}
    ${checkBox(at(fieldName(id, 'finance')), '要财政部门同意')}`
  if (id === 'claim')
    return html`${lineBox({ ...at(id), label: '多少', max: 3 })}
    ${choiceBox({ ...at(fieldName(id, 'unit')), label: '单位', options: units })}`
  if (id === 'anonymous' || id === 'ways')
    return html`${ways.map((way) => checkBox(at(fieldName(id, way)), wayNames[way]))}`
  if (id === 'budget' || id === 'later') return lineBox({ ...at(id), label, ...hinted, max: 100 })
  return lineBox({ ...at(id), label: '元', max: 20 })
}

export const insiderWays = [
  ['none', '不加'],
  ['points', '比例加几个百分点'],
  ['share', '金额加百分之几'],
] as const

export const units = [
  ['WD', '工作日'],
  ['ND', '天'],
  ['M', '个月'],
] as const

const checkBox = ({ id, name, value }: ReturnType<At>, label: string): Html =>
  html`<label class="check"
    ><input
      type="checkbox"
      id="${id}"
      name="${name}"
      value="yes"
      ${value === 'yes' ? html`checked` : ''}
    />
    <span>${label}</span></label
  >`

const dayBox = ({ id, name, value }: ReturnType<At>, label: string): Html =>
  html`<label for="${id}">${label}</label>
    <input id="${id}" type="date" name="${name}" value="${value}" />`
