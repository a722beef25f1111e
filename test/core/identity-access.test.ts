import { describe, expect, it } from 'vitest'
import {
  answerIdentity,
  askIdentity,
  linksBetween,
  mayEnd,
  mayView,
  type Account,
  type IdentityRequest,
} from '#core/identity-access.ts'
import { aCase, anOfficer } from './builders.ts'

const about = aCase()
const at = 1_000_000
const hour = 3_600_000
const handler = anOfficer('handler')
const supervisor = {
  ...anOfficer('supervisor', 'office-supervision'),
  id: 'officer-supervisor',
  name: '李四',
}
const asked: IdentityRequest = {
  id: 'r1',
  number: about.number,
  asker: handler.id,
  purpose: 'verify-facts',
  askedAt: at,
  state: 'asked',
}
const granted: IdentityRequest = {
  ...asked,
  state: 'granted',
  answeredBy: supervisor.id,
  answeredAt: at,
  until: at + hour,
  links: [],
}
const reason = '门牌说不清，要当面指认'
const accountOf = ({ id, name, role }: Account): Account => ({ id, name, role })
const before = { request: asked, about, asker: accountOf(handler), granter: accountOf(supervisor) }
const yes = { grant: true, hours: 4, reason: '情况属实，同意', at }

const ask = (officer = handler, given: Partial<Parameters<typeof askIdentity>[2]> = {}) =>
  askIdentity(officer, about, {
    purpose: 'verify-facts',
    reason,
    hasIdentity: true,
    before: [],
    at,
    ...given,
  })

describe('asking for an identity', () => {
  it('needs a purpose and a reason that says something', () => {
    expect(ask()).toEqual({ ok: true, value: { purpose: 'verify-facts', reason } })
    expect(ask(handler, { purpose: 'toString' })).toMatchObject({
      refusal: { key: 'purpose-missing' },
    })
    expect(ask(handler, { reason: '  ' })).toMatchObject({ refusal: { key: 'reason-missing' } })
    expect(ask(handler, { reason: '要看' })).toMatchObject({ refusal: { key: 'reason-too-short' } })
    expect(ask(handler, { reason: '看'.repeat(501) })).toMatchObject({
      refusal: { key: 'text-too-long' },
    })
  })

  it('is for those who handle this very case', () => {
    expect(ask(anOfficer('handler', 'office-public-security'))).toMatchObject({
      refusal: { key: 'case-not-visible' },
    })
    for (const role of ['supervisor', 'auditor', 'administrator'] as const)
      expect(ask(anOfficer(role))).toMatchObject({ refusal: { key: 'role-may-not' } })
  })

  it('is in vain where the reporter left no name', () => {
    expect(ask(handler, { hasIdentity: false })).toMatchObject({
      refusal: { key: 'identity-none' },
    })
  })

  it('is possible once at a time, and again when the grant is over', () => {
    for (const one of [asked, granted])
      expect(ask(handler, { before: [one] })).toMatchObject({
        refusal: { key: 'identity-already-asked' },
      })
    expect(ask(handler, { before: [granted], at: at + hour }).ok).toBe(true)
    expect(ask(handler, { before: [{ ...asked, asker: 'somebody-else' }] }).ok).toBe(true)
  })
})

