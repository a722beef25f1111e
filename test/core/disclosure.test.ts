import type { Case } from '#core/case.ts'
import type { Command } from '#core/command.ts'
import { discloseToReporter } from '#core/disclose-to-reporter.ts'
import { discloseToOfficer, discloseToPublic } from '#core/disclosure.ts'
import { describe, expect, it } from 'vitest'

import {
  aCase,
  aGround,
  anEntry,
  anOfficer,
  aPrecedent,
  aQuestion,
  aReading,
  aRoutedCase,
  after,
  anAssignment,
  aPlacement,
  atTheIntakeOffice,
  officerOf,
  someFacts,
  theClock,
  theReporter,
} from './builders.ts'
import { accept, conclude, stateAfter, twoMatters } from './commands.ts'

const health = officerOf('health-commission')
const task = 'task-health-commission'
const steps: readonly Command[] = [
  { type: 'note', task, text: '店主姓周，先暗访' },
  { type: 'ask', task, text: '从哪个门上去？' },
  { type: 'accept', task },
  {
    type: 'conclude',
    task,
    outcome: 'substantiated',
    noPenaltyReason: '情节轻微',
    text: '查了，情况属实。',
  },
]
const began = aCase({ source: 'npc-deputy' }, [
  aPlacement([
    anAssignment('health-commission', 'lead', { clause: '三(九)' }),
    anAssignment('public-security', 'cooperate'),
  ]),
])
const about = steps.reduce<Case>((now, command) => after(now, health, command), began)

describe('the reporter sees', () => {
  const seen = discloseToReporter(about)

  it('who leads, by which clause, the outcome and the words written for them', () => {
    expect(seen).toMatchObject({
      number: 'RC-2026-00017',
      state: 'concluded',
      matters: [
        {
          outcome: 'substantiated',
          parts: [
            {
              department: 'health-commission',
              role: 'lead',
              clause: '三(九)',
              outcome: 'substantiated',
              text: '查了，情况属实。',
            },
            { department: 'public-security', role: 'cooperate' },
          ],
        },
      ],
    })
  })

  it('the questions that were asked', () => {
    expect(seen.questions).toMatchObject([{ text: '从哪个门上去？', answered: false }])
  })

  it.each(['暗访', '情节轻微', 'officer', 'office-', someFacts.where, someFacts.what])(
    'nothing of “%s”',
    (secret) => {
      expect(JSON.stringify(seen)).not.toContain(secret)
    },
  )

  it('nothing of what its words spoke for, nor whom the plan passes over', () => {
    const officers = {
      words: '打针',
      score: '0.8',
      rivals: 'C1:0.3',
      keyword: '药',
      reason: '因为',
    }
    const facts = { clause: '三(九)', ...officers, passedOver: 'finance', untold: 'finance' }
    const told = aCase({}, [
      aPlacement([anAssignment('health-commission')], { explanation: { key: 'sole', facts } }),
    ])
    expect(discloseToReporter(told).matters[0]?.explanation.facts).toEqual({ clause: '三(九)' })
  })

  it('that a precedent was followed, but not whose case it was', () => {
    const reading = aReading(anEntry({ basis: 'by-function', clauses: [] }))
    const followed = aRoutedCase(aQuestion(), aGround({ reading, precedents: [aPrecedent()] }))
    const said = discloseToReporter(followed)
    expect(said.matters[0]?.explanation.key).toBe('precedent')
    expect(JSON.stringify(said)).not.toContain('RC-2026-00003')
  })

  it('that a matter still waits for the intake office', () => {
    const open = discloseToReporter(aCase({}, [atTheIntakeOffice()]))
    expect(open.matters[0]?.open).toBe(true)
  })
})

describe('an officer of the case sees', () => {
  const seen = discloseToOfficer(about, anOfficer('handler'))

  it('all that the reporter gave, and the notes', () => {
    expect(seen).toMatchObject({
      facts: someFacts,
      standing: 'anonymous',
      notes: [{ text: '店主姓周，先暗访' }],
    })
  })

  it('neither the channel nor, as a handler, from which kind of source it came', () => {
    expect(JSON.stringify(seen)).not.toMatch(/web-chat|npc-deputy/)
  })

  it('the kind of source, at the intake office', () => {
    expect(discloseToOfficer(about, anOfficer('intake'))?.source).toBe('npc-deputy')
  })
})

describe('the public sees', () => {
  it('offence and outcome when all is over', () => {
    expect(discloseToPublic(about)).toEqual({
      number: 'RC-2026-00017',
      area: '500153',
      year: 2026,
      matters: [{ offence: 'A1', outcome: 'substantiated' }],
    })
  })

  it('nothing before', () => {
    expect(discloseToPublic(began)).toBeUndefined()
  })

  it('nothing of a report that was withdrawn, even after one of its matters was concluded', () => {
    const half = stateAfter(twoMatters, [health, accept()], [health, conclude()])
    const withdrawn = after(half, theReporter, { type: 'withdraw', reason: '' })
    const closed = after(withdrawn, theClock, { type: 'close' })
    expect(closed.matters[0]?.outcome).toBe('unfounded')
    expect(discloseToPublic(closed)).toBeUndefined()
  })

  it('nothing of a report that was declined', () => {
    const declined = after(began, health, {
      type: 'decline',
      task,
      reason: 'time-barred',
      text: '已过追究时效。',
    })
    expect(discloseToPublic(declined)).toBeUndefined()
  })
})
