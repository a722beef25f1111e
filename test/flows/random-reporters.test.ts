import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { story } from '#flows/story.ts'
import { step } from '#conversation/step.ts'
import { neverReached } from './never-waits.ts'
import { identityIn, live, type Lived } from './random-reporter.ts'

const RUNS = process.env['LONG'] ? 5000 : 300
const options = { seed: 20261121, numRuns: RUNS }

const moves = fc.array(fc.record({ mood: fc.nat(99), pick: fc.nat(9999) }), {
  minLength: 20,
  maxLength: 60,
})
const world = fc.nat(419)

const lives = (claim: (steps: readonly Lived[]) => void) =>
  fc.property(moves, world, (did, where) => {
    claim(live(did, where))
  })

describe('random reporters and the real conversations', () => {
  it('never throw anything, and no step changes the session it was given', () => {
    // `live` freezes every session; a step that writes into one throws.
    fc.assert(
      lives((steps) => expect(steps.every(({ before }) => Object.isFrozen(before))).toBe(true)),
      options,
    )
  })

  it('hearing a delivery twice changes and says nothing', () => {
    fc.assert(
      lives((steps) => {
        for (const { event, after } of steps) {
          const again = step(story, after.session, event)
          const said = again.effects.filter(
            (one) => one.type !== 'say' || one.key !== 'button.stale',
          )
          expect([again.session, said]).toEqual([after.session, []])
        }
      }),
      options,
    )
  })

  it('a report is filed only after a yes at the review, once for each yes', () => {
    fc.assert(
      lives((steps) => {
        let filed = false
        for (const { before, after } of steps) {
          const { flow, node } = before.frames.at(-1) ?? {}
          const said = after.trace.map(({ reason }) => reason)
          const filings = after.effects.filter(
            (effect) => effect.type === 'request' && effect.request === 'file',
          )
          if (filings.length === 0) continue
          expect(filings).toHaveLength(1)
          // Who tells the same twice is asked whether it is another matter, and what they confirmed is filed then.
          if (flow === 'told-before') expect(filed).toBe(true)
          else expect([node, said.includes('confirmed')]).toEqual(['check', true])
          filed = flow !== 'told-before'
        }
      }),
      options,
    )
  })

  it('every message from a person is answered or handed to a person', () => {
    fc.assert(
      lives((steps) => {
        for (const { before, event, after } of steps) {
          if (event.type !== 'message' || after.session === before) continue
          const answered = after.effects.some(({ type }) =>
            ['say', 'request', 'forward'].includes(type),
          )
          const told = { text: event.text, trace: after.trace, answered }
          expect(told).toEqual({ ...told, answered: true })
        }
      }),
      options,
    )
  })

  it('no conversation ends with a name, a telephone or a passcode in it', () => {
    fc.assert(
      lives((steps) => {
        for (const { after } of steps) {
          const { session } = after
          if (session.status === 'ended') expect(identityIn(session.answers)).toEqual([])
        }
      }),
      options,
    )
  })

  it('a report takes eight questions at most, besides those that an answer asked for', () => {
    // 实名 asks for name and telephone, an operator without a legal duty for consent, 还有别的事 for the rest, an unclear place for more, officials for their office.
    const asFollows = new Set(
      'name contact healthConsent identityConsent guardian reward more area outside offence whereMore unit apartAgreed'.split(
        ' ',
      ),
    )
    fc.assert(
      lives((steps) => {
        const asked = new Set<string>()
        let counting = true
        for (const { before, after } of steps) {
          for (const { to, reason } of after.trace) {
            const anew = before.status === 'new' || reason === 'restart'
            if (anew) asked.clear()
            if (to === 'report/check') expect(asked.size).toBeLessThanOrEqual(8)
            // What is changed at the review is asked because the reporter wants it.
            counting = anew || (counting && to !== 'report/check')
            const field = to === null || !counting ? undefined : askedAt(to)
            if (field !== undefined && !asFollows.has(field)) asked.add(field)
          }
        }
      }),
      options,
    )
  })

  it('together reach every outcome there is', () => {
    const reached = new Set<string>()
    for (const [did, where] of fc.sample(fc.tuple(moves, world), { ...options, numRuns: 3600 })) {
      for (const { after } of live(did, where)) {
        for (const { to } of after.trace) if (to !== null) reached.add(to)
      }
    }
    const missing = endings().filter((node) => !reached.has(node))
    expect(missing).toEqual([])
  }, 60_000)
})

/** Every end and every hand-over of every flow. */
const endings = (): readonly string[] =>
  Object.values(story.flows).flatMap((versions) =>
    versions.flatMap((flow) =>
      Object.entries(flow.nodes).flatMap(([name, { kind }]) =>
        (kind === 'end' || kind === 'hand-over') && !neverReached(flow, name)
          ? [`${flow.id}/${name}`]
          : [],
      ),
    ),
  )

/** Which answer a question of the report asks for. */
const askedAt = (place: string): string | undefined => {
  const [id = '', name = ''] = place.split('/')
  const node = ['menu', 'offence', 'report'].includes(id)
    ? story.flows[id]?.at(-1)?.nodes[name]
    : undefined
  return node?.kind === 'ask' ? node.field : undefined
}
