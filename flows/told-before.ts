import { builder, choice, option } from '#conversation/builder.ts'
import { BEGUN, FILED, type Fields, type Words } from './fields.ts'
import { patience } from './patience.ts'

const { flow, ask, set, end } = builder<Fields, Words>()

/** The same again, or another matter? In doubt it is another: a report more is better than one lost. */
export const toldBefore = flow(
  {
    id: 'told-before',
    version: 1,
    onCancel: 'done',
    onExpire: 'done',
    wait: patience,
    tries: 3,
    retry: 'retry.options',
    exhausted: 'apart',
    needs: { ...BEGUN, number: FILED.number },
  },
  {
    same: ask(
      'sameTold',
      choice([option('same', 'report.same.yes'), option('apart', 'report.same.no')]),
      { text: 'report.same', skip: 'apart', next: 'done', back: false },
    ),
    apart: set('sameTold', 'apart'),
    done: end('told'),
  },
)
