import { builder, choice, fromField, option, textOf } from '#conversation/builder.ts'
import { BEGUN, DONE, type Fields, type Words } from './fields.ts'
import { LOOKED_UP } from './track-fields.ts'
import { patience } from './patience.ts'

const { flow, say, ask, when, branch, call, request, set, end } = builder<Fields, Words>()

const asked = ['number', 'trackNumber', 'trackPasscode'] as const

/** Which of this chat's reports is meant? Leaves it in `number`; `found` is `none` where there is none. */
export const which = flow(
  {
    id: 'which',
    version: 1,
    onCancel: 'over',
    onExpire: 'over',
    wait: patience,
    tries: 3,
    retry: 'retry.options',
    exhausted: 'over',
    needs: BEGUN,
  },
  {
    known: branch([when('number', { missing: true }, 'not-known')], 'no-number'),
    'not-known': set('number', null),
    'no-number': set('trackNumber', null),
    'no-passcode': set('trackPasscode', null),
    look: request('look-up', asked, LOOKED_UP),
    found: branch([when('found', { equals: 'several' }, 'choose')], 'over'),
    choose: ask('number', choice(fromField('reports', 6, 36)), {
      text: 'track.which',
      next: 'look',
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
    wait: patience,
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
      skip: 'lost',
      next: 'ask-passcode',
      back: false,
    }),
    'number-again': ask('trackNumber', textOf(10, 40), {
      text: 'track.number-again',
      skip: 'lost',
    }),
    'ask-passcode': ask('trackPasscode', textOf(12, 60), {
      text: 'track.passcode',
      retry: 'track.passcode-retry',
      skip: 'lost',
    }),
    look: request('look-up', asked, LOOKED_UP),
    forget: set('trackPasscode', null),
    found: branch(
      [when('found', { equals: 'yes' }, 'state'), when('found', { equals: 'slow' }, 'slow')],
      'wrong',
    ),
    wrong: say('track.wrong', { next: 'number-again' }),
    slow: end('slow', 'track.slow'),
    lost: end('lost', 'track.lost'),

    state: branch(
      [
        when('state', { equals: 'open' }, 'open'),
        when('state', { equals: 'accepted' }, 'accepted'),
        when('state', { equals: 're-examined' }, 're-examined'),
        when('state', { equals: 'again-asked' }, 'again-asked'),
        when('state', { equals: 'again-refused' }, 'again-refused'),
        when('state', { equals: 'concluded' }, 'concluded'),
        when('state', { equals: 'declined' }, 'declined'),
        when('state', { equals: 'closed' }, 'closed'),
        when('state', { equals: 'withdrawn' }, 'withdrawn'),
        when('state', { equals: 'merged' }, 'merged'),
        when('state', { equals: 'erased' }, 'erased'),
      ],
      'received',
    ),
    received: say('track.received', { next: 'due' }),
    open: say('track.open', { next: 'due' }),
    accepted: say('track.accepted', { next: 'due' }),
    're-examined': say('track.re-examined', { next: 'due' }),
    'again-asked': say('track.again-asked', { next: 'due' }),
    'again-refused': say('track.again-refused', { next: 'unread' }),
    concluded: say('track.concluded', { next: 'unread' }),
    declined: say('track.declined', { next: 'unread' }),
    closed: say('track.closed', { next: 'unread' }),
    withdrawn: say('track.withdrawn', { next: 'unread' }),
    merged: say('track.merged', { next: 'due' }),
    erased: end('told', 'track.erased'),
    due: branch([when('dueOn', { missing: true }, 'unread')], 'say-due'),
    'say-due': say('track.due'),
    unread: branch([when('rewardOpen', { equals: 'yes' }, 'has-reward')], 'whose'),
    'has-reward': say('track.reward'),
    // A report of another chat: what can be done with it is offered now, while it is open.
    whose: branch([when('hasReport', { equals: 'yes' }, 'own-news')], 'wish'),
    wish: ask(
      'wish',
      choice([
        option('news', 'track.wish.news'),
        option('supplement', 'track.wish.supplement'),
        option('again', 'track.wish.again'),
        option('withdraw', 'track.wish.withdraw'),
        option('here', 'track.wish.here'),
        option('nothing', 'track.wish.nothing'),
      ]),
      { text: 'track.wish', retry: 'retry.options', skip: 'bye', exhausted: 'bye' },
    ),
    wishes: branch(
      [
        when('wish', { equals: 'news' }, 'do-news'),
        when('wish', { equals: 'supplement' }, 'do-supplement'),
        when('wish', { equals: 'again' }, 'do-again'),
        when('wish', { equals: 'withdraw' }, 'do-withdraw'),
        when('wish', { equals: 'here' }, 'do-here'),
      ],
      'bye',
    ),
    'do-news': call('news', { next: 'over' }),
    'do-supplement': call('supplement', { next: 'over' }),
    'do-again': call('again', { next: 'over' }),
    'do-withdraw': call('withdraw', { next: 'over' }),
    // From now on it is this chat's own as well.
    'do-here': request('answer-here', ['number'], DONE),
    'is-here': branch([when('done', { equals: 'yes' }, 'here')], 'not-here'),
    'not-here': end('later', 'after.later'),
    here: say('track.here', { next: 'own-news' }),
    bye: end('told', 'track.bye'),

    'own-news': branch([when('news', { equals: 'yes' }, 'hint')], 'further'),
    hint: say('notice.hint'),
    further: branch(
      [
        when('state', { in: ['closed', 'withdrawn', 'again-asked', 'again-refused'] }, 'no-secret'),
        when('state', { in: ['concluded', 'declined'] }, 'then-again'),
      ],
      'then',
    ),
    'then-again': say('track.then-again', { next: 'no-secret' }),
    then: say('track.then'),
    'no-secret': end('told', 'track.own'),
    over: end('told'),
    unclear: end('unclear', 'track.unclear'),
    cancelled: end('cancelled', 'after.cancelled'),
    expired: end('expired'),
  },
)
