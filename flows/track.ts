import { builder, choice, DAY, fromField, MINUTE, textOf } from '#conversation/builder.ts'
import { BEGUN, LOOKED_UP, type Fields, type Words } from './fields.ts'

const { flow, say, ask, when, branch, call, request, set, end } = builder<Fields, Words>()

const wait = { remindAfter: 30 * MINUTE, expireAfter: DAY }
const asked = ['number', 'trackNumber', 'trackPasscode'] as const

/** Which of this chat's reports is meant? Leaves it in `number`; `found` is `none` where there is none. */
export const which = flow(
  {
    id: 'which',
    version: 1,
    onCancel: 'over',
    onExpire: 'over',
    wait,
    tries: 3,
    retry: 'retry.options',
    exhausted: 'over',
    needs: BEGUN,
  },
  {
    'no-number': set('trackNumber', null),
    'no-passcode': set('trackPasscode', null),
    look: request('look-up', asked, LOOKED_UP),
    found: branch([when('found', { equals: 'several' }, 'choose')], 'over'),
    choose: ask('number', choice(fromField('reports', 6, 36)), {
      text: 'track.which',
      next: 'look',
      back: false,
    }),
    over: end('found'),
  },
)

/** 进度. In the chat a report came from no passcode is needed; from elsewhere number and passcode open it. */
export const track = flow(
  {
    id: 'track',
    version: 1,
    onCancel: 'cancelled',
    onExpire: 'expired',
    wait,
    tries: 3,
    retry: 'track.number-retry',
    exhausted: 'unclear',
    needs: BEGUN,
  },
  {
    own: call('which'),
    owned: branch(
      [when('found', { equals: 'yes' }, 'state'), when('found', { equals: 'several' }, 'unclear')],
      'ask-number',
    ),
    'ask-number': ask('trackNumber', textOf(10, 40), {
      text: 'track.number',
      next: 'ask-passcode',
      back: false,
    }),
    'number-again': ask('trackNumber', textOf(10, 40), { text: 'track.number-again', back: false }),
    'ask-passcode': ask('trackPasscode', textOf(12, 60), {
      text: 'track.passcode',
      retry: 'track.passcode-retry',
    }),
    look: request('look-up', asked, LOOKED_UP),
    forget: set('trackPasscode', null),
    found: branch(
      [when('found', { equals: 'yes' }, 'state'), when('found', { equals: 'slow' }, 'slow')],
      'wrong',
    ),
    wrong: say('track.wrong', { next: 'number-again' }),
    slow: end('slow', 'track.slow'),

    state: branch(
      [
        when('state', { equals: 'open' }, 'open'),
        when('state', { equals: 'accepted' }, 'accepted'),
        when('state', { equals: 're-examined' }, 're-examined'),
        when('state', { equals: 'concluded' }, 'concluded'),
        when('state', { equals: 'declined' }, 'declined'),
        when('state', { equals: 'closed' }, 'closed'),
        when('state', { equals: 'withdrawn' }, 'withdrawn'),
      ],
      'received',
    ),
    received: say('track.received', { next: 'due' }),
    open: say('track.open', { next: 'due' }),
    accepted: say('track.accepted', { next: 'due' }),
    're-examined': say('track.re-examined', { next: 'due' }),
    concluded: say('track.concluded', { next: 'unread' }),
    declined: say('track.declined', { next: 'unread' }),
    closed: say('track.closed', { next: 'unread' }),
    withdrawn: say('track.withdrawn', { next: 'unread' }),
    due: branch([when('dueOn', { missing: true }, 'unread')], 'say-due'),
    'say-due': say('track.due'),
    unread: branch([when('news', { equals: 'yes' }, 'hint')], 'further'),
    hint: say('notice.hint'),
    further: branch(
      [
        when('state', { in: ['closed', 'withdrawn'] }, 'whose'),
        when('state', { in: ['concluded', 'declined'] }, 'then-again'),
      ],
      'then',
    ),
    'then-again': say('track.then-again', { next: 'whose' }),
    then: say('track.then'),
    whose: branch([when('hasReport', { equals: 'yes' }, 'no-secret')], 'over'),
    'no-secret': end('told', 'track.own'),
    over: end('told'),
    unclear: end('unclear', 'track.unclear'),
    cancelled: end('cancelled', 'after.cancelled'),
    expired: end('expired'),
  },
)
