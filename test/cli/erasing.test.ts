import { expect, it } from 'vitest'
import { aHouse, aPerson, reports } from '../service/house.ts'
import { here } from './yijian.ts'

it('an order erases one report when its number is given twice, and the proof says so', async () => {
  await using house = await aHouse()
  const { number } = await reports(aPerson(house, '500153'))
  const other = await reports(aPerson(house, '500153'))
  await house.close()
  const env = { STATE_DIR: house.dir }
  const asked = ['erase', '--number', number, '--reason', '某区人民法院行政裁定']
  const first = await here(asked, env)
  expect([first.code, first.complaint.includes(`--confirm ${number}`)]).toEqual([1, true])
  const second = await here([...asked, '--confirm', number], env)
  expect([second.code, second.out.includes('已删除')]).toEqual([0, true])
  const again = await here([...asked, '--confirm', number], env)
  expect([again.code, again.complaint.includes('早已删除')]).toEqual([1, true])

  const proof = await here(['erasures', '--json'], env)
  expect(proof.code).toBe(0)
  const { erasures, count, mac } = JSON.parse(proof.out) as {
    erasures: { number?: string; kind: string; why: string; faults: string[]; keys: number }[]
    count: number
    mac: string
  }
  expect(count).toBeGreaterThanOrEqual(1)
  expect(mac).toMatch(/^[0-9a-f]{64}$/)
  const [one] = erasures.filter(({ kind }) => kind === 'case')
  expect(one).toMatchObject({ number, why: 'order', faults: [] })
  expect(erasures.some((each) => each.number === other.number)).toBe(false)
  expect((await here(['verify-audit'], env)).code).toBe(0)
  expect((await here(['doctor'], env)).out).toContain('案件打得开')
}, 30_000)
