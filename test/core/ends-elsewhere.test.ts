import type { Case } from '#core/case.ts'
import type { Command } from '#core/command.ts'
import { discloseToReporter } from '#core/disclose-to-reporter.ts'
import { discloseToPublic } from '#core/disclosure.ts'
import { noticesOwed } from '#core/notices.ts'
import { owedToOffices } from '#core/department-notices.ts'
import { repeatsReport } from '#core/repeats-report.ts'
import { describe, expect, it } from 'vitest'

import { aCase, after, eventsOf, refusalOf, someFacts } from './builders.ts'
import { accept, conclude, health, taskOf } from './commands.ts'

const accusation = aCase({ matters: [{ id: 'm1', stream: 'accusation', offence: 'I4' }] })
const ends = (about: Case, outcome: 'unfounded' | 'partly') =>
  after(after(about, health, accept()), health, {
    ...conclude({ outcome, text: '查过了，已经答复。' }),
    ...(outcome === 'partly' ? { noPenaltyReason: '给予处分' } : {}),
  })
const clear = (more: object = {}): Command => ({
  type: 'clear-accused',
  matter: 'm1',
  organ: '自治区纪委监委',
  document: '内纪澄〔2026〕3号',
  on: '2026-11-05',
  clause: '三33',
  text: '',
  ...more,
})
const cleared = ends(accusation, 'unfounded')

describe('澄清正名', () => {
  it('is of an accusation that was not confirmed, by the number of the organ that issued it, once', () => {
    expect(refusalOf(aCase(), health, clear())).toBe('clearing-not-accusation')
    expect(refusalOf(accusation, health, clear())).toBe('not-concluded')
    expect(refusalOf(ends(accusation, 'partly'), health, clear())).toBe('clearing-not-unfounded')
    expect(refusalOf(cleared, health, clear({ document: ' ' }))).toBe('crime-number-missing')
    expect(refusalOf(cleared, health, clear({ clause: '' }))).toBe('clearing-not-in-plan')
    expect(refusalOf(cleared, health, clear({ text: someFacts.what }))).toBe('repeats-report')
    const done = after(cleared, health, clear())
    expect(done.clearings).toMatchObject([{ document: '内纪澄〔2026〕3号', clause: '三33' }])
    expect(refusalOf(done, health, clear())).toBe('clearing-known')
  })

  it('is told to nobody from here: not to the reporter, not to departments, not to the public', () => {
    const events = eventsOf(cleared, health, clear())
    const done = after(cleared, health, clear())
    expect(noticesOwed(done, events)).toEqual([])
    expect(owedToOffices(done, events)).toEqual([])
    expect(discloseToReporter(done)).toEqual(discloseToReporter(cleared))
    expect(discloseToPublic(done)).toEqual(discloseToPublic(cleared))
    expect(done.changedAt).toBe(cleared.changedAt)
  })
})

describe('医德考评', () => {
  it('is of what was found, and only by who decided it', () => {
    const found = ends(aCase(), 'partly')
    const hand = {
      type: 'hand-ethics',
      task: taskOf('health-commission'),
      unit: '城东医院',
      on: '2026-11-05',
      document: '',
      text: '收受礼金。',
    } as const
    expect(refusalOf(ends(aCase(), 'unfounded'), health, hand)).toBe('ethics-not-confirmed')
    const done = after(found, health, hand)
    expect(done.ethics).toMatchObject([{ unit: '城东医院' }])
    expect(refusalOf(done, health, hand)).toBe('ethics-known')
    expect(noticesOwed(done, eventsOf(found, health, hand))).toEqual([])
  })
})

describe('words that leave the offices', () => {
  it('repeat a report where ten characters in a row are the same, whatever stands between them', () => {
    const about = {
      facts: { ...someFacts, what: '他每天晚上八点以后偷偷给人打针' },
      supplements: [],
      questions: [],
    }
    expect(repeatsReport('查明每天晚上，八点以后偷偷给人打针。', about)).toBe(true)
    expect(repeatsReport('查明晚上有人打针。', about)).toBe(false)
    expect(repeatsReport(someFacts.where, about)).toBe(false)
  })
})
