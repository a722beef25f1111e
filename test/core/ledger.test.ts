import { describe, expect, it } from 'vitest'
import { addedTask, ledgerOf, noteOn, type LedgerNote } from '#core/ledger.ts'
import { aPlan, departments, morning } from './builders.ts'

const plan = aPlan({
  departments,
  annexTasks: [
    {
      item: '1',
      task: '建台账',
      lead: ['health-commission'],
      due: '2026年6月底前',
      dueOn: '2026-06-30',
    },
    {
      item: '2',
      task: '推进',
      lead: [],
      due: '2026年12月底前',
      dueOn: '2026-12-31',
      asWritten: '各部门',
    },
  ],
})
const today = '2026-11-05'
const stamp = { plan, at: morning, by: 'officer-1', today }
const note = (more: Partial<LedgerNote> = {}): LedgerNote => ({
  state: 'under-way',
  text: '发了通知，文号 1 号',
  doneOn: '',
  departments: [],
  ...more,
})
const entry = (more: Partial<LedgerNote> = {}) => {
  const made = noteOn(note(more), stamp)
  if (!made.ok) throw new Error(made.refusal.key)
  return made.value
}
const refusalOf = (more: Partial<LedgerNote>) => {
  const made = noteOn(note(more), stamp)
  return made.ok ? 'kept' : made.refusal.key
}

describe('a task of the plan', () => {
  it('is overdue after its last day until somebody notes that it was done, and then late', () => {
    const before = ledgerOf(plan, [], today)
    expect(before.map(({ item, overdue }) => [item, overdue])).toEqual([
      ['1', true],
      ['2', false],
    ])
    const done = entry({ state: 'done', doneOn: '2026-07-02' })
    const [line] = ledgerOf(plan, [{ item: '1', entries: [entry(), done] }], today)
    expect(line).toMatchObject({ state: 'done', doneOn: '2026-07-02', overdue: false, late: true })
    expect(line?.entries).toHaveLength(2)
  })

  it('is on time where it was done on its last day', () => {
    const done = entry({ state: 'done', doneOn: '2026-06-30' })
    expect(ledgerOf(plan, [{ item: '1', entries: [done] }], today)[0]?.late).toBe(false)
  })

  it('that was opened again after it was done is owed again', () => {
    const entries = [entry({ state: 'done', doneOn: '2026-06-30' }), entry({ text: '没有做完' })]
    expect(ledgerOf(plan, [{ item: '1', entries }], today)[0]).toMatchObject({
      state: 'under-way',
      overdue: true,
    })
  })

  it('is the departments’ that were named last, else those of the plan', () => {
    const entries = [entry({ departments: ['public-security'] }), entry()]
    const [first, second] = ledgerOf(plan, [{ item: '1', entries }], today)
    expect(first?.departments).toEqual(['public-security'])
    expect(second).toMatchObject({ departments: [], who: '各部门' })
  })
})

describe('what is refused', () => {
  it.each([
    [{ text: ' ' }, 'ledger-text-missing'],
    [{ text: '长'.repeat(1001) }, 'ledger-text-long'],
    [{ departments: ['crystal-ball'] }, 'ledger-department-unknown'],
    [{ state: 'done', doneOn: '' }, 'ledger-day-missing'],
    [{ state: 'done', doneOn: '2026-13-01' }, 'ledger-day-missing'],
    [{ state: 'done', doneOn: '2026-09-31' }, 'ledger-day-missing'],
    [{ state: 'done', doneOn: '2026-11-06' }, 'ledger-day-ahead'],
    [{ state: 'done', doneOn: '2001-01-01' }, 'ledger-day-early'],
  ] satisfies readonly (readonly [Partial<LedgerNote>, string])[])('%o', (more, key) => {
    expect(refusalOf(more)).toBe(key)
  })

  it('nothing is refused that is done today, with its evidence', () => {
    expect(refusalOf({ state: 'done', doneOn: today })).toBe('kept')
  })
})

describe('a task that the area adds', () => {
  const asked = {
    task: '各县定方案',
    clause: '二(一)1',
    dueOn: '2026-10-31',
    under: '1',
    departments: ['health-commission'],
  }

  it('stands behind the one it is a part of, and is overdue by its own day', () => {
    const made = addedTask(asked, stamp)
    if (!made.ok) throw new Error(made.refusal.key)
    const lines = ledgerOf(plan, [{ item: 'x1', entries: [made.value] }], today)
    expect(lines.map(({ item }) => item)).toEqual(['1', 'x1', '2'])
    expect(lines[1]).toMatchObject({ own: true, under: '1', overdue: true, clause: '二(一)1' })
  })

  it.each([
    [{ task: '' }, 'ledger-task-missing'],
    [{ clause: '九' }, 'ledger-clause-unknown'],
    [{ dueOn: '明年' }, 'ledger-day-missing'],
    [{ dueOn: '2026-11-31' }, 'ledger-day-missing'],
    [{ departments: [] }, 'ledger-department-unknown'],
  ])('is refused with %o', (more, key) => {
    const made = addedTask({ ...asked, ...more }, stamp)
    expect(made.ok ? 'kept' : made.refusal.key).toBe(key)
  })
})
