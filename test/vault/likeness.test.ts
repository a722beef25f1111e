import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { bandsOf } from '#core/likeness-bands.ts'
import { alike, likenessOf, ordersUnder } from '#vault/likeness.ts'

const under = (key: string) =>
  ordersUnder((bytes) => createHmac('sha256', key).update(bytes).digest())
const ordersOf = under('a key of the vault')
const marksOf = (text: string): Uint8Array => likenessOf(ordersOf, text) ?? new Uint8Array(192)

const letter =
  '荣昌区昌元街道菜市场后头二楼有个老太婆给人打针输液，没有行医资格证，药瓶上的标签都撕掉了，上个月我邻居的孩子打完针发高烧住院，请你们查一查。'
const forwarded = `【转发】${letter.replace('老太婆', '老婆婆').replace('请你们', '麻烦')}收到请转给更多人`
const another =
  '城西口腔医院给老人种牙，先说医保全报，做完又要自费一万八，合同也不给看，收据只写了诊疗费三个字，去问就说系统坏了。'

it('a forwarded text with its edges changed is nearly the same, however it is written; another matter is not', () => {
  const spaced = Array.from(letter).join(' ').replaceAll('，', ',')
  expect(alike(marksOf(letter), marksOf(spaced))).toBe(1)
  expect(alike(marksOf(letter), marksOf(forwarded))).toBeGreaterThan(0.6)
  expect(alike(marksOf(letter), marksOf(another))).toBeLessThan(0.2)
})

it('nearly the same texts share a band, so that each finds the other', () => {
  const one = bandsOf(marksOf(letter))
  const other = bandsOf(marksOf(forwarded))
  expect(one.filter((band) => other.includes(band))).not.toEqual([])
})

it('says nothing without the key: under another key the same text has nothing in common with itself', () => {
  const elsewhere = likenessOf(under('another key'), letter) ?? new Uint8Array()
  expect(alike(marksOf(letter), elsewhere)).toBeLessThan(0.1)
})

it('a text too short to be told from others is like none', () => {
  expect(likenessOf(ordersOf, '有人无证行医！！')).toBeUndefined()
})
