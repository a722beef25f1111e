import { builder, choice, media, option, PHONE, textOf, YES_NO } from '#conversation/builder.ts'
import {
  BEGUN,
  CLASSIFIED,
  FILED,
  LENGTHS,
  slots,
  STORY_MAX,
  type Fields,
  type Words,
} from './fields.ts'
import { patience } from './patience.ts'
import { rows } from './rows.ts'
import { whereabouts } from './whereabouts.ts'

const { flow, say, ask, when, branch, call, review, request, set, end } = builder<Fields, Words>()

const words = (max: number) => textOf(1, max, { voice: true })
const standings = choice([
  option('anonymous', 'report.standing.anonymous'),
  option('named', 'report.standing.named'),
])

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

    ...whereabouts,

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
