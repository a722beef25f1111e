import type { SheetCell } from '#service/figure-file.ts'
import type { CountedCase } from '#core/inspection.ts'
import type { Inspected, InspectionFile } from '#service/inspection-list.ts'
import type { ReadInspection } from '#service/inspections.ts'
import { raisesNames, subjectKindNames } from './words/subject-words.ts'

export const countsAsNames: Readonly<Record<CountedCase['as'], string>> = {
  substantiated: '查实',
  partly: '部分查实',
  transferred: '移送公安',
  open: '在办',
  none: '不计（查否、撤回等）',
  merged: '不计（并入别的件）',
  'same-source': '不另计（来源重复）',
}

export const listedNames: Readonly<Record<string, string>> = {
  'no-list': '没有导入名录',
  listed: '名录里有',
  near: '名录里有相近的，待核对',
  'not-found': '名录里没查到，会去核实',
}

/** Why a case counts as it does, in one line. */
export const caseReason = ({ number, as, weight, confirmed }: CountedCase): string =>
  `${number} ${countsAsNames[as]} ${weight}${confirmed ? '' : '（对象未经人确认）'}`

/** A list as rows of a spreadsheet: who, how heavy, why. */
export function inspectionSheet(file: InspectionFile): readonly (readonly SheetCell[])[] {
  const subjects = new Map(file.subjects.map((one) => [one.id, one]))
  const clause = file.rule ? `${file.rule.clause}：${raisesNames[file.rule.raises]}` : '方案没有写'
  return [
    ['序号', '对象', '名称', '门类', '地址', '登记号', '名录', '权重', '理由', '方案'],
    ...file.rows.map(({ subject, weight, cases }, n) => {
      const one: Partial<Inspected> = subjects.get(subject) ?? {}
      return [
        n + 1,
        subject,
        one.name ?? '',
        one.kind ? subjectKindNames[one.kind] : '',
        one.address ?? '',
        one.licence ?? '',
        listedNames[one.listed ?? ''] ?? '',
        weight,
        cases.map(caseReason).join('；'),
        clause,
      ]
    }),
  ]
}

/** The same for a program. What tells one source from another stays here. */
export const inspectionJson = ({ file, number, digest }: ReadInspection): string =>
  `${JSON.stringify(
    {
      format: 'yijian-inspection-list',
      version: 1,
      area: file.area,
      month: file.month,
      number,
      digest,
      madeAt: new Date(file.madeAt).toISOString(),
      plan: file.rule ?? null,
      weights: file.weights,
      ...(file.correction ? { correction: file.correction } : {}),
      objects: file.rows.map(({ subject, weight, cases }) => {
        const { cases: _counted, ...one } = file.subjects.find(({ id }) => id === subject) ?? {
          id: subject,
          cases: [],
        }
        return { ...one, weight, reasons: cases }
      }),
    },
    null,
    2,
  )}\n`
