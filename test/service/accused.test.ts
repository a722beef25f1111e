import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadPacks } from '#packs/load.ts'
import { accusedIn, mayReceive } from '#service/accused.ts'

const { areas } = loadPacks(join(import.meta.dirname, '../../data'))

it.each([
  ['500153', '荣昌区卫健委的人收了诊所的红包，举报几次都不查', 'health-commission'],
  ['500153', '区卫生健康委包庇黑诊所', 'health-commission'],
  ['500153', '卫生局执法大队通风报信', 'health-commission'],
  ['500153', '市场监管局的干部和药店老板是亲戚', 'market-regulation'],
  ['500153', '医保局的人帮着医院造假', 'medical-insurance'],
  ['370300', '公安局不立案', 'public-security'],
  ['211382', '人社局的科长', 'human-resources'],
  ['150000', '自治区卫健委收钱', 'health-commission'],
  ['140800', '市卫健局收钱', 'health-commission'],
  ['500153', '邻居家天天有人打针', undefined],
  ['500153', '卫生院的医生收红包', undefined],
  ['500153', '市局的人', undefined],
] as const)('in %s 「%s」 accuses %s', (area, text, department) => {
  const plan = areas.get(area)?.plan
  expect(plan && accusedIn(plan, text)).toBe(department)
})

it.each([
  ['区纪委监委', 'health-commission', true],
  ['区纪委监委', 'supervision-commission', false],
  ['区纪委监委', 'discipline-inspection', false],
  ['区卫生健康委信访科', 'health-commission', false],
  ['区纪委监委', undefined, true],
  [undefined, 'health-commission', false],
])('%s may receive an accusation of %s: %s', (receiver, accused, expected) => {
  const plan = areas.get('500153')?.plan
  expect(plan && mayReceive(plan, receiver, accused)).toBe(expected)
})
