import { may, type Officer } from '#core/access.ts'
import type { Case, Task } from '#core/case.ts'
import { mayBeRuled } from '#core/progress.ts'
import { caseTable, isLive } from '#core/transitions.ts'
import type { Deed } from './deed.ts'
import type { DeskTask } from './desk-task.ts'

/** One deed with the task or matter it is for. */
export interface NextStep {
  readonly deed: Deed['type']
  readonly task?: string
  readonly matter?: string
}

type CaseDeed =
  | 'acknowledge'
  | 'rule'
  | 'close'
  | 'supervise'
  | 'lift-supervision'
  | 'suspect'
  | 'refer-suspicion'
  | 'clear-suspicion'

/** Deeds on the case as a whole that the officer may do now. */
export function caseDeeds(about: Case, officer: Officer): readonly Deed['type'][] {
  const deeds: Deed['type'][] = []
  const able = (deed: CaseDeed): boolean =>
    may(officer, deed, about).ok && caseTable[about.state][deed] === 'yes'
  if (about.urgent && !about.acknowledgedAt && able('acknowledge')) deeds.push('acknowledge')
  if (about.matters.some((matter) => mayBeRuled(about, matter)) && able('rule')) deeds.push('rule')
  if (able('close')) deeds.push('close')
  const watch = about.supervision ? 'lift-supervision' : 'supervise'
  if (able(watch)) deeds.push(watch)
  const { suspicion } = about
  if (!suspicion && able('suspect')) deeds.push('suspect')
  if (suspicion && !suspicion.referred && able('refer-suspicion')) deeds.push('refer-suspicion')
  if (suspicion && able('clear-suspicion')) deeds.push('clear-suspicion')
  return deeds
}

/** What a first-time officer should do now. */
export function nextStep(
  about: Case,
  tasks: readonly DeskTask[],
  officer: Officer,
): { readonly next?: NextStep } {
  const deeds = caseDeeds(about, officer)
  if (deeds.includes('acknowledge')) return { next: { deed: 'acknowledge' } }
  const longer = tasks.find((task) => task.deeds.includes('extend'))
  if (longer) return { next: { deed: 'extend', task: longer.task } }
  const open = about.matters.find((matter) => matter.open)
  if (open && deeds.includes('rule')) return { next: { deed: 'rule', matter: open.id } }
  const live = tasks.find((task) => task.mine && isLive(task as Task))
  if (live?.deeds.includes('accept')) return { next: { deed: 'accept', task: live.task } }
  if (live?.deeds.includes('conclude')) return { next: { deed: 'conclude', task: live.task } }
  return {}
}
