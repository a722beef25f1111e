import type { CrimeReport } from '#core/crime.ts'

/** A report on somebody who treats people without being a doctor, after two penalties. */
export const aCrimeReport: CrimeReport = {
  criterion: 'illegal-practice',
  crime: '非法行医罪',
  article: '《刑法》第三百三十六条第一款',
  elements: [
    { id: 'unqualified', kind: 'all', text: '没有医生执业资格', answer: 'yes' },
    { id: 'punished-twice', kind: 'any', text: '行政处罚两次以后再次非法行医', answer: 'yes' },
    { id: 'death', kind: 'any', text: '造成就诊人死亡', answer: 'no' },
  ],
  annexes: [
    { annex: 'report', name: '调查报告', material: '调查报告 1 份', missing: '' },
    { annex: 'test', name: '检验报告', material: '', missing: '没有需要检验的物品' },
  ],
  team: ['张三', '李四'],
  organ: '荣昌区公安局',
  text: '经查，当事人没有医师资格，曾两次被处罚。',
}
