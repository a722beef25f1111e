import { describe, expect, it } from 'vitest'
import type { Area } from '#core/plan.ts'
import { isBare, isForeign } from '#service/bare.ts'
import { clauseInWords, issuerInWords, nearName } from '#service/plan-in-words.ts'

const area = (name: string): Area => ({ code: '500153', name, level: 'county', letters: 'RC' })

describe('what a report says, and what only announces one', () => {
  it.each([
    '我要举报',
    '诊所',
    '我要举报一个医院',
    '有个事想反映一下',
    '俺也不晓得咋说',
    'asdf',
    '？',
  ])('asks on after %s', (text) => expect(isBare(text)).toBe(true))

  it.each(['没得证的诊所', '昌元街道的', '医院把骨灰弄丢了', 'a clinic without licence'])(
    'takes %s as it is',
    (text) => expect(isBare(text)).toBe(false),
  )

  it('offers English to whoever writes it, not to one who writes a name in Latin letters', () => {
    expect(isForeign('There is a clinic without a license')).toBe(true)
    expect(isForeign('hello')).toBe(false)
    expect(isForeign('微信号 abc def ghi')).toBe(false)
  })
})

describe('names as people know them', () => {
  it.each([
    ['荣昌区', '荣昌区卫生健康委', '区卫生健康委'],
    ['凌源市', '凌源市卫健委', '市卫健委'],
    ['内蒙古自治区', '内蒙古自治区医疗保障局', '自治区医疗保障局'],
    ['内蒙古自治区', '自治区医疗保障局', '自治区医疗保障局'],
    ['淄博市', '张店区卫生健康委', '张店区卫生健康委'],
    ['荣昌区', '永川银保监分局', '永川银保监分局'],
  ])('in %s %s is %s', (name, office, near) => expect(nearName(area(name), office)).toBe(near))

  it.each([
    ['荣昌区', '重庆市荣昌区人民政府办公室', '区政府'],
    ['淄博市', '淄博市人民政府办公室', '市政府'],
    ['内蒙古自治区', '内蒙古自治区人民政府办公厅', '自治区政府'],
    ['荣昌区', '荣昌区卫生健康委', '荣昌区卫生健康委'],
  ])('the plan of %s issued by %s is one of %s', (name, issuer, near) =>
    expect(issuerInWords({ area: area(name), document: { issuer } })).toBe(near),
  )

  it.each([
    ['三(九)', '第三部分第九项'],
    ['二(二)16', '第二部分第二节第16项'],
    ['三28', '第三部分第28项'],
    ['一·七加强4', '第一部分'],
    ['附件2', '附件2'],
  ])('%s is read aloud as %s', (clause, words) => expect(clauseInWords(clause)).toBe(words))
})
