import { describe, expect, it } from 'vitest'
import { alikeness, kindOf, nameParts, worthProposing } from '#core/subject-name.ts'
import { isSign } from '#core/subject-sign.ts'
import { lettersOf } from '#service/search-text.ts'

const places = ['山东省', '淄博市', '张店区', '淄博', '张店'].map(lettersOf)
const parts = (name: string) => nameParts(lettersOf(name), places)
const like = (one: string, other: string, where: readonly [string, string] = ['', '']) =>
  alikeness(
    { kind: 'institution', name: parts(one), licence: '', place: where[0] },
    { kind: 'institution', name: parts(other), licence: '', place: where[1] },
  )

describe('a name is taken apart', () => {
  it('into what tells it from others, its house and its branch', () => {
    expect(parts('山东省淄博市张店区康泰口腔诊所有限公司')).toMatchObject({
      core: '康泰',
      branch: '',
    })
    expect(parts('惠仁堂大药房连锁有限公司人民路店')).toMatchObject({
      core: '惠仁堂',
      house: 'pharmacy',
      branch: '人民路店',
    })
    expect(parts('张店诊所').core).toBe('张店')
  })

  it('and says what kind of house it is', () => {
    expect(kindOf(parts('康泰诊所'))).toBe('institution')
    expect(kindOf(parts('丽人美容院'))).toBe('shop')
    expect(kindOf(parts('老王'))).toBeUndefined()
  })
})

describe('two names are compared', () => {
  it.each([
    ['康泰口腔诊所', '淄博康泰口腔诊所有限公司', 'missing-words'],
    ['康泰口腔诊所', '康泰口腔門診部', 'missing-words'],
    ['ＡＢＣ医疗美容', 'abc醫療美容', 'same-name'],
    ['康泰诊所（东院）', '康泰诊所(东院)', 'same-name'],
    ['惠仁堂大药房人民路店', '惠仁堂大药房共青团路店', 'branch'],
    ['第一医院', '第1医院', 'same-name'],
    ['华康乐诊所', '华康樂诊所', 'same-name'],
    ['华康乐诊所', '华康福诊所', 'one-letter'],
    ['华康乐诊所', '新华康乐诊所', 'one-letter'],
  ])('%s and %s: %s', (one, other, why) => {
    const found = like(one, other)
    expect(found?.why).toBe(why)
    expect(found?.score).toBeGreaterThanOrEqual(worthProposing)
  })

  it.each([
    ['康泰诊所', '康泰药房'],
    ['康泰诊所', '仁和诊所'],
    ['张店诊所', '淄博诊所'],
  ])('%s and %s are not proposed as the same', (one, other) => {
    expect(like(one, other)?.score ?? 0).toBeLessThan(worthProposing)
  })

  it('the same everyday name in two counties is a doubt, not a sameness', () => {
    expect(like('康泰诊所', '康泰诊所', ['370303', '370304'])?.score).toBeLessThan(700)
    expect(like('康泰诊所', '康泰诊所', ['370303', '370303'])?.score).toBe(1000)
  })

  it('the same licence says more than any name', () => {
    const one = { kind: 'institution', name: parts('康泰诊所'), licence: 'L1', place: '' } as const
    expect(alikeness(one, { ...one, name: parts('新颜医美') })?.why).toBe('same-licence')
  })

  it('a person is never the same as a house', () => {
    const one = { kind: 'person', name: parts('王建国'), licence: '', place: '' } as const
    expect(alikeness(one, { ...one, kind: 'shop' })).toBeUndefined()
  })
})

describe('what a reporter wrote for who', () => {
  it.each(['康泰诊所', '张店新颜 医美', '老李家中医馆（东店）'])('%s is a sign', (words) => {
    expect(isSign(words)).toBe(true)
  })
  it.each([
    '我楼下的诊所',
    '不知道叫什么店',
    '我老公开的诊所',
    '一家美容院',
    '张医生',
    '隔壁诊所',
    '',
  ])('%s tells something and is none', (words) => {
    expect(isSign(words)).toBe(false)
  })
})
