import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { render } from '#conversation/render.ts'
import { replay } from '#conversation/replay.ts'
import type { Effect } from '#conversation/session.ts'
import { lengthOn } from '#conversation/split.ts'
import { begin, step } from '#conversation/step.ts'
import { answerTo, converse, freeze, nodeAt, reporters } from './story/reporters.ts'
import type { Turned } from './story/reporters.ts'
import { answered, begun, nodeOf, story, telegram, wechat, waitOf } from './story/story.ts'
import { en, zhCn } from './story/words.ts'

/** A busy machine may be slow; these tests are about what is said, not how soon. */
const patient = { timeout: 120_000 }

const runs = { numRuns: 400, seed: 20261121 }
freeze(story)

/** Held once, looked at by every property. */
const talks = fc.sample(reporters(), runs).map((reporter) => converse(reporter))

const everyTurn = (check: (turn: Turned) => void): void => {
  for (const { turns } of talks) turns.forEach(check)
}

const typesOf = (effects: readonly Effect[]): readonly string[] => effects.map(({ type }) => type)

describe('every conversation, whoever holds it', patient, () => {
  it('never throws and changes nothing it was given (all of it is frozen)', () => {
    everyTurn(({ session }) => expect(session.id).toBe('session-one'))
  })

  it('goes on the same after it was in a store', () => {
    everyTurn(({ before, event, session, effects, trace }) => {
      const stored = JSON.parse(JSON.stringify({ before, event })) as Turned
      const made = JSON.stringify({ session, effects, trace })
      expect(JSON.stringify(step(story, stored.before, stored.event))).toBe(made)
    })
  })

  it('G4 takes no delivery twice', () => {
    everyTurn(({ event, session }) => {
      const again = step(story, session, event)
      const isQuiet = again.effects.every(
        (effect) => effect.type === 'say' && effect.key === 'button.stale',
      )
      expect(again.session).toBe(session)
      expect(isQuiet).toBe(true)
    })
  })

  it('R1 T1 takes no timer, button or result of a wait that is over', () => {
    everyTurn(({ session }) => {
      const old = { id: 'old', at: session.at + 1e12, wait: 'session-one/0' }
      expect(step(story, session, { ...old, type: 'timer' })).toEqual({
        session,
        effects: [],
        trace: [],
      })
      expect(step(story, session, { ...old, type: 'result', values: {} }).session).toBe(session)
      const pressed = step(story, session, { ...old, type: 'button', option: 0 })
      expect(pressed.session).toBe(session)
      expect(pressed.effects).toMatchObject([{ type: 'say', key: 'button.stale' }])
    })
  })

  it('never repeats the id of an effect', () => {
    for (const { effects } of talks) {
      const ids = effects.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  it('files only from a yes at the review, with valid answers', () => {
    everyTurn(({ effects, trace, before }) => {
      for (const effect of effects) {
        if (effect.type !== 'request' || effect.request !== 'file') continue
        expect(trace[0]).toMatchObject({ from: 'report/check', reason: 'confirmed' })
        expect(before.status).toBe('waiting')
        const { where, standing, name, phone, opening } = effect.given
        expect(where).toMatch(/^.{1,120}$/s)
        expect(opening).toEqual(expect.any(String))
        if (standing === 'named') expect(phone).toMatch(/^\d{10,12}$/)
        else expect([standing, name, phone]).toEqual(['anonymous', null, null])
      }
    })
  })

  it('says so whenever it waits, and for how long', () => {
    everyTurn(({ session, effects }) => {
      if (session.status !== 'waiting' || effects.length === 0) return
      const last = effects.filter(({ type }) => type === 'schedule' || type === 'request').at(-1)
      const quiet = typesOf(effects).every((type) => type === 'say' || type === 'close')
      if (!quiet) expect(last).toMatchObject({ wait: session.wait.id })
      expect(session.wait.expireAt).toBeGreaterThanOrEqual(session.wait.remindAt)
    })
  })

  it('G5 stays small', () => {
    everyTurn(({ session }) => expect(JSON.stringify(session).length).toBeLessThan(25_000))
  })

  it('R4 keeps to a few nodes and messages a turn', () => {
    everyTurn(({ effects, trace }) => {
      expect(trace.length).toBeLessThan(30)
      expect(typesOf(effects).filter((type) => type === 'say').length).toBeLessThan(8)
    })
  })

  it('fits every channel and never shows a placeholder, a key or a name of a field', () => {
    const keys = Object.keys(zhCn).filter((key) => key.includes('.'))
    everyTurn(({ effects, session }) => {
      for (const channel of [wechat, telegram]) {
        const words = session.lang === 'en' ? en : { ...zhCn }
        const messages = render(effects, channel, words, session.lang)
        expect(messages.length).toBeLessThanOrEqual(channel.perTurn + 1)
        for (const { text } of messages) {
          expect(lengthOn(text, channel.text.unit)).toBeLessThanOrEqual(channel.text.max)
          expect(text.trim()).not.toBe('')
          expect(keys.includes(text)).toBe(false)
        }
      }
    })
  })

  it('replays from its events alone', () => {
    const beginning = {
      id: 'session-one',
      channel: 'web',
      lang: 'zh-cn',
      given: { areaName: '荣昌区' },
    }
    expect(begin(story, beginning)).toEqual(begun().session)
    for (const { turns, session, effects } of talks) {
      const events = turns.map(({ event }) => event)
      const held = JSON.stringify({ session, effects })
      expect(JSON.stringify(replay(story, beginning, events))).toBe(held)
    }
  })

  it('ends by 取消, said once for every flow that is open', () => {
    for (const talk of talks) {
      let { session } = talk
      const open = session.frames.length
      for (let n = 0; n <= open && session.status !== 'ended'; n++) {
        session = step(story, session, {
          id: `c${n}`,
          at: session.at,
          type: 'message',
          text: '取消',
        }).session
        if (session.status === 'waiting' && session.wait.for === 'result') {
          session = step(story, session, {
            id: 'r',
            at: session.at,
            type: 'result',
            wait: session.wait.id,
            values: {},
          }).session
        }
      }
      expect(open > 0 && session.status !== 'ended').toBe(false)
    }
  })

  it('返回 undoes exactly the last answer', () => {
    let undone = 0
    everyTurn(({ session: before }) => {
      const node = nodeAt(before)
      const frame = before.frames.at(-1)
      if (before.status !== 'waiting' || node?.kind !== 'ask' || frame?.editing) return
      const at = before.at
      const answer = { id: 'a', at, type: 'message', text: answerTo(before, 1) } as const
      const { session: after, trace } = step(story, before, answer)
      if (
        trace[0]?.reason !== 'answered' ||
        after.status !== 'waiting' ||
        after.wait.for !== 'answer'
      )
        return
      if (after.frames.length < before.frames.length && !frame?.called) return
      const { session } = step(story, after, { id: 'b', at, type: 'message', text: '返回' })
      const { [node.field]: _answer, ...others } = before.answers
      expect(session.frames).toEqual(before.frames)
      expect(session.answers).toMatchObject(others)
      expect(session.answers).not.toHaveProperty(node.field)
      expect(session).toMatchObject({ wait: { suggestion: after.answers[node.field] } })
      undone++
    })
    expect(undone).toBeGreaterThan(200)
  })

  it('takes the number that is typed and the button that is pressed for the same', () => {
    let pressed = 0
    everyTurn(({ session, effects }) => {
      const node = nodeAt(session)
      if (session.status !== 'waiting' || node?.kind !== 'ask' || node.input.type !== 'choice')
        return
      const asked = effects.findLast(
        (effect) => effect.type === 'say' && effect.wait === waitOf(session),
      )
      const options = asked?.type === 'say' ? (asked.options ?? []) : []
      options.forEach(({ key }, index) => {
        if (key?.startsWith('command.')) return
        const one = { id: 'same', at: session.at }
        const typed = step(story, session, { ...one, type: 'message', text: String(index + 1) })
        expect(
          step(story, session, { ...one, type: 'button', wait: waitOf(session), option: index }),
        ).toEqual(typed)
        pressed++
      })
    })
    expect(pressed).toBeGreaterThan(200)
  })
})

describe('a willing reporter', patient, () => {
  it('gets through in at most as many answers as there are questions', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(11), { minLength: 14, maxLength: 14 }), (picks) => {
        const moves = picks.map((pick) => ({ move: 'answer' as const, pick }))
        const { session, turns } = converse({ habit: 'willing', moves })
        expect(session).toMatchObject({ status: 'ended', outcome: 'filed' })
        expect(turns.filter(({ event }) => event.type === 'message').length).toBeLessThanOrEqual(12)
      }),
      runs,
    )
  })
})

