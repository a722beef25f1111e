import {
  DATE,
  DAY,
  HOUR,
  PHONE,
  YES_NO,
  builder,
  choice,
  flag,
  fromField,
  location,
  media,
  multiChoice,
  option,
  options,
  text,
  textOf,
} from '#conversation/builder.ts'
import type { zhCn } from './words.ts'

type Fields =
  | 'opening'
  | 'expired'
  | 'told'
  | 'evidence'
  | 'areaName'
  | 'offence'
  | 'choices'
  | 'where'
  | 'ongoing'
  | 'when'
  | 'kinds'
  | 'standing'
  | 'name'
  | 'phone'
  | 'number'
  | 'refusal'
  | 'state'
  | 'trackNumber'
  | 'urgentNumber'

const { flow, say, ask, when, branch, review, call, request, set, handOver, end } = builder<
  Fields,
  keyof typeof zhCn
>()

const wait = { remindAfter: 2 * HOUR, expireAfter: 3 * DAY }
const common = { wait, tries: 3, retry: 'retry', exhausted: 'person' } as const

/** A small report with everything the engine can do in it. */
export const report = flow(
  {
    ...common,
    id: 'report',
    version: 1,
    onCancel: 'cancelled',
    onExpire: 'expired',
    needs: { areaName: text(12) },
  },
  {
    begun: branch([when('expired', { equals: 'yes' }, 'hello-again')], 'hello'),
    'hello-again': say('hello.again', { next: 'told' }),
    hello: say('hello'),
    told: branch([when('opening', { missing: true }, 'what')], 'classify'),
    what: ask('opening', textOf(2, 2000, { voice: true }), {
      text: 'ask.what',
      back: false,
      invalid: { 'too-short': 'retry.short' },
      shortcuts: [{ words: 'word.advice', next: 'advice' }],
    }),
    classify: request('classify', ['opening', 'evidence'], {
      offence: text(4),
      choices: options(12, 14),
    }),
    known: branch([when('offence', { missing: true }, 'which')], 'where'),
    which: ask('offence', choice(fromField('choices', 12, 14)), {
      text: 'ask.which',
      optional: true,
    }),
    where: call('place'),
    when: ask('when', DATE, {
      text: 'ask.when',
      optional: true,
      invalid: { 'in-future': 'retry.future' },
    }),
    kinds: ask('kinds', multiChoice([option('harm', 'kind.harm'), option('fee', 'kind.fee')]), {
      text: 'ask.kinds',
      optional: true,
    }),
    evidence: ask('evidence', media(['image', 'video'], 5), {
      text: 'ask.evidence',
      optional: true,
    }),
    standing: ask(
      'standing',
      choice([option('anonymous', 'standing.anonymous'), option('named', 'standing.named')]),
      { text: 'ask.standing', exhausted: 'nameless' },
    ),
    named: branch([when('standing', { equals: 'named' }, 'name')], 'nameless'),
    name: ask('name', textOf(2, 30), { text: 'ask.name', exhausted: 'nameless' }),
    phone: ask('phone', PHONE, {
      text: 'ask.phone',
      exhausted: 'nameless',
      next: 'check',
    }),
    nameless: set('standing', 'anonymous'),
    nobody: set('name', null),
    'no-phone': set('phone', null),
    check: review({
      text: 'review',
      rows: [
        { field: 'offence', label: 'row.offence', edit: 'which', none: 'row.open' },
        { field: 'where', label: 'row.where', edit: 'where-again' },
        { field: 'when', label: 'row.when', edit: 'when' },
        { field: 'opening', label: 'row.what', edit: 'what' },
        { field: 'evidence', label: 'row.evidence', edit: 'evidence' },
        {
          field: 'standing',
          label: 'row.standing',
          edit: 'standing',
          values: { anonymous: 'standing.anonymous', named: 'standing.named' },
        },
      ],
      confirm: 'word.confirm',
    }),
    sure: branch([when('standing', { equals: 'named' }, 'has-name')], 'forget'),
    'has-name': branch([when('phone', { missing: true }, 'name')], 'file'),
    forget: set('name', null),
    'forget-phone': set('phone', null),
    file: request(
      'file',
      ['opening', 'offence', 'where', 'when', 'kinds', 'evidence', 'standing', 'name', 'phone'],
      { number: text(20), refusal: flag('none', 'later') },
    ),
    filed: branch([when('refusal', { equals: 'later' }, 'later')], 'done'),
    later: say('later', { next: 'check' }),
    done: end('filed', 'done'),
    'where-again': ask('where', location(2, 120), { text: 'ask.where' }),
    person: handOver('not-understood', 'person'),
    advice: end('advised', 'advice'),
    cancelled: end('cancelled', 'cancelled'),
    expired: end('expired', 'expired'),
  },
)

export const place = flow(
  {
    ...common,
    id: 'place',
    version: 1,
    exhausted: 'unsaid',
    onCancel: 'unsaid',
    onExpire: 'unsaid',
  },
  {
    where: ask('where', location(2, 120), { text: 'ask.where' }),
    ongoing: ask('ongoing', YES_NO, { text: 'ask.ongoing', optional: true, next: 'placed' }),
    unsaid: set('where', '?'),
    unknown: set('ongoing', null),
    placed: end('placed'),
  },
)

export const life = flow(
  {
    ...common,
    id: 'life',
    version: 1,
    exhausted: 'file',
    onCancel: 'left',
    onExpire: 'file',
  },
  {
    first: say('life.first'),
    where: ask('where', location(2, 120), { text: 'life.where', next: 'file', optional: true }),
    file: request('file-urgent', ['told', 'where'], { urgentNumber: text(20) }),
    alarmed: end('alarmed', 'life.alarmed'),
    left: end('left'),
  },
)

export const despair = flow(
  { wait, id: 'despair', version: 1, onCancel: 'said', onExpire: 'said' },
  { comfort: say('despair'), said: end('said') },
)

export const progress = flow(
  {
    ...common,
    id: 'progress',
    version: 1,
    exhausted: 'nothing',
    onCancel: 'nothing',
    onExpire: 'over',
  },
  {
    'look-up': request('look-up', [], { state: flag('received', 'accepted') }),
    found: branch([when('state', { missing: true }, 'which')], 'tell'),
    which: ask('trackNumber', textOf(8, 20), { text: 'ask.number' }),
    again: request('look-up', ['trackNumber'], { state: flag('received', 'accepted') }),
    now: branch([when('state', { missing: true }, 'nothing')], 'tell'),
    tell: end('told', 'progress'),
    nothing: end('none', 'progress.none'),
    over: end('expired'),
  },
)
