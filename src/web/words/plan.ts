import type { PlanPart } from '#service/plan-table.ts'

/** 初始版, 第 3 版 */
export const versionName = (number: number): string => (number === 0 ? '初始版' : `第 ${number} 版`)

/** The number in a label that a case keeps. */
export const numberOf = (label: string): number => Number(/\d+$/.exec(label)?.[0] ?? 0)

export const planParts: Readonly<Record<PlanPart, string>> = {
  lead: '牵头',
  'co-lead': '分别牵头',
  either: '点了名，没定谁牵头',
  responsible: '责任',
  cooperate: '配合',
  'proposed-lead': '建议牵头',
  'proposed-cooperate': '建议配合',
}
