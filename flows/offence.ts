import { builder, choice, DAY, fromField, MINUTE, option, textOf } from '#conversation/builder.ts'
import { CLASSIFIED, type Fields, type Words } from './fields.ts'

const { flow, say, ask, when, branch, set, end } = builder<Fields, Words>()

/** What kind of matter? Proposed in plain words, never a legal judgement to confirm; a person decides in doubt. */
export const offence = flow(
  {
    id: 'offence',
    version: 1,
    onCancel: 'done',
    onExpire: 'done',
    wait: { remindAfter: 30 * MINUTE, expireAfter: DAY },
    tries: 3,
    retry: 'retry.options',
    exhausted: 'done',
    needs: CLASSIFIED,
  },
  {
    heard: branch([when('gist', { missing: true }, 'sorted')], 'repeat'),
    repeat: say('report.heard'),
    sorted: branch(
      [
        when('confidence', { equals: 'sure' }, 'propose'),
        when('confidence', { equals: 'unsure' }, 'choose'),
      ],
      'unclassified',
    ),

    propose: ask(
      'agreed',
      choice([
        option('yes', 'report.propose.yes'),
        option('other', 'report.propose.other'),
        option('more', 'report.propose.more'),
      ]),
      {
        text: 'report.propose',
        retry: 'retry.options',
        exhausted: 'done',
        skip: 'done',
      },
    ),
    agreed: branch(
      [when('agreed', { equals: 'other' }, 'rivals'), when('agreed', { equals: 'more' }, 'also')],
      'done',
    ),
    also: ask('also', textOf(1, 1000, { voice: true }), {
      text: 'report.also',
      skip: 'done',
      exhausted: 'done',
      next: 'done',
    }),
    rivals: branch([when('hasChoices', { equals: 'yes' }, 'choose')], 'unclassified'),
    choose: ask('offence', choice(fromField('choices', 4, 40)), {
      text: 'report.choose',
      shortcuts: [{ words: 'offence.none-of-these', next: 'unclassified' }],
      retry: 'retry.options',
      exhausted: 'unclassified',
      skip: 'unclassified',
    }),
    chosen: branch([when('offence', { equals: 'none' }, 'unclassified')], 'done'),
    unclassified: say('report.unclassified'),
    'no-offence': set('offence', null),
    done: end('told'),
  },
)
