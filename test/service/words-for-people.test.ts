import { describe, expect, it } from 'vitest'
import type { Area } from '#core/plan.ts'
import { isBare } from '#service/bare.ts'
import { correctionIn } from '#service/correction.ts'
import { onlyLinks, onlyPoint } from '#service/only-a.ts'
import { foreignLine, isMongolian } from '#service/other-script.ts'
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
    expect(foreignLine('There is a clinic without a license', 'zh-cn')).toContain('English')
    expect(foreignLine('There is a clinic without a license', 'en')).toBeUndefined()
    expect(foreignLine('hello', 'zh-cn')).toBeUndefined()
    expect(foreignLine('微信号 abc def ghi', 'zh-cn')).toBeUndefined()
  })
})

describe('other languages', () => {
  it.each([
    ['시장 뒤에서 무면허로 주사를 놓아요', '중국어'],
    ['Женщина делает уколы без лицензии', '12345'],
    ['Эмнэлгийн зөвшөөрөлгүй тариа хийдэг', 'хятадаар'],
    ['بۇ دوختۇرخانىنىڭ ئىجازىتى يوق', 'خەنزۇچە'],
    ['སྨན་ཁང་འདིར་ཆོག་མཆན་མེད།', 'རྒྱ་ཡིག'],
    ['市場の裏で無免許の人が注射をしています', '中国語'],
    ['Phòng khám này không có giấy phép', 'tiếng Trung'],
    ['คลินิกนี้ไม่มีใบอนุญาต', 'ภาษาจีน'],
    ['Η κλινική δεν έχει άδεια', 'English'],
  ])('「%s」 is answered with one line that says %s', (text, line) => {
    expect(foreignLine(text, 'zh-cn')).toContain(line)
  })

  it('Chinese, simplified or not, is no other language', () => {
    expect(foreignLine('菜市場後頭有人打針', 'zh-cn')).toBeUndefined()
    expect(foreignLine('诊所叫 Smile 医美', 'zh-cn')).toBeUndefined()
  })

  it('knows Mongolian script in Unicode and in the older Menksoft letters', () => {
    expect(isMongolian('ᠡᠮᠨᠡᠯᠭᠡ ᠶᠢᠨ ᠭᠠᠵᠠᠷ')).toBe(true)
    expect(isMongolian('\ue264\ue270\ue2b5')).toBe(true)
    expect(isMongolian('那个蒙医诊所写着 ᠡᠮ')).toBe(false)
  })
})

describe('nothing but a link, nothing but a point', () => {
  it.each(['https://v.douyin.com/abc', ' www.example.com/x?y=1 。', 'http://a.cn https://b.cn'])(
    '「%s」 is only a link',
    (text) => expect(onlyLinks(text)).toBe(true),
  )

  it.each(['看这个 https://v.douyin.com/abc', '诊所', ''])(
    '「%s」 is more or less than a link',
    (text) => expect(onlyLinks(text)).toBe(false),
  )

  it.each([
    '29.40,105.59',
    '（29.4044，105.5943）',
    '105.59, 29.40',
    '北纬29.40 东经105.59',
    '共享的位置（29.4044，105.5943）',
  ])('「%s」 is only a point', (text) => expect(onlyPoint(text)).toBe(true))

  it.each(['12.5,3.75', '29.40', '收费 29.40,105.59', '2026.11,21.5'])(
    '「%s」 is no point',
    (text) => expect(onlyPoint(text)).toBe(false),
  )
})

describe('an answer in words to a kind that was proposed', () => {
  it.each([
    ['不是无证，是卖假药', '是卖假药'],
    ['不是无证行医而是卖假药', '而是卖假药'],
    ['不是无证是卖假药', '是卖假药'],
    ['第二件不对，是乱收费', '是乱收费'],
    ['是没有行医证', '是没有行医证'],
  ])('of 「%s」 only 「%s」 says what it is', (text, said) => {
    expect(correctionIn(text)).toMatchObject({ meant: 'instead' })
    expect(correctionIn(text).instead.replace(/^[,，]/, '')).toBe(said)
  })

  it.each(['行，他们还乱扔针头', '还有他卖假药', '另外还乱收费', '对，还有别的'])(
    '「%s」 tells of one more',
    (text) => expect(correctionIn(text).meant).toBe('besides'),
  )

  it('hears which one of a list is meant', () => {
    expect(correctionIn('第二件不对').place).toBe(2)
    expect(correctionIn('不对').place).toBeUndefined()
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
