import {
  builder,
  choice,
  DAY,
  fromField,
  location,
  MINUTE,
  option,
  textOf,
} from '#conversation/builder.ts'
import {
  ALARMED,
  BEGUN,
  DONE,
  LENGTHS,
  PLACED,
  STORY_MAX,
  type Fields,
  type Words,
} from './fields.ts'

const { flow, say, ask, when, branch, call, request, set, end } = builder<Fields, Words>()

const story = textOf(1, STORY_MAX, { voice: true })
const wait = { remindAfter: 10 * MINUTE, expireAfter: DAY }

/** Danger to life: the call for help first, then the place, then the alarm; the story can follow. */
export const life = flow(
  {
    id: 'life',
    version: 1,
    onCancel: 'cancelled',
    onExpire: 'expired',
    wait,
    tries: 3,
    retry: 'life.told-retry',
    exhausted: 'bye',
    needs: BEGUN,
  },
  {
    first: say('life.first'),
    alarmed: branch(
      [
        when('urgentNumber', { missing: true }, 'known'),
        when('number', { missing: true }, 'known'),
      ],
      'told',
    ),
    known: branch([when('where', { missing: true }, 'look')], 'file'),
    // Whoever has said where in the same breath is not asked again.
    look: request('find-place', ['told', 'area'], { where: PLACED.where }),
    'where-told': branch([when('where', { missing: true }, 'whose')], 'file'),
    whose: branch([when('demo', { equals: 'yes' }, 'where-demo')], 'where'),
    'where-demo': ask('where', location(2, 100), {
      text: 'life.where-demo',
      retry: 'life.where-retry',
      invalid: LENGTHS,
      skip: 'file',
      exhausted: 'file',
      next: 'file',
      back: false,
    }),
    // Whoever cannot say where is not kept waiting: the alarm goes out without the place.
    where: ask('where', location(2, 100), {
      text: 'life.where',
      retry: 'life.where-retry',
      invalid: LENGTHS,
      skip: 'file',
      exhausted: 'file',
      back: false,
    }),
    file: request('file-urgent', ['told', 'where', 'area'], ALARMED),
    filed: branch(
      [
        when('refusal', { equals: 'area' }, 'area'),
        when('refusal', { equals: 'later' }, 'later'),
        when('demo', { equals: 'yes' }, 'number-demo'),
      ],
      'number',
    ),
    area: ask('area', choice(fromField('areaChoices', 9, 12)), {
      text: 'life.area',
      retry: 'retry.options',
      shortcuts: [{ words: 'area.elsewhere', next: 'outside' }],
      exhausted: 'person',
    }),
    'area-chosen': branch([when('area', { equals: 'elsewhere' }, 'outside')], 'file'),
    person: call('human', { next: 'no-more' }),
    outside: say('life.outside'),
    'no-more': set('then', 'over', { next: 'over' }),
    cancelled: branch([when('urgentNumber', { missing: true }, 'nothing-filed')], 'bye'),
    'nothing-filed': say('cancelled', { next: 'no-more' }),
    later: ask('again', choice([option('yes', 'life.again'), option('no', 'life.leave')]), {
      text: 'life.later',
      retry: 'retry.options',
      exhausted: 'left',
      skip: 'left',
      back: false,
    }),
    'try-again': branch([when('again', { equals: 'yes' }, 'file')], 'left'),
    left: say('life.left', { next: 'no-more' }),
    'number-demo': say('life.filed-demo', { next: 'secret' }),
    number: say('life.filed'),
    secret: branch([when('passcode', { missing: true }, 'clear')], 'passcode'),
    passcode: say('life.passcode'),
    forget: set('passcode', null),
    'look-anew': set('found', null),
    clear: branch([when('placeClear', { equals: 'no' }, 'place')], 'tell'),
    place: ask('supplement', story, {
      text: 'life.place',
      skip: 'bye',
      next: 'keep',
      back: false,
    }),
    tell: ask('supplement', story, { text: 'life.tell', skip: 'bye', next: 'keep', back: false }),
    told: ask('supplement', story, { text: 'life.told', skip: 'bye', back: false }),
    keep: request('supplement', ['number', 'supplement'], DONE),
    kept: branch([when('done', { equals: 'yes' }, 'told')], 'lost'),
    lost: ask('supplement', story, {
      text: 'life.lost',
      skip: 'bye',
      next: 'keep',
      back: false,
    }),
    bye: say('life.bye'),
    over: end('urgent'),
    expired: end('expired'),
  },
)

/** A threat of violence: the police, then on with what was being said. */
export const violence = flow(
  { id: 'violence', version: 1, onCancel: 'first', onExpire: 'first', wait, needs: {} },
  {
    first: end('warned', 'violence.first'),
  },
)

/** Despair of the writer: somebody who listens, and a person if wanted. */
export const despair = flow(
  {
    id: 'despair',
    version: 1,
    onCancel: 'over',
    onExpire: 'expired',
    wait,
    tries: 3,
    retry: 'despair.retry',
    exhausted: 'person',
    needs: BEGUN,
  },
  {
    first: say('despair.first'),
    then: ask(
      'wantsPerson',
      choice([option('yes', 'despair.person'), option('no', 'despair.go-on')]),
      { text: 'despair.then', skip: 'over', back: false },
    ),
    wants: branch([when('wantsPerson', { equals: 'yes' }, 'there')], 'over'),
    there: branch([when('demo', { equals: 'yes' }, 'nobody')], 'person'),
    nobody: say('despair.nobody', { next: 'over' }),
    person: call('human'),
    over: end('warned', 'despair.bye'),
    expired: end('expired'),
  },
)
