import { builder, choice, fromField, location, option, textOf } from '#conversation/builder.ts'
import { LENGTHS, PLACED, type Fields, type Words } from './fields.ts'

const { ask, when, branch, request, set, end } = builder<Fields, Words>()

const door = {
  retry: 'report.where-retry',
  invalid: LENGTHS,
  skip: 'find',
  next: 'find',
} as const

/**
 * Where it was, as a part of the report: asked once where nothing told it, once more where that leads to no door, and
 * whose area it is. What follows it is `health`.
 */
export const whereabouts = {
  // Whoever tells of a clinic as well is asked whose officials they mean: that office gets neither.
  accuses: branch([when('intent', { equals: 'accusation' }, 'also-a-clinic')], 'where-known'),
  'also-a-clinic': branch(
    [when('second', { missing: true }, 'where-known'), when('unit', { missing: true }, 'unit')],
    'where-known',
  ),
  unit: ask('unit', textOf(1, 100, { voice: true }), {
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
}
