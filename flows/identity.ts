import { builder, choice, option, PHONE, textOf } from '#conversation/builder.ts'
import {
  ADDED,
  AGE,
  BEGUN,
  CLASSIFIED,
  LENGTHS,
  STORY_MAX,
  type Fields,
  type Words,
} from './fields.ts'
import { patience } from './patience.ts'

const { flow, say, ask, when, branch, request, set, end } = builder<Fields, Words>()

/** 同意 or 不同意, where an operator without a legal duty asks. */
const agreed = choice([option('yes', 'consent.yes'), option('no', 'consent.no')])

/** Where the operator has no legal duty, it asks before it takes what may be said of somebody's health. */
export const health = flow(
  {
    id: 'health',
    version: 1,
    onCancel: 'over',
    onExpire: 'over',
    wait: patience,
    tries: 3,
    retry: 'retry.options',
    exhausted: 'refused',
    needs: { base: BEGUN.base },
  },
  {
    base: branch([when('base', { equals: 'consent' }, 'asked')], 'over'),
    asked: branch([when('healthConsent', { missing: true }, 'ask')], 'over'),
    ask: ask('healthConsent', agreed, { text: 'consent.health', skip: 'refused' }),
    agreed: branch([when('healthConsent', { equals: 'yes' }, 'over')], 'without'),
    refused: set('healthConsent', 'no'),
    without: ask('what', textOf(2, STORY_MAX, { voice: true }), {
      text: 'consent.retell',
      retry: 'retry.text',
      exhausted: 'over',
    }),
    'nothing-besides': set('also', null),
    over: end('told'),
  },
)

/** Name and telephone of whoever chose to leave them; without both, or without consent, the report is anonymous. */
export const identity = flow(
  {
    id: 'identity',
    version: 1,
    onCancel: 'over',
    onExpire: 'over',
    wait: patience,
    tries: 3,
    retry: 'retry.text',
    exhausted: 'not-named',
    needs: { what: CLASSIFIED.what, also: ADDED.also, base: BEGUN.base },
  },
  {
    known: branch([when('name', { missing: true }, 'age')], 'contact'),
    // Name and telephone of a child are taken only with the guardian's consent; the report itself waits for nobody.
    age: request('read-age', ['what', 'also'], AGE),
    'is-young': branch([when('young', { equals: 'yes' }, 'guardian')], 'asks-first'),
    'says-young': set('young', 'yes'),
    guardian: ask(
      'guardian',
      choice([option('no', 'minor.anonymous'), option('yes', 'minor.guardian')]),
      { text: 'minor.guardian-asked', retry: 'retry.options', exhausted: 'alone', skip: 'alone' },
    ),
    guarded: branch([when('guardian', { equals: 'yes' }, 'guardian-name')], 'be-anonymous'),
    alone: set('guardian', 'no', { next: 'be-anonymous' }),
    'guardian-name': ask('name', textOf(2, 20), {
      text: 'minor.name',
      invalid: LENGTHS,
      skip: 'not-named',
      next: 'contact',
    }),
    'asks-first': branch([when('base', { equals: 'consent' }, 'ask-identity')], 'name'),
    'ask-identity': ask('identityConsent', agreed, {
      text: 'consent.identity',
      retry: 'retry.options',
      exhausted: 'refuse-identity',
      skip: 'refuse-identity',
    }),
    'identity-agreed': branch([when('identityConsent', { equals: 'yes' }, 'name')], 'be-anonymous'),
    'refuse-identity': set('identityConsent', 'no', { next: 'be-anonymous' }),
    name: ask('name', textOf(2, 20), {
      text: 'report.name',
      invalid: LENGTHS,
      shortcuts: [{ words: 'minor.words', next: 'says-young' }],
      skip: 'not-named',
    }),
    contact: ask('contact', PHONE, {
      text: 'report.contact',
      invalid: { 'not-a-phone': 'retry.phone' },
      skip: 'not-named',
      next: 'over',
    }),
    'not-named': say('report.not-named'),
    'be-anonymous': set('standing', 'anonymous'),
    'leave-no-name': set('name', null),
    'leave-no-contact': set('contact', null),
    over: end('told'),
  },
)
