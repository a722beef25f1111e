import { builder, textOf } from '#conversation/builder.ts'
import { BEGUN, DONE, type Fields, type Words } from './fields.ts'
import { patience } from './patience.ts'

const { flow, ask, when, branch, call, request, set, end } = builder<Fields, Words>()

/** 补充: words, voice and pictures go to a report that was filed before. */
export const supplement = flow(
  {
    id: 'supplement',
    version: 1,
    onCancel: 'cancelled',
    onExpire: 'expired',
    wait: patience,
    tries: 3,
    retry: 'supplement.retry',
    exhausted: 'keep-files',
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
    possible: branch([when('state', { in: ['closed', 'withdrawn'] }, 'closed')], 'empty'),
    empty: set('supplement', null),
    what: ask('supplement', textOf(1, 2000, { voice: true }), {
      text: 'supplement.what',
      shortcuts: [{ words: 'supplement.enough', next: 'keep-files' }],
      skip: 'keep-files',
      back: false,
    }),
    keep: request('supplement', ['number', 'supplement'], DONE),
    kept: branch(
      [when('done', { equals: 'yes' }, 'taken'), when('done', { equals: 'later' }, 'later')],
      'closed',
    ),
    // Words and pictures come one after the other: what follows belongs here too.
    taken: set('supplement', null),
    more: ask('supplement', textOf(1, 2000, { voice: true }), {
      text: 'supplement.more',
      shortcuts: [{ words: 'supplement.enough', next: 'keep-files' }],
      skip: 'keep-files',
      next: 'keep',
      back: false,
    }),
    'keep-files': request('supplement', ['number', 'supplement'], DONE),
    'files-kept': branch(
      [when('done', { equals: 'yes' }, 'done'), when('done', { equals: 'later' }, 'later')],
      'closed',
    ),
    done: end('supplemented', 'supplement.done'),
    closed: end('closed', 'supplement.closed'),
    later: end('later', 'after.later'),
    nothing: end('no-report', 'after.no-report'),
    unclear: end('unclear', 'after.unclear'),
    cancelled: end('cancelled', 'after.cancelled'),
    expired: end('expired'),
  },
)
