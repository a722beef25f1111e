import type { Case } from '#core/case.ts'
import { decide } from '#core/decide.ts'
import { discloseToReporter } from '#core/disclose-to-reporter.ts'
import { discloseToOfficer, discloseToPublic } from '#core/disclosure.ts'
import { evolve, fold } from '#core/evolve.ts'
import { noticesOwed } from '#core/notices.ts'
import { caseState } from '#core/progress.ts'
import { refusals } from '#core/refusals.ts'
import { isLive } from '#core/transitions.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { anOfficer, offices } from './builders.ts'
import { aPlay, type Play } from './play.ts'

const runs = { seed: 31, numRuns: 400 }
const holds = (claim: (play: Play) => void) => fc.assert(fc.property(aPlay, claim), runs)
const cases = ({ steps, end }: Play): Case[] => [...steps.map(({ before }) => before), end]

const isFinal = ({ state }: Case): boolean => /^(?:closed|withdrawn|merged)$/.test(state)

describe('whatever is tried on a case', () => {
  it('the random cases reach every state and meet most refusals', () => {
    const plays = fc.sample(aPlay, { seed: 31, numRuns: 1500 })
    const states = new Set(plays.flatMap(cases).map(({ state }) => state))
    const met = new Set(plays.flatMap(({ steps }) => steps.map(({ refusal }) => refusal)))
    expect(states.size).toBe(7)
    expect(met.size).toBeGreaterThan(25)
  })

  it('replaying the events gives the same case, from the start or from any point on', () => {
    holds(({ events, end }) => {
      expect(fold(events)).toEqual(end)
      const half = Math.max(1, Math.floor(events.length / 2))
      const later = events.slice(half).reduce<Case>(evolve, fold(events.slice(0, half)))
      expect(later).toEqual(end)
    })
  })

  it('events survive being written down as JSON and read again', () => {
    holds(({ events, end }) => {
      expect(fold(JSON.parse(JSON.stringify(events)))).toEqual(JSON.parse(JSON.stringify(end)))
    })
  })

  it('the version counts the events', () => {
    holds(({ events, end }) => {
      expect(end.version).toBe(events.length)
    })
  })

  it('every refusal is one of the listed keys', () => {
    const known = new Set<string>(refusals)
    holds(({ steps }) => {
      const said = steps.flatMap(({ refusal }) => refusal ?? [])
      expect(said.filter((key) => !known.has(key))).toEqual([])
    })
  })

  it('nothing leaves a closed case; words in it can still be hidden, and a late penalty decision added', () => {
    holds(({ steps }) => {
      const onClosed = steps.filter(({ before }) => before.state === 'closed')
      const made = onClosed.flatMap((step) => step.made.map(({ type }) => type))
      expect(
        made.filter(
          (type) => !/^(?:masked|unmasked|redacted|rated|penalty-added|transfer.*)$/.test(type),
        ),
      ).toEqual([])
    })
  })

  it('a closed or withdrawn case has nobody left with something to do', () => {
    holds((play) => {
      for (const about of cases(play)) {
        if (isFinal(about)) {
          expect(about.tasks.filter(isLive)).toEqual([])
        }
      }
    })
  })

  it('its state follows from its tasks', () => {
    holds((play) => {
      for (const about of cases(play)) {
        if (isFinal(about)) continue
        expect(about.state).toBe(caseState(about.matters, about.tasks))
      }
    })
  })

  it('a case is concluded exactly when each matter has an outcome or was declined, and one has an outcome', () => {
    holds((play) => {
      for (const about of cases(play).filter(({ state }) => state === 'concluded')) {
        expect(about.matters.some(({ outcome }) => outcome !== undefined)).toBe(true)
        expect(about.matters.some(({ open }) => open)).toBe(false)
      }
    })
  })

  it('no task is concluded as substantiated without a penalty number or a reason', () => {
    holds(({ events }) => {
      for (const event of events) {
        if (event.type !== 'concluded' || event.outcome !== 'substantiated') continue
        const role = fold(events).tasks.find(({ task }) => task === event.task)?.role
        if (role === 'lead' || role === 'co-lead') {
          expect(event.penalty ?? event.noPenaltyReason).toBeTruthy()
        }
      }
    })
  })

  it('every matter that is under way is with somebody, or is marked as open', () => {
    holds((play) => {
      for (const about of cases(play)) {
        if (isFinal(about)) continue
        for (const matter of about.matters) {
          const held = about.tasks.some((task) => task.matter === matter.id && isLive(task))
          const ended = about.tasks.some(
            ({ matter: id, state }) =>
              id === matter.id && (state === 'declined' || state === 'concluded'),
          )
          expect(held || ended || matter.open).toBe(true)
        }
      }
    })
  })

  it('an office has at most one live task in a matter', () => {
    holds(({ end }) => {
      const live = end.tasks.filter(isLive).map(({ matter, office }) => `${matter} ${office}`)
      expect(new Set(live).size).toBe(live.length)
    })
  })

  it('a task has at most one open question', () => {
    holds(({ end }) => {
      const waiting = end.questions.filter(({ answer }) => !answer).map(({ task }) => task)
      expect(new Set(waiting).size).toBe(waiting.length)
    })
  })

  it('no two events have the same id', () => {
    holds(({ events }) => {
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
    })
  })

  it('the same decision twice makes the same events', () => {
    holds(({ steps }) => {
      for (const { before, command, context, made, refusal } of steps) {
        const again = decide(before, command, context)
        expect(again.ok ? again.value : again.refusal.key).toEqual(refusal ?? made)
      }
    })
  })

  it('each event owes at most one notice, and the same one however often it is asked', () => {
    holds(({ events, end }) => {
      const notices = noticesOwed(end, events)
      expect(new Set(notices.map(({ event }) => event)).size).toBe(notices.length)
      expect(noticesOwed(end, [...events, ...events])).toEqual(notices)
    })
  })
})

