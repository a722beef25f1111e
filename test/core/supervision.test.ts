import { describe, expect, it } from 'vitest'
import { may } from '#core/access.ts'
import { permissions, type Role } from '#core/roles.ts'
import { owedToOffices } from '#core/department-notices.ts'
import { discloseToReporter } from '#core/disclose-to-reporter.ts'
import { discloseToOfficer, discloseToPublic } from '#core/disclosure.ts'
import { masked } from '#core/masking.ts'
import { noticesOwed } from '#core/notices.ts'
import { superviseReasons } from '#core/supervision.ts'
import { aCase, after, anOfficer, eventsOf, officerOf, refusalOf, someFacts } from './builders.ts'

const words = '金丝雀：三次催办没有回音'
const supervisor = officerOf('supervision')
const health = officerOf('health-commission')
const task = 'task-health-commission'
const supervise = { type: 'supervise', reason: 'passed-on', text: words } as const
const lift = { type: 'lift-supervision', text: '已经办完' } as const
const plain = aCase()
const supervised = after(plain, supervisor, supervise)
const roles = Object.keys(permissions) as Role[]

describe('督办', () => {
  it('marks the case with reason and words; no state, no task, no clock and no date of the reporter moves', () => {
    const { supervision, version, ...rest } = supervised
    expect(supervision).toMatchObject({ reason: 'passed-on', text: words, by: supervisor })
    expect({ ...rest, version: version - 1 }).toEqual(plain)
  })

  it('needs words, and is put on once', () => {
    expect(refusalOf(plain, supervisor, { ...supervise, text: ' ' })).toBe('reason-missing')
    expect(refusalOf(supervised, supervisor, supervise)).toBe('already-supervised')
    for (const reason of superviseReasons)
      expect(refusalOf(plain, supervisor, { ...supervise, reason })).toBe('allowed')
  })

  it('is lifted with a reason, and may then be put on again', () => {
    expect(refusalOf(plain, supervisor, lift)).toBe('not-supervised')
    expect(refusalOf(supervised, supervisor, { ...lift, text: '' })).toBe('reason-missing')
    const lifted = after(supervised, supervisor, lift)
    const { version, ...rest } = lifted
    expect({ ...rest, version: version - 2 }).toEqual(plain)
    expect(refusalOf(lifted, supervisor, supervise)).toBe('allowed')
  })

  it('lasts when the offices have acted, and is lifted also when all is concluded', () => {
    const accepted = after(supervised, health, { type: 'accept', task })
    const done = { type: 'conclude', task, outcome: 'unfounded', text: '查了，没有发现。' } as const
    const concluded = after(accepted, health, done)
    expect(concluded.supervision).toEqual(supervised.supervision)
    expect(refusalOf(concluded, supervisor, lift)).toBe('allowed')
    const withdrawn = after(supervised, { kind: 'reporter' }, { type: 'withdraw', reason: '' })
    expect(refusalOf(withdrawn, supervisor, lift)).toBe('allowed')
  })

  it('is for supervisors alone, and only in a case they may see', () => {
    const able = (action: 'supervise' | 'lift-supervision') =>
      roles.filter((role) => may(anOfficer(role), action, supervised).ok)
    expect([able('supervise'), able('lift-supervision')]).toEqual([['supervisor'], ['supervisor']])
    const elsewhere = { ...anOfficer('supervisor'), area: '370300' }
    expect(may(elsewhere, 'supervise', plain)).toMatchObject({
      refusal: { key: 'case-not-visible' },
    })
  })

  it('is read by every office that has a task, and by no reporter and nobody of the public', () => {
    for (const role of ['handler', 'intake', 'supervisor'] as const)
      expect(discloseToOfficer(supervised, anOfficer(role))?.supervision?.text).toBe(words)
    expect(discloseToReporter(supervised)).toEqual(discloseToReporter(plain))
    expect(JSON.stringify(discloseToPublic(supervised) ?? {})).not.toContain('金丝雀')
    const lifted = after(supervised, supervisor, lift)
    const events = [
      ...eventsOf(plain, supervisor, supervise),
      ...eventsOf(supervised, supervisor, lift),
    ]
    expect(noticesOwed(lifted, events)).toEqual([])
  })

  it('is told to each office that still has something to do, with its date and without a word', () => {
    const owed = owedToOffices(supervised, eventsOf(plain, supervisor, supervise))
    expect(owed).toMatchObject([
      { type: 'case.supervised', office: 'office-health-commission', due: plain.tasks[0]?.due.on },
    ])
    expect(JSON.stringify(owed)).not.toContain('金丝雀')
    expect(owedToOffices(plain, eventsOf(supervised, supervisor, lift))).toEqual([])
  })

  it('hides the words that were hidden in the report', () => {
    const name = someFacts.what.slice(0, 4)
    const repeating = after(plain, supervisor, { ...supervise, text: `${name}来问了三次` })
    const hidden = after(repeating, supervisor, { type: 'mask', words: [name], reason: '像姓名' })
    expect(masked(hidden).supervision?.text).toBe('▇▇▇▇来问了三次')
  })
})
