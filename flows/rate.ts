import { builder, choice, option } from '#conversation/builder.ts'
import { BEGUN, DONE, type Fields, type Words } from './fields.ts'
import { NEWS, REMEDIES } from './track-fields.ts'
import { patience } from './patience.ts'

const { flow, ask, when, branch, call, request, set, end } = builder<Fields, Words>()

/** Some days after the conclusion, once: does it go on, and are they content? Both may be passed over. */
export const rate = flow(
  {
    id: 'rate',
    version: 1,
    onCancel: 'enough',
    onExpire: 'enough',
    wait: patience,
    tries: 3,
    retry: 'retry.options',
    exhausted: 'enough',
    needs: {
      ...BEGUN,
      number: NEWS.number,
      newsText: NEWS.newsText,
      departmentName: NEWS.departmentName,
    },
  },
  {
    // Another report may have been asked about before, in the same conversation.
    'nothing-said': set('stillGoing', null),
    'nothing-found': set('satisfaction', null),
    going: ask(
      'stillGoing',
      choice([
        option('yes', 'rate.going.yes'),
        option('no', 'rate.going.no'),
        option('unknown', 'rate.going.unknown'),
      ]),
      { text: 'rate.going', skip: 'content', exhausted: 'content', back: false },
    ),
    // Kept at once: who says no more has said this.
    'keep-going': request('rate', ['number', 'stillGoing'], DONE),
    'kept-going': branch(
      [when('done', { equals: 'yes' }, 'content'), when('done', { equals: 'later' }, 'later')],
      'not-needed',
    ),
    content: ask(
      'satisfaction',
      choice([
        option('satisfied', 'rate.content.satisfied'),
        option('fair', 'rate.content.fair'),
        option('dissatisfied', 'rate.content.dissatisfied'),
      ]),
      { text: 'rate.content', skip: 'weigh', exhausted: 'weigh' },
    ),
    'keep-content': request('rate', ['number', 'satisfaction'], DONE),
    'kept-content': branch(
      [when('done', { equals: 'yes' }, 'weigh'), when('done', { equals: 'later' }, 'later')],
      'not-needed',
    ),
    weigh: branch(
      [
        when('stillGoing', { equals: 'yes' }, 'remedies'),
        when('satisfaction', { equals: 'dissatisfied' }, 'remedies'),
      ],
      'enough',
    ),
    remedies: request('remedies', ['number'], REMEDIES),
    possible: branch([when('againPossible', { equals: 'yes' }, 'offer')], 'put-away'),
    offer: ask(
      'againWish',
      choice([option('yes', 'rate.offer.yes'), option('no', 'rate.offer.no')]),
      { text: 'rate.offer', skip: 'enough', exhausted: 'enough' },
    ),
    wish: branch([when('againWish', { equals: 'yes' }, 'look-anew')], 'enough'),
    'look-anew': set('found', null),
    again: call('again'),
    over: end('told'),
    'put-away': end('told', 'rate.put-away'),
    enough: end('told', 'rate.enough'),
    'not-needed': end('closed', 'rate.not-needed'),
    later: end('later', 'after.later'),
  },
)
