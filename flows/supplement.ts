import { builder, DAY, MINUTE, textOf } from '#conversation/builder.ts'
import { BEGUN, DONE, type Fields, type Words } from './fields.ts'

const { flow, ask, when, branch, call, request, end } = builder<Fields, Words>()

/** 补充: words, voice and pictures go to a report that was filed before. */
export const supplement = flow(
  {
    id: 'supplement',
    version: 1,
    onCancel: 'over',
    onExpire: 'expired',
    wait: { remindAfter: 30 * MINUTE, expireAfter: DAY },
    tries: 3,
    retry: 'supplement.retry',
    exhausted: 'over',
    needs: BEGUN,
  },
  {
    which: call('which'),
    found: branch([when('found', { equals: 'yes' }, 'possible')], 'nothing'),
    possible: branch([when('state', { in: ['closed', 'withdrawn'] }, 'closed')], 'what'),
    what: ask('supplement', textOf(1, 2000, { voice: true }), {
      text: 'supplement.what',
      back: false,
    }),
    keep: request('supplement', ['number', 'supplement'], DONE),
    kept: branch(
      [when('done', { equals: 'yes' }, 'done'), when('done', { equals: 'later' }, 'later')],
      'closed',
    ),
    done: end('supplemented', 'supplement.done'),
    closed: end('closed', 'supplement.closed'),
    later: end('later', 'after.later'),
    nothing: end('no-report', 'after.no-report'),
    over: end('cancelled'),
    expired: end('expired'),
  },
)
