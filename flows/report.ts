import {
  builder,
  choice,
  fromField,
  location,
  media,
  option,
  PHONE,
  textOf,
  YES_NO,
} from '#conversation/builder.ts'
import {
  BEGUN,
  CLASSIFIED,
  FILED,
  LENGTHS,
  PLACED,
  slots,
  STORY_MAX,
  type Fields,
  type Words,
} from './fields.ts'
import { rows } from './rows.ts'
import { patience } from './patience.ts'

const { flow, say, ask, when, branch, call, review, request, set, end } = builder<Fields, Words>()

const words = (max: number) => textOf(1, max, { voice: true })
const standings = choice([
  option('anonymous', 'report.standing.anonymous'),
  option('named', 'report.standing.named'),
])

const door = {
  retry: 'report.where-retry',
  invalid: LENGTHS,
  skip: 'find',
  next: 'find',
} as const

/** Asks only what is missing: eight questions at most, and name and telephone of those who choose to leave them. */
export const report = flow(
  {
    id: 'report',
    version: 1,
    onCancel: 'done',
    onExpire: 'done',
    wait: patience,
    tries: 3,
    retry: 'retry.text',
    exhausted: 'person',
    needs: { ...BEGUN, ...CLASSIFIED },
  },
  {
    'not-same': set('sameTold', null),
    'no-also': set('also', null),
    'nothing-added': set('added', null),
    urgent: branch([when('urgentNumber', { missing: true }, 'not-urgent')], 'not-asked'),
    'not-urgent': set('urgentNumber', null),
    'not-asked': set('whereAsked', null),
    'not-asked-again': set('whereMoreAsked', null),
    'nothing-more': set('whereMore', null),
    'no-name': set('name', null),
    'no-contact': set('contact', null),
    'no-reward': set('reward', null),
    'no-health': set('healthConsent', null),
    'no-identity': set('identityConsent', null),
    'no-guardian': set('guardian', null),
    offence: call('offence'),
    notice: say('report.notice'),

    // Whoever tells of a clinic as well is asked whose officials they mean: that office gets neither.
    accuses: branch([when('intent', { equals: 'accusation' }, 'also-a-clinic')], 'where-known'),
    'also-a-clinic': branch(
      [when('second', { missing: true }, 'where-known'), when('unit', { missing: true }, 'unit')],
      'where-known',
    ),
    unit: ask('unit', words(100), {
      text: 'report.where-official',
      invalid: LENGTHS,
      skip: 'where-known',
      exhausted: 'where-known',
    }),
    'where-known': branch([when('where', { missing: true }, 'ask-where')], 'find'),
    'ask-where': set('whereAsked', 'yes'),
    'which-where': branch(
      [
        when('intent', { equals: 'accusation' }, 'whose-door'),
        when('offence', { equals: 'A7' }, 'where-online'),
      ],
      'where',
    ),
    'whose-door': branch([when('second', { missing: true }, 'where-official')], 'where'),
    'where-official': ask('where', location(2, 100), { ...door, text: 'report.where-official' }),
    'where-online': ask('where', location(2, 100), { ...door, text: 'report.where-online' }),
    where: ask('where', location(2, 100), { ...door, text: 'report.where' }),
    find: request('find-place', ['where', 'whereMore', 'what', 'who', 'area', 'offence'], PLACED),
    clear: branch(
      [
        when('intent', { equals: 'accusation' }, 'placed'),
        when('whereClear', { equals: 'no' }, 'asked-once'),
      ],
      'placed',
    ),
    // One clear question more, then on with what there is.
    'asked-once': branch([when('whereMoreAsked', { missing: true }, 'ask-more')], 'placed'),
    'ask-more': set('whereMoreAsked', 'yes'),
    'where-more': ask('whereMore', location(2, 100), {
      text: 'report.where-more',
      retry: 'report.where-retry',
      invalid: LENGTHS,
      skip: 'placed',
      exhausted: 'placed',
      next: 'find',
    }),
    placed: branch([when('inArea', { equals: 'no' }, 'outside')], 'area-known'),
    'area-known': branch([when('area', { missing: true }, 'which-area')], 'health'),
    outside: ask(
      'outside',
      choice([
        option('again', 'report.other-area.again'),
        option('stay', 'report.other-area.stay'),
        option('stop', 'report.other-area.stop'),
      ]),
      { text: 'report.other-area', retry: 'retry.options', exhausted: 'area-known' },
    ),
    'outside-then': branch(
      [
        when('outside', { equals: 'again' }, 'ask-where'),
        when('outside', { equals: 'stop' }, 'not-here'),
      ],
      'area-known',
    ),
    'which-area': ask('area', choice(fromField('areaChoices', 9, 12)), {
      text: 'report.area',
      retry: 'retry.options',
      shortcuts: [{ words: 'area.elsewhere', next: 'not-here' }],
    }),
    'area-chosen': branch([when('area', { equals: 'elsewhere' }, 'not-here')], 'find'),
    'not-here': end('outside', 'report.outside'),

    health: call('health'),

    // Whoever was asked for the place was asked for the sign with it.
    'who-known': branch(
      [
        when('intent', { equals: 'accusation' }, 'ongoing'),
        when('who', { missing: true }, 'who-asked'),
      ],
      'ongoing',
    ),
    'who-asked': branch([when('whereAsked', { missing: true }, 'who')], 'ongoing'),
    who: ask('who', words(40), {
      text: 'report.who',
      invalid: LENGTHS,
      shortcuts: [{ words: 'report.no-sign', next: 'ongoing' }],
      skip: 'ongoing',
      exhausted: 'ongoing',
    }),
    ongoing: ask(
      'ongoing',
      choice([
        option('yes', 'report.ongoing.yes'),
        option('no', 'report.ongoing.no'),
        option('unknown', 'report.ongoing.unknown'),
      ]),
      {
        text: 'report.ongoing',
        retry: 'retry.options',
        skip: 'when-known',
        exhausted: 'when-known',
      },
    ),
    'when-known': branch([when('when', { missing: true }, 'when-which')], 'photos'),
    'when-which': branch([when('ongoing', { equals: 'yes' }, 'when-now')], 'when-then'),
    'when-now': ask('when', words(60), {
      text: 'report.when-now',
      invalid: LENGTHS,
      skip: 'photos',
      exhausted: 'photos',
      next: 'photos',
    }),
    'when-then': ask('when', words(60), {
      text: 'report.when-then',
      invalid: LENGTHS,
      skip: 'photos',
      exhausted: 'photos',
    }),
    photos: ask('photos', media(['image', 'video', 'voice', 'document'], 9), {
      text: 'report.evidence',
      retry: 'retry.media',
      invalid: { 'wrong-kind': 'retry.media' },
      shortcuts: [{ words: 'report.no-photos', next: 'elsewhere' }],
      skip: 'elsewhere',
      exhausted: 'elsewhere',
    }),
    'more-photos': say('report.more-photos'),
    elsewhere: ask('elsewhere', words(100), {
      text: 'report.elsewhere',
      invalid: LENGTHS,
      shortcuts: [{ words: 'report.not-told', next: 'who-sees' }],
      skip: 'who-sees',
      exhausted: 'who-sees',
    }),

    'who-sees': branch([when('platform', { missing: true }, 'standing')], 'standing-platform'),
    'standing-platform': ask('standing', standings, {
      text: 'report.standing-platform',
      retry: 'retry.options',
      exhausted: 'be-anonymous',
      skip: 'be-anonymous',
      next: 'stands',
    }),
    standing: ask('standing', standings, {
      text: 'report.standing',
      retry: 'retry.options',
      exhausted: 'be-anonymous',
      skip: 'be-anonymous',
    }),
    stands: branch([when('standing', { equals: 'named' }, 'identity')], 'rewards'),
    identity: call('identity', { next: 'rewards' }),
    'be-anonymous': set('standing', 'anonymous'),
    rewards: branch([when('rewardPossible', { equals: 'yes' }, 'reward')], 'check'),
    reward: ask('reward', YES_NO, { text: 'report.reward', skip: 'check', exhausted: 'check' }),

    check: review({
      text: 'report.review',
      rows,
      confirm: 'report.confirm',
      retry: 'report.review.retry',
      next: 'sure',
    }),
    // Whoever changed to 实名 while checking has not said a name yet.
    sure: branch([when('standing', { equals: 'named' }, 'sure-name')], 'filing'),
    'sure-name': branch(
      [when('name', { missing: true }, 'identity'), when('contact', { missing: true }, 'identity')],
      'filing',
    ),
    // Whoever changes back to 匿名 leaves no name behind.
    restand: set('name', null),
    'restand-contact': set('contact', null, { next: 'standing' }),
    first: set('wrong', '1', { next: 'unchanged' }),
    second: set('wrong', '2', { next: 'unchanged' }),
    third: set('wrong', '3', { next: 'unchanged' }),
    fourth: set('wrong', '4', { next: 'unchanged' }),
    fifth: set('wrong', '5'),
    unchanged: set('kind', null),
    change: call('matter', { next: 'check' }),
    besides: call('besides', { next: 'check' }),
    rename: ask('name', textOf(2, 20), { text: 'report.rename', invalid: LENGTHS, next: 'check' }),
    recontact: ask('contact', PHONE, {
      text: 'report.contact',
      retry: 'retry.phone',
      next: 'check',
    }),
    retell: ask('what', textOf(2, STORY_MAX, { voice: true }), {
      text: 'report.retell',
      next: 'check',
    }),
    filing: request(
      'file',
      [
        'intent',
        'area',
        'what',
        'also',
        ...slots,
        'unit',
        'where',
        'who',
        'ongoing',
        'when',
        'photos',
        'elsewhere',
        'standing',
        'name',
        'contact',
        'reward',
        'noticeLink',
        'urgentNumber',
        'healthConsent',
        'identityConsent',
        'guardian',
        'sameTold',
      ],
      FILED,
    ),
    filed: branch(
      [
        when('refusal', { equals: 'later' }, 'later'),
        when('refusal', { equals: 'too-many' }, 'too-many'),
        when('refusal', { equals: 'same' }, 'same'),
        when('joined', { equals: 'yes' }, 'joined'),
      ],
      'receipt',
    ),
    // Told before in nearly the same words: it may belong there, and only the reporter knows.
    same: call('told-before', { next: 'filing' }),
    joined: say('report.added', { next: 'is-filed' }),
    later: say('report.later', { next: 'check' }),
    'too-many': end('refused', 'report.too-many'),
    receipt: call('receipt'),
    'is-filed': set('then', 'filed'),
    done: end('filed'),

    person: say('report.person'),
    human: call('human', { next: 'stuck' }),
    stuck: end('stuck'),
  },
)
