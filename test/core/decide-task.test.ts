import type { Command } from '#core/command.ts'
import { noticesOwed } from '#core/notices.ts'
import { describe, expect, it } from 'vitest'

import { theReporter, theClock, aDue, aCase, after, eventsOf, refusalOf } from './builders.ts'
import {
  health,
  market,
  police,
  intake,
  taskOf,
  accept,
  decline,
  conclude,
  ask,
  coLed,
  helped,
  waiting,
  twoMatters,
  stateAfter,
} from './commands.ts'

describe('受理: a lead accepts', () => {
  it('received → accepted', () => {
    expect(after(aCase(), health, accept()).state).toBe('accepted')
  })

  it('the limit for concluding begins', () => {
    const [task] = after(aCase(), health, accept()).tasks
    expect(task?.due).toEqual(aDue({ on: '2027-01-05', limit: 'conclude-60' }))
  })

  it('the first of two leads is enough', () => {
    expect(after(coLed, market, accept('market-regulation')).state).toBe('accepted')
  })

  it('a cooperating office’s acceptance does not accept the case', () => {
    expect(after(helped, police, accept('public-security')).state).toBe('received')
  })

  it('another office cannot', () => {
    expect(refusalOf(aCase(), police, accept())).toBe('task-not-yours')
  })

  it('a task that does not exist cannot be accepted', () => {
    expect(refusalOf(aCase(), health, accept('customs'))).toBe('task-unknown')
  })

  it('neither the reporter nor the clock can', () => {
    expect(refusalOf(aCase(), theReporter, accept())).toBe('wrong-actor')
    expect(refusalOf(aCase(), theClock, accept())).toBe('wrong-actor')
  })
})

describe('不予受理: a lead declines', () => {
  it('received → declined, when it was the only lead', () => {
    expect(after(aCase(), health, decline()).state).toBe('declined')
  })

  it('the case goes on while another lead has it', () => {
    expect(after(coLed, health, decline()).state).toBe('received')
  })

  it('the case goes on while another matter is under way', () => {
    expect(after(twoMatters, health, decline()).state).toBe('received')
  })

  it('whoever cooperated has nothing left to do', () => {
    const [, helper] = after(helped, health, decline()).tasks
    expect(helper?.state).toBe('cancelled')
  })

  it('the reporter must be told in words', () => {
    expect(refusalOf(aCase(), health, decline('health-commission', '  '))).toBe('text-missing')
  })

  it('a cooperating office declines without words for the reporter', () => {
    expect(refusalOf(helped, police, decline('public-security', ''))).toBe('allowed')
  })

  it('the intake office can, and then the case is declined', () => {
    const declined = after(waiting, intake, decline('intake'))
    expect(declined).toMatchObject({ state: 'declined', matters: [{ open: false }] })
  })
})

describe('办结: a lead concludes', () => {
  const accepted = after(aCase(), health, accept())

  it('accepted → concluded, with its outcome', () => {
    expect(after(accepted, health, conclude())).toMatchObject({
      state: 'concluded',
      matters: [{ outcome: 'unfounded' }],
    })
  })

  it.each(['substantiated', 'partly'] as const)(
    '%s needs the penalty decision’s number or a reason why there is none',
    (outcome) => {
      expect(refusalOf(accepted, health, conclude({ outcome }))).toBe('penalty-or-reason-missing')
      expect(refusalOf(accepted, health, conclude({ outcome, penalty: '〔2026〕12号' }))).toBe(
        'allowed',
      )
      expect(refusalOf(accepted, health, conclude({ outcome, noPenaltyReason: '责令改正' }))).toBe(
        'allowed',
      )
    },
  )

  it.each([
    ['nothing', '', 'text-missing'],
    ['one character', '无', 'text-too-short'],
    ['2000 characters', '查'.repeat(2000), 'allowed'],
    ['2001 characters', '查'.repeat(2001), 'text-too-long'],
  ])('with %s for the reporter: %#', (_title, text, expected) => {
    expect(refusalOf(accepted, health, conclude({ text }))).toBe(expected)
  })

  it('refuses a second conclusion', () => {
    expect(refusalOf(after(accepted, health, conclude()), health, conclude())).toBe(
      'already-concluded',
    )
  })

  it('waits for the other lead', () => {
    const one = stateAfter(coLed, [health, accept()], [health, conclude()])
    expect(one).toMatchObject({ state: 'accepted' })
    expect(one.matters[0]).not.toHaveProperty('outcome')
  })

  it('one lead finds it, the other does not: found in part', () => {
    const both = stateAfter(
      coLed,
      [health, accept()],
      [market, accept('market-regulation')],
      [health, conclude({ outcome: 'substantiated', penalty: '12号' })],
      [market, conclude({ task: taskOf('market-regulation') })],
    )
    expect(both).toMatchObject({ state: 'concluded', matters: [{ outcome: 'partly' }] })
  })

  it('one lead declines, the other concludes: the case is concluded', () => {
    const both = stateAfter(
      coLed,
      [market, decline('market-regulation')],
      [health, accept()],
      [health, conclude()],
    )
    expect(both).toMatchObject({ state: 'concluded', matters: [{ outcome: 'unfounded' }] })
  })

  it('waits for the other matter', () => {
    const one = stateAfter(twoMatters, [health, accept()], [health, conclude()])
    expect(one).toMatchObject({ state: 'accepted', matters: [{ outcome: 'unfounded' }, {}] })
  })

  it('a cooperating office gives its opinion, which is no outcome', () => {
    const opinion = conclude({ task: taskOf('public-security'), outcome: 'substantiated' })
    const given = stateAfter(helped, [police, accept('public-security')], [police, opinion])
    expect(given.state).toBe('received')
    expect(given.matters[0]).not.toHaveProperty('outcome')
  })

  it('the intake office answers a question at once, but finds nothing itself', () => {
    const task = taskOf('intake')
    expect(after(waiting, intake, conclude({ task, outcome: 'answered' })).state).toBe('concluded')
    expect(refusalOf(waiting, intake, conclude({ task }))).toBe('outcome-not-for-intake')
  })
})

