import type { Answers, ScrutinyLine } from '#core/scrutiny.ts'
import type { Sheet } from './figure-file.ts'
import type { KeptRecord } from './scrutiny-records.ts'
import type { ScrutinyReport } from './scrutiny-report.ts'
import { reasonNames, scrutinyColumns, whomNames } from './scrutiny-words.ts'
import type { Sealed } from './sealed.ts'

const few = '不显示'

const answerWords = (answers: Answers | undefined): string =>
  answers ? `${answers.dissatisfied}（答复 ${answers.answered}）` : few

type Rows = Sheet['rows']

export function rowsBy(
  world: Sealed,
  { figures }: ScrutinyReport,
  by: 'place' | 'department',
): Rows {
  const names = whomNames(world, figures.area)
  const lines = by === 'place' ? figures.byPlace : figures.byDepartment
  const answers = by === 'place' ? figures.answersByPlace : figures.answersByDepartment
  return lines.map((line) => [
    names[by](line[by]),
    ...valuesOf(line),
    answerWords(answers.get(line[by])),
  ])
}

export const valuesOf = (line: ScrutinyLine) => scrutinyColumns.map(({ value }) => value(line))
export const heads = scrutinyColumns.map(({ name }) => name)

export const listedRows = (world: Sealed, { figures }: ScrutinyReport): Rows => {
  const names = whomNames(world, figures.area)
  return figures.listed.map((line) => [
    names.place(line.place),
    names.department(line.department),
    line.reasons.map((reason) => reasonNames[reason]).join('、'),
    ...valuesOf(line),
  ])
}

export const recordRows = (world: Sealed, area: string, list: readonly KeptRecord[]): Rows => {
  const names = whomNames(world, area)
  return list.map(({ record }) => [
    record.on,
    names.place(record.place),
    record.department === '' ? '当地政府' : names.department(record.department),
    recordStateNames[record.state],
    record.items.length === 0
      ? ''
      : `${record.items.filter(({ done }) => done).length}/${record.items.length}`,
  ])
}

export const recordStateNames = {
  visited: '督察过，结果没有送达',
  delivered: '结果已送达',
  called: '已通知，还没有谈',
  held: '谈过，在整改',
  flagged: '记为线索，没有移交',
  handed: '已移交，等答复',
  closed: '已了结',
  dropped: '已撤销',
} as const

export function checkRows(world: Sealed, { checks, plan }: ScrutinyReport): Rows {
  const names = whomNames(world, plan.area.code)
  const grades = world.packs.scrutiny?.grades ?? []
  return [...Map.groupBy(checks, ({ department }) => department)].map(([department, own]) => {
    const count = (is: (one: (typeof own)[number]) => boolean): number =>
      own.filter(is).reduce((sum, one) => sum + Number(one.count), 0)
    return [
      names.department(department),
      count(() => true),
      count(({ grade }) => grade !== ''),
      ...grades.map(({ id }) => count(({ grade }) => grade === id)),
      count(({ state }) => state === 'to-mend'),
      own.reduce((sum, one) => sum + Number(one.overdue), 0),
    ]
  })
}

export const checkHeads = (world: Sealed): readonly string[] => [
  '部门',
  '抽到',
  '查过',
  ...(world.packs.scrutiny?.grades ?? []).map(({ zh }) => zh),
  '在整改',
  '整改超期',
]