describe('answering', () => {
  it('a second person of another role grants, for a time', () => {
    expect(answerIdentity(supervisor, before, yes)).toEqual({
      ok: true,
      value: { reason: yes.reason, granted: { until: at + 4 * hour, links: [] } },
    })
  })

  it('nobody answers their own request, whatever role they have by now', () => {
    for (const role of ['handler', 'supervisor', 'administrator'] as const)
      expect(answerIdentity({ ...supervisor, role, id: handler.id }, before, yes)).toEqual({
        ok: false,
        refusal: { key: 'identity-self-grant' },
      })
  })

  it('a role that asks does not grant', () => {
    const asker = { ...accountOf(handler), role: 'supervisor' } as const
    expect(answerIdentity(supervisor, { ...before, asker }, yes)).toMatchObject({
      refusal: { key: 'identity-same-role' },
    })
    expect(answerIdentity({ ...anOfficer('intake'), id: 'x' }, before, yes)).toMatchObject({
      refusal: { key: 'role-may-not' },
    })
  })

  it('a supervisor of another area or of the department accused does not grant', () => {
    expect(answerIdentity({ ...supervisor, area: '370300' }, before, yes)).toMatchObject({
      refusal: { key: 'case-not-visible' },
    })
  })

  it('is done once, with a reason, and a grant for hours that are on offer', () => {
    const refusal = (given: object, request: IdentityRequest = asked) =>
      answerIdentity(supervisor, { ...before, request }, { ...yes, ...given })
    expect(refusal({}, granted)).toMatchObject({ refusal: { key: 'identity-already-answered' } })
    expect(refusal({ reason: '' })).toMatchObject({ refusal: { key: 'reason-missing' } })
    for (const hours of [0, -1, 9_999, Number.NaN])
      expect(refusal({ hours })).toMatchObject({ refusal: { key: 'grant-hours-missing' } })
    expect(refusal({ grant: false, hours: 0 })).toEqual({ ok: true, value: { reason: yes.reason } })
  })

  it('two accounts that look like one person are told of, with the grant', () => {
    const one = { id: 'a', name: '王芳', role: 'handler', invitedBy: 'officer:admin' } as const
    const other = { ...one, id: 'b', name: '李强', role: 'supervisor' } as const
    expect(linksBetween(one, other)).toEqual(['same-inviter'])
    expect(linksBetween(one, { ...other, name: ' 王芳 ' })).toEqual(['same-name', 'same-inviter'])
    expect(linksBetween(one, { ...other, invitedBy: 'a' })).toEqual(['one-invited-the-other'])
    expect(linksBetween({ ...one, invitedBy: 'x' }, other)).toEqual([])
    const ownLink = { ...other, invitedBy: 'x', inviterName: '李强' }
    expect(linksBetween(one, ownLink)).toEqual(['inviter-has-same-name'])
    const answered = answerIdentity(supervisor, { ...before, asker: one, granter: other }, yes)
    expect(answered).toMatchObject({ value: { granted: { links: ['same-inviter'] } } })
  })
})

describe('a grant', () => {
  const view = (officer = handler, request: IdentityRequest = granted, now = at) =>
    mayView(officer, request, { about, at: now })

  it('is for one officer, one case, and until its end', () => {
    expect(view()).toEqual({ ok: true, value: { until: at + hour } })
    expect(view(handler, granted, at + hour - 1).ok).toBe(true)
    expect(view(handler, granted, at + hour)).toMatchObject({
      refusal: { key: 'identity-grant-over' },
    })
    expect(view(supervisor)).toMatchObject({ refusal: { key: 'identity-not-yours' } })
    expect(view(handler, { ...granted, number: 'RC-2026-99999' })).toMatchObject({
      refusal: { key: 'identity-not-granted' },
    })
  })

  it('opens nothing before it was given, after it was refused or given back, or when the case is no longer theirs', () => {
    const answered = { answeredBy: supervisor.id, answeredAt: at }
    expect(view(handler, asked)).toMatchObject({ refusal: { key: 'identity-not-granted' } })
    expect(view(handler, { ...asked, state: 'refused', ...answered })).toMatchObject({
      refusal: { key: 'identity-not-granted' },
    })
    expect(view(handler, { ...granted, state: 'ended', endedAt: at })).toMatchObject({
      refusal: { key: 'identity-grant-over' },
    })
    expect(view({ ...handler, office: 'office-elsewhere' })).toMatchObject({
      refusal: { key: 'case-not-visible' },
    })
    expect(view({ ...handler, role: 'auditor' })).toMatchObject({
      refusal: { key: 'role-may-not' },
    })
  })

  it('is given back by who has it, taken back by who may grant, and ended by nobody else', () => {
    const end = (officer: typeof handler) => mayEnd(officer, granted, { about, at })
    expect(end(handler).ok).toBe(true)
    expect(end(supervisor).ok).toBe(true)
    expect(end({ ...handler, id: 'another' })).toMatchObject({ refusal: { key: 'role-may-not' } })
    expect(mayEnd(handler, granted, { about, at: at + hour })).toMatchObject({
      refusal: { key: 'identity-grant-over' },
    })
  })
})
