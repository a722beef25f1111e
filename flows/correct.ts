import { builder, choice, fromField, option, PHONE, textOf } from '#conversation/builder.ts'
import { BEGUN, DONE, LENGTHS, type Fields, type Words } from './fields.ts'
import { OWN_DATA } from './own-data-fields.ts'
import { patience } from './patience.ts'

const { flow, say, ask, when, branch, call, request, set, end } = builder<Fields, Words>()

/** 我填错了: name and telephone are exchanged in the vault; a wrong fact goes to the officers as a supplement. */
export const correct = flow(
  {
    id: 'correct',
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
    look: request('own-data', [], OWN_DATA),
    'no-name': set('ownName', null),
    'no-phone': set('ownPhone', null),
    possible: branch([when('correctWays', { missing: true }, 'nothing')], 'what'),
    what: ask('correctWhat', choice(fromField('correctWays', 4, 24)), {
      text: 'correct.what',
      back: false,
    }),
    chosen: branch(
      [
        when('correctWhat', { equals: 'name' }, 'name'),
        when('correctWhat', { equals: 'phone' }, 'phone'),
        when('correctWhat', { equals: 'facts' }, 'facts'),
      ],
      'stay',
    ),
    name: ask('ownName', textOf(2, 20), {
      text: 'correct.name',
      retry: 'retry.text',
      invalid: LENGTHS,
      skip: 'stay',
      next: 'take',
    }),
    phone: ask('ownPhone', PHONE, {
      text: 'correct.phone',
      retry: 'retry.phone',
      invalid: { 'not-a-phone': 'retry.phone' },
      skip: 'stay',
    }),
    take: request('correct-identity', ['ownName', 'ownPhone'], DONE),
    'let-name-go': set('ownName', null),
    'let-phone-go': set('ownPhone', null),
    taken: branch([when('done', { equals: 'yes' }, 'done')], 'later'),
    facts: say('correct.facts'),
    supplement: call('supplement', { next: 'over' }),
    done: say('correct.done', { next: 'over' }),
    later: say('after.later', { next: 'over' }),
    nothing: say('correct.nothing', { next: 'over' }),
    stay: set('ownName', null),
    'stay-phone': set('ownPhone', null),
    stayed: say('correct.stay'),
    over: end('told'),
    expired: set('ownName', null),
    'expired-phone': set('ownPhone', null),
    'is-expired': end('expired'),
  },
)

/** 改成匿名: name and telephone are destroyed, the report goes on. */
export const makeAnonymous = flow(
  {
    id: 'make-anonymous',
    version: 1,
    onCancel: 'stay',
    onExpire: 'expired',
    wait: patience,
    tries: 3,
    retry: 'retry.options',
    exhausted: 'stay',
    needs: { phone: BEGUN.phone },
  },
  {
    look: request('own-data', [], OWN_DATA),
    named: branch([when('hasIdentity', { equals: 'yes' }, 'sure')], 'nothing'),
    sure: ask(
      'anonymousSure',
      choice([option('no', 'make-anonymous.no'), option('yes', 'make-anonymous.yes')]),
      { text: 'make-anonymous.sure', back: false },
    ),
    surely: branch([when('anonymousSure', { equals: 'yes' }, 'take')], 'stay'),
    take: request('make-anonymous', [], DONE),
    taken: branch([when('done', { equals: 'yes' }, 'done')], 'later'),
    done: say('make-anonymous.done', { next: 'over' }),
    later: say('after.later', { next: 'over' }),
    nothing: say('make-anonymous.nothing', { next: 'over' }),
    stay: say('make-anonymous.stay'),
    over: end('told'),
    expired: end('expired'),
  },
)
