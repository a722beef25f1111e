import { complete, unknownOffence, type Draft } from '#core/report.ts'
import { describe, expect, it } from 'vitest'

import { someFacts } from './builders.ts'

function aDraft(more: Partial<Draft> = {}): Draft {
  return {
    area: '500153',
    channel: 'web-chat',
    facts: someFacts,
    matters: [{ offence: 'A1' }],
    notice: 'v1',
    ...more,
  }
}

const missingFrom = (draft: Draft) => {
  const result = complete(draft)
  return result.ok ? '' : result.refusal.facts?.['missing']
}

const reportFrom = (draft: Draft) => {
  const result = complete(draft)
  if (!result.ok) throw new Error(result.refusal.key)
  return result.value
}

describe('a report can be filed', () => {
  it('without name, time or evidence', () => {
    const facts = { what: '有人无证打针', where: '菜市场楼上' }
    expect(complete(aDraft({ facts })).ok).toBe(true)
  })

  it('as anonymous, when nothing was said about it', () => {
    expect(reportFrom(aDraft()).standing).toBe('anonymous')
  })

  it('with an unknown offence, when nobody could classify it', () => {
    expect(reportFrom(aDraft({ matters: [] })).matters).toEqual([
      { id: 'm1', stream: 'tip-off', offence: unknownOffence },
    ])
  })

  it('before the privacy notice, when life is in danger', () => {
    const { notice: _later, ...draft } = aDraft({ urgent: 'life' })
    expect(complete(draft).ok).toBe(true)
  })
})

describe('a report cannot be filed', () => {
  it.each([
    ['without an act', { facts: { where: '菜市场' } }, 'what'],
    ['without a place', { facts: { what: '打针' } }, 'where'],
    ['with blanks for a place', { facts: { what: '打针', where: '  ' } }, 'where'],
    ['without anything', { facts: {}, area: '', notice: '' }, 'area,what,where,notice'],
    ['without the privacy notice', { notice: '' }, 'notice'],
    [
      'without a place, even when life is in danger',
      { urgent: 'life', facts: { what: '打针' } },
      'where',
    ],
  ] as const)('%s', (_title, more, missing) => {
    expect(missingFrom(aDraft(more))).toBe(missing)
  })
})

describe('matters of one report', () => {
  it('a complaint and a tip-off about the same act are two matters', () => {
    const matters = [{ offence: 'A1' }, { offence: 'A1', stream: 'complaint' }] as const
    expect(reportFrom(aDraft({ matters })).matters).toHaveLength(2)
  })

  it('the same act told twice is one matter', () => {
    const matters = [{ offence: 'A1' }, { offence: 'A1' }]
    expect(reportFrom(aDraft({ matters })).matters).toHaveLength(1)
  })

  it('each has an id of its own, in the order of telling', () => {
    const matters = [{ offence: 'A1' }, { offence: 'D2' }]
    expect(reportFrom(aDraft({ matters })).matters.map(({ id }) => id)).toEqual(['m1', 'm2'])
  })

  it('accuse whom any of them accuses: a department that is accused gets nothing of the report', () => {
    const matters = [
      { offence: 'A1' },
      { offence: 'I4', stream: 'accusation', accused: 'health-commission' },
    ] as const
    expect(reportFrom(aDraft({ matters })).matters.map(({ accused }) => accused)).toEqual([
      'health-commission',
      'health-commission',
    ])
  })

  it('lie in the report’s place unless they have their own', () => {
    const matters = [{ offence: 'A1' }, { offence: 'D2', place: '500153105' }]
    const places = reportFrom(aDraft({ matters, place: '500153001' })).matters.map(
      ({ place }) => place,
    )
    expect(places).toEqual(['500153001', '500153105'])
  })
})