describe('questions', () => {
  const asked = after(aCase(), health, ask)
  const answer: Command = {
    type: 'answer',
    question: asked.questions[0]?.id ?? '',
    text: '鱼店旁边的铁门',
    evidence: [],
  }

  it('one at a time', () => {
    expect(refusalOf(asked, health, ask)).toBe('question-open')
    expect(refusalOf(after(asked, theReporter, answer), health, ask)).toBe('allowed')
  })

  it('answered once; what comes later is a supplement', () => {
    expect(refusalOf(after(asked, theReporter, answer), theReporter, answer)).toBe(
      'already-answered',
    )
  })

  it('an answer of silence is none, a photograph alone is one', () => {
    expect(refusalOf(asked, theReporter, { ...answer, text: '' })).toBe('text-missing')
    expect(refusalOf(asked, theReporter, { ...answer, text: '', evidence: ['photo'] })).toBe(
      'allowed',
    )
  })

  it('asking does not move the due date', () => {
    expect(asked.tasks[0]?.due).toEqual(aCase().tasks[0]?.due)
  })
})

describe('events', () => {
  it('carry the ids, the time and the actor they were decided with', () => {
    const [event] = eventsOf(aCase(), health, accept())
    expect(event).toMatchObject({ id: 'v2-0', by: health, type: 'accepted' })
  })
})

describe('补录处罚文号: the penalty decision comes after the conclusion', () => {
  const task = 'task-health-commission'
  const add = { type: 'add-penalty', task, penalty: ' 渝荣卫医罚〔2026〕12号 ' } as const
  const accepted = after(aCase(), health, accept())
  const found = after(accepted, health, {
    ...conclude(),
    outcome: 'substantiated',
    noPenaltyReason: '案件正在办理',
  } as Command)

  it('is added once, takes the place of the reason why there was none, and the reporter hears the number', () => {
    const events = eventsOf(found, health, add)
    const known = after(found, health, add)
    const [given] = known.tasks
    expect(given).toMatchObject({ state: 'concluded', penalty: '渝荣卫医罚〔2026〕12号' })
    expect(given).not.toHaveProperty('noPenaltyReason')
    expect(noticesOwed(known, events)).toMatchObject([
      { kind: 'penalty', facts: { text: '渝荣卫医罚〔2026〕12号' } },
    ])
    expect(refusalOf(known, health, add)).toBe('penalty-known')
  })

  it('is refused where nothing was found, where nothing is concluded, and empty', () => {
    expect(refusalOf(after(accepted, health, conclude()), health, add)).toBe('penalty-not-due')
    expect(refusalOf(accepted, health, add)).toBe('not-concluded')
    expect(refusalOf(found, health, { ...add, penalty: ' ' })).toBe('penalty-missing')
  })

  it('may come when the case is archived, and from nobody else', () => {
    const archived = after(found, health, { type: 'close' })
    expect(after(archived, health, add).state).toBe('closed')
    expect(refusalOf(found, police, add)).toBe('task-not-yours')
  })
})
