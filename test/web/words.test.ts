import { describe, expect, it } from 'vitest'
import { refusals } from '#core/refusals.ts'
import { declineReasons, deeds, outcomes, taskStates } from '#web/words/terms.ts'
import { dueWords, leftWords } from '#web/words/dates.ts'
import { ownRefusals, refusalWords } from '#web/words/refusals.ts'

const unknown = refusalWords({ key: 'never-heard-of' })

describe('words of the desk', () => {
  it('say for every refusal why not and what cures it', () => {
    for (const key of [...refusals, ...ownRefusals]) {
      const sentence = refusalWords({
        key,
        facts: { longest: 360, minutes: 3, hours: 72, signs: '龘' },
      })
      expect(sentence, key).not.toBe(unknown)
      expect(sentence, key).toMatch(/^[^a-z{}]*(?:https?)?[^a-z{}]*。$/)
    }
  })

  it('answer a refusal that is new to them politely', () => {
    expect(unknown).toContain('再试一次')
    expect(refusalWords({ key: 'toString' })).toBe(unknown)
  })

  it('hold no English', () => {
    for (const names of [declineReasons, deeds, outcomes, taskStates])
      for (const name of Object.values(names)) expect(name).not.toMatch(/[a-z]/i)
  })

  it('tell a due day with its weekday and what is left of it', () => {
    const due = { on: '2026-12-11', limit: 'x', provisional: false, practice: false }
    expect(dueWords({ ...due, daysLeft: 14 }, '2026-11-23')).toBe(
      '12月11日（周五，剩 14 个工作日）',
    )
    expect(leftWords({ daysLeft: 0 }, false)).toBe('今天到期')
    expect(leftWords({ daysLeft: -2 }, true)).toBe('超期 2 个工作日')
    expect(dueWords({ ...due, on: '2027-01-08', daysLeft: 20 }, '2026-12-11')).toContain('2027年')
  })
})
