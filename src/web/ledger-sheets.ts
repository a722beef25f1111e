import { dayOf } from '#core/clock.ts'
import type { Sheet } from '#service/figure-file.ts'
import type { Ledger } from '#service/ledger.ts'
import { departmentNames, doers, ledgerStateNames } from './ledger-parts.ts'

/** The ledger as a spreadsheet: how each task stands, and everything that was noted. */
export const ledgerSheets = ({ plan, lines, officerNames }: Ledger): readonly Sheet[] => [
  {
    name: '台账',
    rows: [
      [
        '序号',
        '任务',
        '条款',
        '负责',
        '期限',
        '最后一天',
        '状态',
        '完成日期',
        '超期',
        '最近一次记录',
      ],
      ...lines.map((line) => [
        line.own ? (line.under ? `${line.under} 的分项` : '本单位加') : line.item,
        line.task,
        line.clause ?? '',
        doers(plan, line),
        line.due,
        line.dueOn,
        ledgerStateNames[line.state],
        line.doneOn ?? '',
        line.overdue ? '超期' : line.late ? '晚于期限' : '',
        line.entries.at(-1)?.text ?? '',
      ]),
    ],
  },
  {
    name: '记录',
    rows: [
      ['任务', '日期', '谁记的', '状态', '完成日期', '负责', '内容'],
      ...lines.flatMap((line) =>
        line.entries.map((entry) => [
          line.task,
          dayOf(entry.at),
          officerNames.get(entry.by) ?? '',
          ledgerStateNames[entry.state],
          entry.doneOn ?? '',
          departmentNames(plan, entry.departments ?? []),
          entry.text,
        ]),
      ),
    ],
  },
  {
    name: '依据',
    rows: [
      ['项目', '内容'],
      ['方案', plan.document.title],
      ['文号', plan.document.number],
      ['印发', plan.document.issuedOn],
    ],
  },
]