describe('the reporters of these tests', () => {
  const ends = new Map<string, number>()
  const nodes = new Set<string>()
  const count = (name: string): unknown => ends.set(name, (ends.get(name) ?? 0) + 1)
  for (const { session, effects, turns } of talks) {
    count(session.status === 'ended' ? session.outcome : session.status)
    if (effects.some((one) => one.type === 'request' && one.request === 'file-urgent'))
      count('alarm')
    turns.forEach((turn) => nodes.add(nodeOf(turn.session) ?? ''))
  }

  it('reach every outcome, each often enough to say something about it', () => {
    for (const [outcome, least] of Object.entries({
      filed: 50,
      cancelled: 20,
      expired: 50,
      'handed-over': 50,
      advised: 1,
      closed: 10,
      none: 1,
      alarm: 30,
      waiting: 50,
    }))
      expect([outcome, (ends.get(outcome) ?? 0) >= least]).toEqual([outcome, true])
  })

  it('stand at every question there is', () => {
    const questions = Object.values(story.flows)
      .flat()
      .flatMap((flow) =>
        Object.entries(flow.nodes).flatMap(([id, { kind }]) =>
          kind === 'ask' || kind === 'review' ? [`${flow.id}/${id}`] : [],
        ),
      )
    expect(questions.filter((id) => !nodes.has(id))).toEqual([])
  })
})

describe('a service that cannot file now', patient, () => {
  it('is asked again only after another yes', () => {
    const later = { ...answered, file: { number: null, refusal: 'later' } }
    fc.assert(
      fc.property(reporters(['willing']), (reporter) => {
        const { effects, turns } = converse(reporter, later)
        const filings = effects.filter((one) => one.type === 'request' && one.request === 'file')
        const yes = turns.flatMap(({ trace }) =>
          trace.filter(({ reason }) => reason === 'confirmed'),
        )
        expect(filings.length).toBeLessThanOrEqual(yes.length)
      }),
      runs,
    )
  })
})
