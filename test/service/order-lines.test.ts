import { afterAll, beforeAll, expect, it } from 'vitest'
import { orderOf, type OrderRow } from '#service/order-lines.ts'
import { aHouse, type TestHouse } from './house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
})
afterAll(async () => await house[Symbol.asyncDispose]())

const good = {
  number: 'RC20261120001',
  receivedAt: '2026-11-20 09:30',
  content: '有人无证打针输液',
  place: '菜市场后门',
}
const answersOf = (cells: OrderRow['cells']): Readonly<Record<string, string>> => {
  const order = orderOf(house.world, { line: 1, cells: { ...good, ...cells } })
  if (!('answers' in order)) throw new Error(JSON.stringify(order))
  return order.answers
}

it.each([
  { phone: '138 1234 5678', content: '王诊所无证，电话13812345678找我' },
  { phone: '13812345678', content: '来电人138-1234-5678反映王诊所无证' },
  { phone: '13812345678', accused: '李四的邻居王诊所 13812345678' },
  { phone: '13812345678', when: '11月20日，打１３８１２３４５６７８问我' },
  { phone: '+86 138 1234 5678', place: '菜市场后门(138) 1234-5678' },
  { phone: '', content: '来电人13812345678反映王诊所无证' },
  { phone: '', accused: '王诊所，身份证50015319900101123X' },
  { phone: '13812345678', name: '张三', accused: '张 三家楼下的王诊所' },
  { phone: '', name: '张三', when: '张三说是昨天' },
])('a caller who gives no name stands nowhere in their order: %o', (cells) => {
  const told = JSON.stringify(answersOf(cells))
  expect(told).not.toMatch(/[1１][\s-]*[3３][\s-]*[8８]|5001|张\s*三/)
  expect(answersOf(cells)).not.toHaveProperty('contact')
})

it('of a caller who gives their name, name and telephone stand under the seal alone', () => {
  const caller = { named: '是', name: '张三', phone: '13812345678' }
  const { name, contact, ...told } = answersOf({
    ...caller,
    content: '张 三 138 1234 5678 反映王诊所无证，诊所电话 13987654321',
    accused: '张三楼下王诊所',
  })
  expect([name, contact]).toEqual(['张三', '13812345678'])
  expect(told).toMatchObject({
    what: '（来电人） （来电人） 反映王诊所无证，诊所电话 13987654321',
    who: '（来电人）楼下王诊所',
  })
})

it('a line that grows too long by it is told as too long', () => {
  const place = `${'长'.repeat(94)}张三张三`
  const order = orderOf(house.world, { line: 1, cells: { ...good, name: '张三', place } })
  expect(order).toMatchObject([{ field: 'place' }])
})
