import type { ScrutinyRules } from '#core/scrutiny-rules.ts'

const settled = { source: '工作默认值', practice: true } as const

/** Rules of supervision for tests. */
export const rongchangScrutiny: ScrutinyRules = {
  listed: { ...settled, least: 5, overdue: 3, onTime: 0.8, returned: 5, reopened: 2 },
  rectify: { ...settled, days: 30, lookBack: 60 },
  sample: { ...settled, size: 20, most: 200 },
  aspects: [{ id: 'papers', zh: '文书' }],
  grades: [
    { id: 'good', zh: '合格', mend: false },
    { id: 'wrong', zh: '有错误', mend: true },
  ],
  gradesAre: settled,
}
