import { permissions, type Role } from '#core/roles.ts'
import { discloseToReporter } from '#core/disclose-to-reporter.ts'
import { discloseToOfficer, discloseToPublic } from '#core/disclosure.ts'
import { noticesOwed } from '#core/notices.ts'
import { describe, expect, it } from 'vitest'
import { aCase, after, anOfficer, officerOf, refusalOf } from './builders.ts'

const reason = '照片是外省的，金丝雀理由'
const intake = officerOf('intake')
const supervisor = officerOf('supervision')
const plain = aCase()
const suspected = after(plain, intake, { type: 'suspect', reason })
const organ = '荣昌区公安局'
const refer = { type: 'refer-suspicion', organ, text: '涉嫌诬告' } as const
const roles = Object.keys(permissions) as Role[]

describe('疑似恶意举报', () => {
  it('moves no state, no date and no task: what was reported is looked into all the same', () => {
    const { suspicion, version, ...rest } = suspected
    expect(suspicion).toMatchObject({ reason })
    expect({ ...rest, version: version - 1 }).toEqual(plain)
  })

  it('is seen by the intake office, supervisors and reward officers alone', () => {
    const seeing = roles.filter((role) => {
      const shown = discloseToOfficer(suspected, anOfficer(role))
      return JSON.stringify(shown ?? {}).includes(reason)
    })
    expect(seeing.toSorted()).toEqual(['intake', 'reward-officer', 'supervisor'])
  })

  it('is told to no reporter, no public and in no notice', () => {
    const events = [{ id: 'e', at: 1, by: { kind: 'clock' }, type: 'suspected', reason }] as const
    expect(noticesOwed(suspected, events)).toEqual([])
    expect(discloseToReporter(suspected)).toEqual(discloseToReporter(plain))
    expect(discloseToPublic(suspected)).toBeUndefined()
  })

  it('needs a reason, is recorded once, and is taken back with a reason', () => {
    expect(refusalOf(plain, intake, { type: 'suspect', reason: ' ' })).toBe('reason-missing')
    expect(refusalOf(suspected, intake, { type: 'suspect', reason })).toBe('suspicion-known')
    const cleared = after(suspected, supervisor, { type: 'clear-suspicion', reason: '查清了' })
    expect(cleared.suspicion).toBeUndefined()
  })

  it('is referred by another officer than the one who recorded it, once, to an organ that is named', () => {
    expect(refusalOf(suspected, intake, refer)).toBe('suspicion-same-officer')
    expect(refusalOf(suspected, supervisor, { ...refer, organ: '' })).toBe('organ-missing')
    expect(refusalOf(plain, supervisor, refer)).toBe('suspicion-none')
    const referred = after(suspected, supervisor, refer)
    expect(referred.suspicion?.referred).toMatchObject({ organ })
    expect(refusalOf(referred, supervisor, refer)).toBe('suspicion-referred')
  })

  it('only a supervisor refers', () => {
    expect(roles.filter((role) => permissions[role].has('refer-suspicion'))).toEqual(['supervisor'])
  })
})
