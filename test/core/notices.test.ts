import type { Actor, Case } from '#core/case.ts'
import type { Command } from '#core/command.ts'
import { noticesOwed } from '#core/notices.ts'
import { describe, expect, it } from 'vitest'

import {
  aCase,
  after,
  anAssignment,
  aPlacement,
  atTheIntakeOffice,
  eventsOf,
  filedEvents,
  officerOf,
  theReporter,
} from './builders.ts'

const health = officerOf('health-commission')
const police = officerOf('public-security')
const intake = officerOf('intake')
const task = 'task-health-commission'
const accept: Command = { type: 'accept', task }
const owedFor = (about: Case, by: Actor, command: Command) =>
  noticesOwed(about, eventsOf(about, by, command))

const clause = { clause: '三(九)' }
const received = aCase({}, [
  aPlacement([
    anAssignment('health-commission', 'lead', clause),
    anAssignment('public-security', 'cooperate'),
  ]),
])
const accepted = after(received, health, accept)

describe('the reporter is told', () => {
  it('that a department accepted, which, by which clause, and until when', () => {
    expect(owedFor(received, health, accept)).toEqual([
      {
        id: 'v2-0/notice',
        event: 'v2-0',
        kind: 'accepted',
        facts: {
          number: 'RC-2026-00017',
          task,
          matter: 'm1',
          offence: 'A1',
          department: 'health-commission',
          clause: '三(九)',
          dueOn: '2027-01-05',
          limit: 'conclude-60',
        },
      },
    ])
  })

  it('that it declined, and why', () => {
    const command: Command = {
      type: 'decline',
      task,
      reason: 'time-barred',
      text: '已过追究时效。',
    }
    expect(owedFor(received, health, command)).toMatchObject([
      { kind: 'declined', facts: { reason: 'time-barred', text: '已过追究时效。' } },
    ])
  })

  it('what it asks', () => {
    const command: Command = { type: 'ask', task, text: '从哪个门上去？' }
    expect(owedFor(received, health, command)).toMatchObject([
      { kind: 'question', facts: { text: '从哪个门上去？', question: 'v2-1' } },
    ])
  })

  it('the outcome and the penalty’s number, never the reason why there is none', () => {
    const words = { outcome: 'substantiated', text: '查了，情况属实。' } as const
    const penalty = { type: 'conclude', task, ...words, penalty: '12号' } as const
    const none = { type: 'conclude', task, ...words, noPenaltyReason: '情节轻微' } as const
    expect(owedFor(accepted, health, penalty)).toMatchObject([
      { kind: 'concluded', facts: { ...words, penalty: '12号' } },
    ])
    expect(JSON.stringify(owedFor(accepted, health, none))).not.toContain('情节轻微')
  })

  it('to which department the intake office gave the matter', () => {
    const rule: Command = {
      type: 'rule',
      matter: 'm1',
      assignments: [
        anAssignment('market-regulation', 'lead', { task: 'ruled' }),
        anAssignment('public-security', 'cooperate'),
      ],
      reason: '以价格违法为主',
      basis: '',
    }
    const owed = owedFor(aCase({}, [atTheIntakeOffice()]), intake, rule)
    expect(owed).toMatchObject([{ kind: 'referred', facts: { department: 'market-regulation' } }])
    expect(JSON.stringify(owed)).not.toContain('以价格违法为主')
  })

  it('that the duty officer has seen an urgent report', () => {
    const urgent = aCase({ urgent: 'life' })
    expect(owedFor(urgent, health, { type: 'acknowledge' })).toMatchObject([
      { kind: 'acknowledged' },
    ])
  })

  it('that the report is withdrawn', () => {
    const command: Command = { type: 'withdraw', reason: '' }
    expect(owedFor(received, theReporter, command)).toMatchObject([{ kind: 'withdrawn' }])
  })
})

describe('the reporter is not troubled', () => {
  it('with what the receipt has said already', () => {
    expect(noticesOwed(received, filedEvents())).toEqual([])
  })

  it('with what cooperating offices do', () => {
    expect(owedFor(received, police, { type: 'accept', task: 'task-public-security' })).toEqual([])
  })

  it('with working notes or returns', () => {
    expect(owedFor(received, health, { type: 'note', task, text: '约了现场' })).toEqual([])
    const giveBack: Command = { type: 'return', task, reason: '属于药品', basis: '附件2' }
    expect(owedFor(received, health, giveBack)).toEqual([])
  })

  it('twice with the same event', () => {
    const events = eventsOf(received, health, accept)
    expect(noticesOwed(received, [...events, ...events])).toHaveLength(1)
  })
})
