import { builder, choice, option, textOf } from '#conversation/builder.ts'
import { BEGUN, CLASSIFIED, STORY_MAX, type Fields, type Words } from './fields.ts'
import { patience } from './patience.ts'

const { flow, say, ask, when, branch, call, request, set, end } = builder<Fields, Words>()

const story = textOf(2, STORY_MAX, { voice: true })

/** Greets, lets them speak first, and finds out whose matter it is. */
export const menu = flow(
  {
    id: 'menu',
    version: 1,
    onCancel: 'cancelled',
    onExpire: 'expired',
    wait: patience,
    tries: 3,
    retry: 'menu.what-retry',
    exhausted: 'unheard',
    needs: BEGUN,
  },
  {
    // After an emergency that a conversation began with there is nothing to greet about.
    'nothing-kept': set('kept', null),
    hail: branch(
      [
        when('urgentNumber', { missing: true }, 'unless-over'),
        when('opening', { missing: true }, 'demo'),
      ],
      'done',
    ),
    'unless-over': branch(
      [
        when('then', { missing: true }, 'demo'),
        when('opening', { missing: true }, 'demo'),
        when('then', { equals: 'over' }, 'done'),
      ],
      'demo',
    ),
    demo: branch([when('demo', { equals: 'yes' }, 'banner')], 'whom'),
    banner: say('demo.banner'),
    whom: branch([when('areaName', { missing: true }, 'greet-anywhere')], 'greet'),
    greet: say('menu.greeting', { next: 'opened' }),
    'greet-anywhere': say('menu.greeting-anywhere'),
    opened: branch(
      [
        when('expired', { equals: 'yes' }, 'lost'),
        when('opening', { missing: true }, 'without-words'),
      ],
      'weigh-opening',
    ),
    lost: say('menu.expired', { next: 'what' }),
    'without-words': branch([when('evidence', { missing: true }, 'what')], 'what-besides'),
    'what-besides': ask('what', story, { text: 'menu.what-besides', next: 'weigh', back: false }),

    'weigh-opening': request('classify', ['opening', 'kept', 'area'], CLASSIFIED),
    'opening-foreign': branch(
      [when('foreignLine', { missing: true }, 'kind-of-opening')],
      'in-their-words',
    ),
    'in-their-words': say('menu.foreign'),
    'kind-of-opening': branch(
      [
        when('intent', { equals: 'report' }, 'report'),
        when('intent', { equals: 'accusation' }, 'shield'),
        when('intent', { equals: 'not-ours' }, 'not-ours'),
        when('intent', { equals: 'consultation' }, 'answerable'),
        when('intent', { equals: 'status' }, 'track'),
        when('intent', { equals: 'person' }, 'person'),
        when('intent', { equals: 'link' }, 'link'),
        when('intent', { equals: 'point' }, 'point'),
        when('intent', { equals: 'mongolian' }, 'mongolian'),
      ],
      'what',
    ),
    what: ask('what', story, {
      text: 'menu.what',
      shortcuts: [
        { words: 'menu.track', next: 'track' },
        { words: 'menu.consult', next: 'question' },
      ],
      back: false,
    }),
    weigh: request('classify', ['what', 'kept', 'area'], CLASSIFIED),
    foreign: branch([when('foreignLine', { missing: true }, 'kind')], 'also-in-their-words'),
    'also-in-their-words': say('menu.foreign'),
    kind: branch(
      [
        when('intent', { equals: 'report' }, 'report'),
        when('intent', { equals: 'accusation' }, 'shield'),
        when('intent', { equals: 'not-ours' }, 'not-ours'),
        when('intent', { equals: 'consultation' }, 'answerable'),
        when('intent', { equals: 'status' }, 'track'),
        when('intent', { equals: 'person' }, 'person'),
        when('intent', { equals: 'link' }, 'link'),
        when('intent', { equals: 'point' }, 'point'),
        when('intent', { equals: 'mongolian' }, 'mongolian'),
      ],
      'what-again',
    ),
    'what-again': ask('what', story, { text: 'menu.what-again' }),
    'weigh-again': request('classify', ['what', 'kept', 'area'], CLASSIFIED),
    'kind-again': branch(
      [
        when('intent', { equals: 'report' }, 'report'),
        when('intent', { equals: 'accusation' }, 'shield'),
        when('intent', { equals: 'not-ours' }, 'not-ours'),
        when('intent', { equals: 'consultation' }, 'answerable'),
        when('intent', { equals: 'status' }, 'track'),
        when('intent', { equals: 'person' }, 'person'),
        when('intent', { equals: 'link' }, 'link'),
        when('intent', { equals: 'point' }, 'point'),
        when('intent', { equals: 'mongolian' }, 'mongolian'),
      ],
      'unheard',
    ),

    // What is in a link or at a point on the map only the person knows; both are kept with the report.
    link: ask('what', story, { text: 'menu.link', next: 'weigh' }),
    point: ask('what', story, { text: 'menu.point', next: 'weigh' }),
    mongolian: say('menu.mongolian', { next: 'person' }),

    report: call('report'),
    'forget-name': set('name', null),
    'forget-contact': set('contact', null),
    reported: branch(
      [when('then', { missing: true }, 'done'), when('then', { equals: 'filed' }, 'filed')],
      'done',
    ),
    filed: end('filed'),
    track: call('track', { next: 'done' }),

    shield: say('menu.shield'),
    receiver: branch([when('receiver', { missing: true }, 'no-receiver')], 'shield-to'),
    'shield-to': say('menu.shield-to', { next: 'report' }),
    'no-receiver': branch([when('apart', { missing: true }, 'nothing-else')], 'no-receiver-but'),
    'nothing-else': end('no-receiver', 'menu.no-receiver'),
    // What they say of a clinic is registered; those who read it are not told of the accusation.
    'no-receiver-but': say('menu.no-receiver-but'),
    apart: ask(
      'apartAgreed',
      choice([option('yes', 'menu.apart.yes'), option('no', 'menu.apart.no')]),
      {
        text: 'menu.apart',
        retry: 'retry.options',
        exhausted: 'apart-told',
        skip: 'nothing-apart',
      },
    ),
    'apart-agreed': branch([when('apartAgreed', { equals: 'yes' }, 'weigh-apart')], 'apart-told'),
    'apart-told': ask('what', story, {
      text: 'menu.apart-told',
      next: 'weigh',
      skip: 'nothing-apart',
    }),
    'weigh-apart': request('classify', ['apart', 'kept', 'area'], CLASSIFIED, { next: 'kind' }),
    'nothing-apart': end('no-receiver', 'cancelled'),

    question: ask('what', story, { text: 'menu.question' }),
    'weigh-question': request('classify', ['what', 'kept', 'area'], CLASSIFIED),
    'kind-of-question': branch(
      [
        when('intent', { equals: 'report' }, 'report'),
        when('intent', { equals: 'accusation' }, 'shield'),
        when('intent', { equals: 'status' }, 'track'),
        when('intent', { equals: 'person' }, 'person'),
        when('intent', { equals: 'mongolian' }, 'mongolian'),
      ],
      'answerable',
    ),
    answerable: branch([when('handOverTo', { missing: true }, 'no-answer')], 'not-ours'),

    'not-ours': call('not-ours'),
    after: branch(
      [when('then', { equals: 'report' }, 'insisted'), when('then', { equals: 'told' }, 'weigh')],
      'done',
    ),
    // Their word against our guess: it is a report, and a person says of what.
    insisted: set('confidence', 'none'),
    'insisted-intent': set('intent', 'report', { next: 'report' }),

    'no-answer': say('menu.no-answer', { next: 'person' }),
    unheard: say('menu.unheard'),
    person: call('human'),
    done: end('done'),
    cancelled: set('name', null),
    'no-contact': set('contact', null),
    'say-cancelled': end('cancelled', 'cancelled'),
    expired: set('name', null),
    'expired-contact': set('contact', null),
    'is-expired': end('expired'),
  },
)
