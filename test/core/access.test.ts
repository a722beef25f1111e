import { may, sees } from '#core/access.ts'
import { actions, type Action } from '#core/actions.ts'
import { permissions, type Role } from '#core/roles.ts'
import { describe, expect, it } from 'vitest'

import {
  aCase,
  after,
  aMatter,
  anAssignment,
  anOfficer,
  aPlacement,
  officerOf,
} from './builders.ts'

const roles = Object.keys(permissions) as Role[]
const underHealth = aCase()

describe('who sees a case', () => {
  it.each([
    ['a handler of the office that has a task in it', anOfficer('handler'), true],
    ['a handler of another department', anOfficer('handler', 'office-public-security'), false],
    ['the intake office', anOfficer('intake', 'office-intake'), true],
    ['a supervisor', anOfficer('supervisor', 'office-supervision'), true],
    ['an intake office of another area', { ...anOfficer('intake'), area: '370300' }, false],
    [
      'a handler of another area whose office has the same id',
      { ...anOfficer('handler'), area: '370300' },
      false,
    ],
    ['an administrator, even of the same office', anOfficer('administrator'), false],
    ['an auditor, even of the same office', anOfficer('auditor'), false],
  ] as const)('%s: %#', (_who, officer, expected) => {
    expect(sees(officer, underHealth)).toBe(expected)
  })

  it('an office that gave its task back still sees what it had', () => {
    const returned = after(underHealth, officerOf('health-commission'), {
      type: 'return',
      task: 'task-health-commission',
      reason: '属于药品',
      basis: '三(九)',
    })
    expect(sees(anOfficer('handler'), returned)).toBe(true)
  })

  it('a cooperating office sees it', () => {
    const both = aCase({}, [
      aPlacement([anAssignment('health-commission'), anAssignment('public-security', 'cooperate')]),
    ])
    expect(sees(anOfficer('handler', 'office-public-security'), both)).toBe(true)
  })
})

describe('who sees an accusation', () => {
  const accusing = (accused?: string) =>
    aCase({
      matters: [aMatter({ stream: 'accusation', offence: 'I4', ...(accused ? { accused } : {}) })],
    })
  const againstHealth = accusing('health-commission')
  const of = (role: Role, department: string, unit?: string) => ({
    ...anOfficer(role, `office-${department}`),
    department,
    ...(unit ? { unit } : {}),
  })

  it.each([
    [
      'a handler of the department accused, even with a task in it',
      of('handler', 'health-commission'),
    ],
    ['a supervisor who belongs to it', of('supervisor', 'health-commission')],
    ['an intake officer whose office sits in it', of('intake', 'intake', 'health-commission')],
  ] as const)('is not %s', (_who, officer) => {
    expect(sees(officer, againstHealth)).toBe(false)
    expect(may(officer, 'see-case', againstHealth)).toMatchObject({
      refusal: { key: 'case-not-visible' },
    })
  })

  it.each([
    ['an intake office that belongs to nobody', of('intake', 'intake')],
    ['an intake officer whose office sits elsewhere', of('intake', 'intake', 'justice')],
    ['a supervisor of another department', of('supervisor', 'justice')],
  ] as const)('is %s', (_who, officer) => {
    expect(sees(officer, againstHealth)).toBe(true)
  })

  it('where nobody knows who is accused, is only the intake office: it might be any department', () => {
    expect(sees(of('supervisor', 'justice'), accusing())).toBe(false)
    expect(sees(of('intake', 'intake'), accusing())).toBe(true)
  })
})

describe('who may do what', () => {
  const allowed = (role: Role) => actions.filter((action) => permissions[role].has(action))

  it('is this table', () => {
    expect(Object.fromEntries(roles.map((role) => [role, allowed(role).join(' ')]))).toEqual({
      intake:
        'see-case read-evidence accept decline return rule note ask supplement conclude add-penalty pause resume ask-extension acknowledge close ask-identity see-suspicion mask unmask suspect clear-suspicion see-alike block review send-back-review grant-re-examination refuse-re-examination change-lead separate merge unmerge transfer receive-transfer take hand-over let-go reassign propose-transfer decide-transfer follow-transfer offer-mediation follow-mediation clear-accused hand-ethics give-patrol name-subject see-grid moderate-nominations inspect-nominations see-meetings call-meeting ask-joint give-rectification see-inbox see-accusations see-gaps keep-ledger see-scrutiny see-undelivered enter-calls talk-to-reporter see-statistics draft-publication approve-publication see-subjects decide-subjects import-institutions propose-credit see-warnings settle-warning steer-warning',
      handler:
        'see-case read-evidence accept decline return note ask conclude add-penalty pause resume ask-extension close ask-identity mask review send-back-review transfer receive-transfer take hand-over let-go propose-transfer decide-transfer follow-transfer offer-mediation follow-mediation hand-ethics give-patrol name-subject see-grid inspect-nominations see-meetings call-meeting ask-joint give-rectification see-inbox see-statistics draft-publication see-subjects propose-credit see-warnings settle-warning',
      supervisor:
        'see-case read-evidence extend refuse-extension acknowledge grant-identity see-suspicion mask unmask redact supervise lift-supervision suspect clear-suspicion refer-suspicion hold-case see-alike lift-block send-back-reward approve-reward review-reward review send-back-review grant-re-examination refuse-re-examination change-lead merge unmerge hand-over let-go reassign decide-transfer clear-accused name-subject see-grid manage-grid moderate-nominations inspect-nominations see-meetings call-meeting ask-joint give-rectification see-inbox see-accusations see-gaps see-channels keep-ledger see-scrutiny scrutinise see-undelivered see-statistics read-audit draft-publication approve-publication withdraw-publication see-rewards see-subjects decide-subjects publish-inspections confirm-credit use-results see-warnings settle-warning steer-warning',
      'reward-officer':
        'see-case ask-identity see-suspicion propose-reward check-reward send-back-reward see-inbox see-statistics see-rewards notify-reward confirm-claim pay-reward approve-parameters',
      auditor: 'see-scrutiny see-statistics read-audit',
      administrator:
        'manage-grid see-channels see-statistics manage-officers manage-offices configure edit-plan publish-plan approve-parameters import-institutions',
    })
  })

  it('a handler may not rule, and is told why not', () => {
    expect(may(anOfficer('handler'), 'rule', underHealth)).toEqual({
      ok: false,
      refusal: { key: 'role-may-not', facts: { role: 'handler', action: 'rule' } },
    })
  })

  it('what one may not see one may not touch', () => {
    expect(may(anOfficer('handler', 'office-public-security'), 'accept', underHealth)).toEqual({
      ok: false,
      refusal: { key: 'case-not-visible' },
    })
  })

  it('no role both asks for an identity and grants it; who keeps the machine or audits does neither', () => {
    const asks = roles.filter((role) => permissions[role].has('ask-identity'))
    const grants = roles.filter((role) => permissions[role].has('grant-identity'))
    expect(asks).toEqual(['intake', 'handler', 'reward-officer'])
    expect(grants).toEqual(['supervisor'])
  })

  it('every role × action has an answer', () => {
    const answers = roles.flatMap((role) =>
      actions.map((action: Action) => may(anOfficer(role), action, underHealth).ok),
    )
    expect(answers).toHaveLength(roles.length * actions.length)
  })
})
