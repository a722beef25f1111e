import { dayOf } from '#core/clock.ts'
import type { CreditLine } from '#service/credit.ts'
import type { SheetCell } from '#service/figure-file.ts'
import { creditKindNames, subjectKindNames } from './words/subject-words.ts'

const states: Readonly<Record<string, string>> = {
  confirmed: 'in-force',
  'withdrawal-proposed': 'in-doubt',
  withdrawn: 'withdrawn',
}

const day = (at: number | undefined): string => (at === undefined ? '' : dayOf(at))

/** Records as `docs/credit.md` describes them. Nothing of who told is in them: no number of a report, no words of it. */
const recordOf = ({ id, kind, words, record }: CreditLine) => {
  const { proposal, state, confirmedAt, withdrawnAt, points, months } = record
  return {
    id,
    state: states[state] ?? state,
    kind: proposal.kind,
    subject: {
      kind,
      name: words.name,
      ...(words.licence ? { licence: words.licence } : {}),
      ...(words.address ? { address: words.address } : {}),
    },
    decision: proposal.basis.penalty ?? null,
    offence: proposal.basis.offence,
    clause: proposal.clause,
    to: proposal.to,
    confirmedOn: day(confirmedAt),
    withdrawnOn: day(withdrawnAt) || null,
    points: points ?? null,
    months: months ?? null,
  }
}

export const creditJson = (area: string, lines: readonly CreditLine[], at: number): string =>
  `${JSON.stringify(
    {
      format: 'yijian-credit-records',
      version: 1,
      area,
      madeAt: new Date(at).toISOString(),
      records: lines.map(recordOf),
    },
    null,
    2,
  )}\n`

export function creditSheet(lines: readonly CreditLine[]): readonly (readonly SheetCell[])[] {
  return [
    [
      '记录编号',
      '状态',
      '种类',
      '门类',
      '名称',
      '登记号',
      '地址',
      '处罚决定书文号',
      '违法行为代码',
      '方案条款',
      '送往',
      '确认日期',
      '撤回日期',
      '分值',
      '分值出处',
      '期限（月）',
      '期限出处',
    ],
    ...lines.map((line) => {
      const { id, state, kind, subject, decision, offence, clause, to, ...rest } = recordOf(line)
      return [
        id,
        stateNames[state] ?? state,
        creditKindNames[kind],
        subjectKindNames[subject.kind],
        subject.name,
        subject.licence ?? '',
        subject.address ?? '',
        decision ?? '',
        offence,
        clause,
        to.join('、'),
        rest.confirmedOn,
        rest.withdrawnOn ?? '',
        rest.points?.value,
        rest.points?.source ?? '',
        rest.months?.value,
        rest.months?.source ?? '',
      ]
    }),
  ]
}

const stateNames: Readonly<Record<string, string>> = {
  'in-force': '有效',
  'in-doubt': '待撤回',
  withdrawn: '已撤回',
}
