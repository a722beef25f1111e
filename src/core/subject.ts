import type { AreaCode, PlaceCode } from './plan.ts'

/** 医疗机构, 商户, 个人, 场所. */
export const subjectKinds = ['institution', 'shop', 'person', 'site'] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** Whom reports complain of, as an officer reads it. Who told is nowhere in it. */
export interface Subject {
  readonly id: string
  readonly area: AreaCode
  readonly kind: SubjectKind
  /** What it is called now. */
  readonly name: string
  /** What it was called before, and by those who were joined to it. */
  readonly also: readonly string[]
  readonly address?: string
  /** 执业许可证号, 统一社会信用代码 or the like. */
  readonly licence?: string
  readonly place?: PlaceCode
}

/** What of a subject is words: sealed wherever it is kept. */
export type SubjectWords = Pick<Subject, 'name' | 'also' | 'address' | 'licence'>
