import { describe, expect, it } from 'vitest'
import { isYoungerBy } from '#service/age.ts'

describe('whoever says they are under fourteen', () => {
  it.each([
    '我13岁',
    '我今年12岁，诊所的人给我打针',
    '我才十二岁',
    '我今年 9 周岁',
    '我不满14岁',
    '我还没满14岁',
    '我是小学生，校门口有人卖药',
    "I'm 13 years old",
    'I am 12',
  ])('is heard: %s', (text) => expect(isYoungerBy(text, 14)).toBe(true))

  it.each([
    '我14岁',
    '我今年十四岁',
    '我今年15岁',
    '我36岁',
    '我孙子12岁',
    '我3岁的孩子在那里打了针',
    '我12岁时去过那家',
    '我家小孩13岁',
    '他在我小学门口卖药',
    '我不满意',
    'I am 45',
    '',
  ])('is not made of others: %s', (text) => expect(isYoungerBy(text, 14)).toBe(false))
})
