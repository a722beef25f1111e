import { builder, choice, fromField, option } from '#conversation/builder.ts'
import {
  ADDED,
  BEGUN,
  CLASSIFIED,
  CORRECTED,
  MATTERS,
  slots,
  type Fields,
  type Words,
} from './fields.ts'
import { patience } from './patience.ts'

const { flow, say, ask, when, branch, call, request, set, end } = builder<Fields, Words>()

const proposed = choice([
  option('yes', 'report.propose.yes'),
  option('other', 'report.propose.other'),
  option('more', 'report.propose.more'),
])

/**
 * What kind of matter? Proposed in plain words, never a legal judgement to confirm; a person decides in doubt. Whoever
 * says in their own words what it is instead is proposed that, once; then there is a list.
 */
export const offence = flow(
  {
    id: 'offence',
    version: 1,
    onCancel: 'done',
    onExpire: 'done',
    wait: patience,
    tries: 3,
    retry: 'retry.options',
    exhausted: 'done',
    needs: { ...CLASSIFIED, area: BEGUN.area, also: ADDED.also, added: ADDED.added },
  },
  {
    heard: branch([when('gist', { missing: true }, 'unasked')], 'repeat'),
    repeat: say('report.heard'),
    unasked: set('agreed', null),
    sorted: branch(
      [
        when('confidence', { equals: 'sure' }, 'how-many'),
        when('confidence', { equals: 'unsure' }, 'choose'),
      ],
      'unclassified',
    ),
    'how-many': branch([when('second', { missing: true }, 'propose')], 'matters'),

    propose: ask('agreed', proposed, {
      text: 'report.propose',
      inWords: { field: 'correction', min: 3, max: 200, next: 'which-one' },
      skip: 'done',
    }),
    agreed: branch(
      [
        when('agreed', { equals: 'other' }, 'rivals'),
        when('agreed', { equals: 'more' }, 'matters'),
      ],
      'done',
    ),
    rivals: branch([when('hasChoices', { equals: 'yes' }, 'choose')], 'unclassified'),
    choose: ask('offence', choice(fromField('choices', 4, 40)), {
      text: 'report.choose',
      shortcuts: [{ words: 'offence.none-of-these', next: 'unclassified' }],
      retry: 'retry.options',
      inWords: { field: 'correction', min: 3, max: 200, next: 'which-one' },
      exhausted: 'unclassified',
      skip: 'unclassified',
    }),
    chosen: branch([when('offence', { equals: 'none' }, 'unclassified')], 'settle'),
    unclassified: say('report.unclassified'),
    'no-offence': set('offence', null),
    settle: request('set-matter', [...slots, 'added'], MATTERS),
    'are-there-more': branch([when('second', { missing: true }, 'done')], 'matters'),

    'which-one': set('wrong', '1'),
    correction: request(
      'hear-correction',
      ['correction', 'wrong', ...slots, 'what', 'area'],
      CORRECTED,
    ),
    meant: branch(
      [
        when('meant', { equals: 'besides' }, 'add'),
        when('meant', { equals: 'unclear' }, 'how-sure'),
      ],
      'change',
    ),
    'how-sure': branch([when('confidence', { equals: 'sure' }, 'unclear')], 'unclassified'),
    unclear: say('retry.options'),
    'propose-again': ask('agreed', proposed, {
      text: 'report.propose',
      skip: 'done',
      next: 'agreed',
    }),
    change: call('matter', { next: 'are-there-more' }),
    add: request('add-matter', ['correction', 'also', 'added', ...slots, 'area'], ADDED),
    'all-heard': set('agreed', null),
    matters: call('matters'),
    done: end('told'),
  },
)
