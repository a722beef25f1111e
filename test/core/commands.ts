import type { Case } from '#core/case.ts'
import type { Command } from '#core/command.ts'

import {
  officerOf,
  aMatter,
  anAssignment,
  aPlacement,
  atTheIntakeOffice,
  aCase,
  after,
} from './builders.ts'

/** The officers of the usual offices, and what they usually want. */
export const health = officerOf('health-commission')
export const market = officerOf('market-regulation')
export const police = officerOf('public-security')
export const intake = officerOf('intake')

/** The task that `anAssignment` gives a department. */
export const taskOf = (department: string) => `task-${department}`
export const accept = (department = 'health-commission'): Command => ({
  type: 'accept',
  task: taskOf(department),
})
export const decline = (
  department = 'health-commission',
  text = '没有写明地点，找不到。',
): Command => ({
  type: 'decline',
  task: taskOf(department),
  reason: 'no-clear-object',
  text,
})
export const conclude = (more: Partial<Extract<Command, { type: 'conclude' }>> = {}): Command => ({
  type: 'conclude',
  task: taskOf('health-commission'),
  outcome: 'unfounded',
  text: '查了，没有发现无证行医。',
  ...more,
})
export const giveBack: Command = {
  type: 'return',
  task: taskOf('health-commission'),
  reason: '属于药品经营',
  basis: '附件2',
}
/** The intake office gives the matter to a department. */
export const ruleTo = (
  department: string,
  more: Partial<Extract<Command, { type: 'rule' }>> = {},
): Command => ({
  type: 'rule',
  matter: 'm1',
  assignments: [anAssignment(department, 'lead', { task: `ruled-${department}` })],
  reason: '以价格违法为主',
  basis: '附件2',
  ...more,
})
export const ask: Command = {
  type: 'ask',
  task: taskOf('health-commission'),
  text: '二楼从哪个门上去？',
}

/** Cases as they come in: two leads; a lead and a helper; waiting for intake; two matters. */
export const coLed = aCase({}, [
  aPlacement([
    anAssignment('health-commission', 'co-lead'),
    anAssignment('market-regulation', 'co-lead'),
  ]),
])
export const helped = aCase({}, [
  aPlacement([anAssignment('health-commission'), anAssignment('public-security', 'cooperate')]),
])
export const waiting = aCase({}, [atTheIntakeOffice()])
export const twoMatters = aCase({ matters: [aMatter(), aMatter({ id: 'm2', offence: 'F1' })] }, [
  aPlacement([anAssignment('health-commission')]),
  aPlacement([anAssignment('market-regulation')], { matter: 'm2' }),
])
/** The case after several people have done what must be allowed. */
export const stateAfter = (
  about: Case,
  ...steps: (readonly [Parameters<typeof after>[1], Command])[]
) => steps.reduce((now, [by, command]) => after(now, by, command), about)