describe('whatever happened, disclosure keeps still', () => {
  const secrets = ['handle-of-reporter', '13800001111', 'openid-7', '王五', 'web-chat']
  const [handle, phone, openid, name] = secrets

  /** The same history, with identities smuggled in where no type allows them. */
  const smuggled = ({ events }: Play): Case =>
    fold(
      events.map((event) => {
        const extra = { handle, address: openid, identity: { name, phone } }
        const facts = event.type === 'filed' ? { facts: { ...event.facts, phone, name } } : {}
        return { ...event, ...extra, ...facts }
      }),
    )

  it('no view holds the reporter’s handle, address, name or channel', () => {
    holds((play) => {
      const about = smuggled(play)
      const views = [
        discloseToReporter(about),
        discloseToPublic(about),
        ...offices.flatMap(({ id }) => [
          discloseToOfficer(about, anOfficer('handler', id)),
          discloseToOfficer(about, anOfficer('intake', id)),
        ]),
      ]
      const said = JSON.stringify(views)
      for (const secret of secrets) expect(said).not.toContain(secret)
    })
  })

  it('the reporter never sees officers, notes, or what departments wrote to each other', () => {
    holds((play) => {
      const said = JSON.stringify(discloseToReporter(play.end))
      expect(said).not.toMatch(/officer|office-|returnBasis|noPenaltyReason|notes/)
    })
  })

  it('who has no task in a case and does not oversee it sees nothing', () => {
    holds(({ end }) => {
      expect(discloseToOfficer(end, anOfficer('handler', 'office-customs'))).toBeUndefined()
    })
  })

  it('the public sees nothing of a case that is not over, and never its place or words', () => {
    holds((play) => {
      for (const about of cases(play)) {
        const seen = discloseToPublic(about)
        const over = about.state === 'concluded' || about.state === 'closed'
        if (!over) expect(seen).toBeUndefined()
        expect(JSON.stringify(seen ?? {})).not.toMatch(/菜市场|打针|情况属实/)
      }
    })
  })
})
