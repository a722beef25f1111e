import { builder, choice, option, textOf } from '#conversation/builder.ts'
import { BEGUN, DONE, type Fields, type Words } from './fields.ts'
import { patience } from './patience.ts'

const { flow, ask, when, branch, call, request, end } = builder<Fields, Words>()

/** 撤回: says what it means, asks once, and never presses for a reason. */
export const withdraw = flow(
  {
    id: 'withdraw',
    version: 1,
    onCancel: 'stay',
    onExpire: 'expired',
    wait: patience,
    tries: 3,
    retry: 'retry.options',
    exhausted: 'stay',
    needs: BEGUN,
  },
  {
    // Just looked at: no need to ask which.
    looked: branch(
      [
        when('number', { missing: true }, 'which'),
        when('state', { missing: true }, 'which'),
        when('found', { missing: true }, 'which'),
        when('found', { equals: 'yes' }, 'possible'),
      ],
      'which',
    ),
    which: call('which'),
    found: branch(
      [
        when('found', { equals: 'yes' }, 'possible'),
        when('found', { equals: 'several' }, 'unclear'),
      ],
      'nothing',
    ),
    possible: branch(
      [when('state', { in: ['concluded', 'declined', 'closed', 'withdrawn'] }, 'closed')],
      'sure',
    ),
    sure: ask(
      'withdrawSure',
      choice([option('no', 'withdraw.no'), option('yes', 'withdraw.yes')]),
      { text: 'withdraw.sure', back: false },
    ),
    surely: branch([when('withdrawSure', { equals: 'yes' }, 'reason')], 'stay'),
    reason: ask('withdrawReason', textOf(1, 300, { voice: true }), {
      text: 'withdraw.reason',
      retry: 'retry.text',
      skip: 'take',
    }),
    take: request('withdraw', ['number', 'withdrawReason'], DONE),
    taken: branch(
      [when('done', { equals: 'yes' }, 'done'), when('done', { equals: 'later' }, 'later')],
      'closed',
    ),
    done: end('withdrawn', 'withdraw.done'),
    stay: end('kept', 'withdraw.kept'),
    closed: end('closed', 'withdraw.closed'),
    later: end('later', 'after.later'),
    nothing: end('no-report', 'after.no-report'),
    unclear: end('unclear', 'after.unclear'),
    expired: end('expired'),
  },
)
