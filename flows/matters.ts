import { builder, choice, fromField, option, textOf } from '#conversation/builder.ts'
import {
  ADDED,
  BEGUN,
  CLASSIFIED,
  CORRECTED,
  KINDS,
  MATTERS,
  slots,
  STORY_MAX,
  type Fields,
  type Words,
} from './fields.ts'
import { patience } from './patience.ts'

const { flow, say, ask, when, branch, call, request, set, end } = builder<Fields, Words>()

const head = { version: 1, onCancel: 'done', onExpire: 'done', wait: patience, tries: 3 } as const
const known = { what: CLASSIFIED.what, area: BEGUN.area, ...MATTERS, added: ADDED.added }

const told = choice([
  option('yes', 'report.matters.yes'),
  option('wrong', 'report.matters.wrong'),
  option('more', 'report.propose.more'),
])
const toldFull = choice([
  option('yes', 'report.matters.yes'),
  option('wrong', 'report.matters.wrong'),
])
const inWords = { field: 'correction', min: 3, max: 200, next: 'heard' } as const

/** Several matters in one report: the list is shown until it is right, one can be changed, dropped or added. */
export const matters = flow(
  {
    ...head,
    id: 'matters',
    retry: 'retry.options',
    exhausted: 'done',
    needs: { ...known, also: ADDED.also, agreed: CORRECTED.meant },
  },
  {
    begin: branch([when('agreed', { equals: 'more' }, 'more')], 'listed'),
    listed: branch(
      [when('mattersCount', { atLeast: 5 }, 'full'), when('mattersCount', { atLeast: 2 }, 'list')],
      'only-one',
    ),
    list: ask('agreed', told, { text: 'report.matters', inWords, skip: 'done', next: 'agreed' }),
    full: ask('agreed', toldFull, { text: 'report.matters', skip: 'done' }),
    agreed: branch(
      [
        when('agreed', { equals: 'wrong' }, 'nothing-said'),
        when('agreed', { equals: 'more' }, 'more'),
      ],
      'done',
    ),
    more: ask('more', textOf(1, STORY_MAX, { voice: true }), {
      text: 'report.also',
      retry: 'retry.text',
      skip: 'listed-again',
      exhausted: 'listed-again',
    }),
    'not-anew': set('anew', null),
    add: request('add-matter', ['more', 'anew', 'also', 'added', ...slots, 'area'], ADDED, {
      next: 'listed',
    }),
    'listed-again': branch([when('mattersCount', { atLeast: 2 }, 'listed')], 'done'),

    'nothing-said': set('kind', null),
    which: ask('wrong', choice(fromField('matters', 5, 40)), {
      text: 'report.matters.which',
      skip: 'listed',
      next: 'change',
    }),
    heard: set('wrong', null),
    correction: request(
      'hear-correction',
      ['correction', 'wrong', ...slots, 'what', 'area'],
      CORRECTED,
    ),
    meant: branch(
      [
        when('meant', { equals: 'besides' }, 'add-said'),
        when('meant', { equals: 'unclear' }, 'unclear'),
        when('wrong', { missing: true }, 'which'),
      ],
      'change',
    ),
    unclear: say('retry.options'),
    'list-again': ask('agreed', told, { text: 'report.matters', skip: 'done', next: 'agreed' }),
    'add-said': request('add-matter', ['correction', 'also', 'added', ...slots, 'area'], ADDED, {
      next: 'listed',
    }),
    change: call('matter', { next: 'listed' }),
    'only-one': say('report.matters.one'),
    done: end('told'),
  },
)

/** One matter of the report, `wrong`, is called something else or taken off the list. */
export const matter = flow(
  {
    ...head,
    id: 'matter',
    retry: 'retry.options',
    exhausted: 'done',
    needs: { ...known, wrong: CORRECTED.wrong, kind: CORRECTED.kind },
  },
  {
    begin: branch([when('kind', { missing: true }, 'look')], 'propose'),
    look: request('list-kinds', ['wrong', ...slots, 'what', 'area'], KINDS),
    choose: ask('kind', choice(fromField('kinds', 6, 40)), {
      text: 'report.choose',
      inWords: { field: 'correction', min: 3, max: 200, next: 'heard' },
      skip: 'done',
      next: 'put',
    }),
    heard: request('hear-correction', ['correction', 'wrong', ...slots, 'what', 'area'], CORRECTED),
    understood: branch([when('kind', { missing: true }, 'look-again')], 'propose'),
    propose: ask(
      'kindAgreed',
      choice([option('yes', 'report.propose.yes'), option('other', 'report.propose.other')]),
      { text: 'report.propose-kind', skip: 'done' },
    ),
    agreed: branch([when('kindAgreed', { equals: 'yes' }, 'put')], 'look-again'),
    'look-again': request('list-kinds', ['wrong', ...slots, 'what', 'area'], KINDS),
    list: ask('kind', choice(fromField('kinds', 6, 40)), { text: 'report.choose', skip: 'done' }),
    put: request('set-matter', ['wrong', 'kind', ...slots, 'added'], {
      ...MATTERS,
      added: ADDED.added,
    }),
    done: end('told'),
  },
)

/** What was told besides is told anew, and its kinds with it. */
export const besides = flow(
  {
    ...head,
    id: 'besides',
    retry: 'retry.text',
    exhausted: 'done',
    needs: { ...known, also: ADDED.also },
  },
  {
    more: ask('more', textOf(1, STORY_MAX, { voice: true }), { text: 'report.also', skip: 'anew' }),
    anew: set('anew', 'yes'),
    add: request('add-matter', ['more', 'anew', 'also', 'added', ...slots, 'area'], ADDED),
    'not-anew': set('agreed', null),
    list: branch([when('mattersCount', { atLeast: 2 }, 'matters')], 'done'),
    matters: call('matters'),
    done: end('told'),
  },
)
