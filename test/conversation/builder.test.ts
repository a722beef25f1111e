import { describe, expect, it } from 'vitest'
import {
  CONTACT,
  DATE,
  DAY,
  HOUR,
  ID_CARD,
  PHONE,
  YES_NO,
  builder,
  choice,
  fromField,
  location,
  media,
  multiChoice,
  number,
  option,
  orNull,
  text,
  textOf,
} from '#conversation/builder.ts'

const { flow, say, ask, when, branch, review, request, handOver, end } = builder<
  'what' | 'offence' | 'where' | 'area',
  'a' | 'b' | 'retry'
>()
const wait = { remindAfter: 2 * HOUR, expireAfter: 3 * DAY }

const report = flow(
  {
    id: 'report',
    version: 1,
    onCancel: 'cancelled',
    onExpire: 'expired',
    wait,
    tries: 2,
    retry: 'retry',
    exhausted: 'person',
    needs: { area: text(20) },
  },
  {
    hello: say('a'),
    what: ask('what', textOf(2, 5000), { text: 'b', back: false }),
    classify: request('classify', ['what'], { offence: text(3) }),
    known: branch([when('offence', { missing: true }, 'which')], 'where'),
    which: ask('offence', choice([option('A1', 'offence.A1')]), { text: 'a', optional: true }),
    where: ask('where', location(2, 200), { text: 'a', tries: 5, skip: 'done' }),
    check: review({
      text: 'a',
      rows: [{ field: 'where', label: 'a', edit: 'where' }],
      confirm: 'b',
      next: 'done',
    }),
    person: handOver('not-understood', 'a'),
    cancelled: end('cancelled', 'a'),
    expired: end('expired'),
    done: end('done', 'a'),
  },
)

describe('the builder', () => {
  it('begins with the first node and leads each node to the one below it', () => {
    expect(report.start).toBe('hello')
    expect(report.nodes['hello']).toEqual({ kind: 'say', text: 'a', next: 'what' })
    expect(report.nodes['where']).toMatchObject({ next: 'check' })
    expect(report.nodes['check']).toMatchObject({ next: 'done' })
  })

  it('gives questions the tries, retry and way out of the head unless they say otherwise', () => {
    expect(report.nodes['what']).toMatchObject({ tries: 2, retry: 'retry', exhausted: 'person' })
    expect(report.nodes['where']).toMatchObject({ tries: 5, skip: 'done' })
  })

  it('lets an optional question be skipped to where its answer leads', () => {
    expect(report.nodes['which']).toMatchObject({ skip: 'where', next: 'where' })
    expect(report.nodes['which']).not.toHaveProperty('optional')
  })

  it('has a word for every kind of answer', () => {
    const inputs = [DATE, PHONE, ID_CARD, CONTACT, YES_NO, textOf(1, 2), location(1, 2)]
    const types = [...inputs, choice([]), multiChoice([]), media(['image'], 1)].map(
      ({ type }) => type,
    )
    expect(new Set(types).size).toBe(types.length)
    expect(multiChoice(fromField('choices', 4, 14), 2)).toEqual({
      type: 'multi-choice',
      options: { from: 'choices', maxCount: 4, maxLabel: 14 },
      min: 2,
    })
  })

  it('says of a shape whether there may be nothing in it', () => {
    expect(orNull(number)).toEqual({ type: 'number', orNull: true })
    expect(number).toEqual({ type: 'number' })
  })

  it('gives plain JSON', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })

  it('refuses a flow without nodes', () => {
    expect(() =>
      flow({ id: 'x', version: 1, onCancel: '', onExpire: '', wait } as never, {}),
    ).toThrow('the flow x has no nodes')
  })
})

/** What the compiler refuses; never run. */
export const refused = () => [
  // @ts-expect-error there is no node of that name
  flow({ id: 'x', version: 1, onCancel: 'away', onExpire: 'done', wait }, { done: end('done') }),
  flow(
    { id: 'x', version: 1, onCancel: 'done', onExpire: 'done', wait },
    // @ts-expect-error there is no node of that name
    { hello: say('a', { next: 'nowhere' }), done: end('done') },
  ),
  flow(
    { id: 'x', version: 1, onCancel: 'done', onExpire: 'done', wait },
    // @ts-expect-error there is no node of that name
    { which: branch([when('what', { missing: true }, 'done')], 'nowhere'), done: end('done') },
  ),
  // @ts-expect-error there is no field of that name
  ask('whta', textOf(1, 2), { text: 'a' }),
  // @ts-expect-error there is no text of that name
  say('zz'),
]
