import { may, type Officer } from '#core/access.ts'
import type { Case, Task } from '#core/case.ts'
import { archivableOn, isAgainPending } from '#core/archive.ts'
import { dayOf } from '#core/clock.ts'
import { mayBeRuled } from '#core/progress.ts'
import { caseTable, isLive } from '#core/transitions.ts'
import type { Tx } from '#store/transaction.ts'
import type { Deed } from './deed.ts'
import type { DeskTask } from './desk-task.ts'
import { mayDecideAgain } from './oversight.ts'
import { reporterDays } from './reporter-days.ts'
import type { World } from './world.ts'

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
  | 'grant-re-examination'
  | 'refuse-re-examination'
  | 'separate'
  | 'merge'
  | 'unmerge'
  | 'receive-transfer'

/** What only the area and the calendar know. */
export interface CaseDeedGround {
  /** The reader decides the reporter's request, which is open. */
  readonly decidesAgain: boolean
  readonly archivableNow: boolean
}

export async function caseDeedGround(
  world: World,
  tx: Tx,
  about: Case,
  officer: Officer,
): Promise<CaseDeedGround> {
  const pending = isAgainPending(about)
  const from = archivableOn(about, reporterDays(world, about.area))
  return {
    decidesAgain: pending && (await mayDecideAgain(world, tx, { about, officer })),
    archivableNow: !pending && dayOf(world.clock()) >= from,
  }
}

/** Deeds on the case as a whole that the officer may do now. */
export function caseDeeds(
  about: Case,
  officer: Officer,
  { decidesAgain, archivableNow }: CaseDeedGround,
): readonly Deed['type'][] {
  const deeds: Deed['type'][] = []
  const able = (deed: CaseDeed): boolean =>
    may(officer, deed, about).ok && caseTable[about.state][deed] === 'yes'
  if (about.urgent && !about.acknowledgedAt && able('acknowledge')) deeds.push('acknowledge')
  if (about.matters.some((matter) => mayBeRuled(about, matter)) && able('rule')) deeds.push('rule')
  if (able('close') && archivableNow) deeds.push('close')
  if (decidesAgain)
    deeds.push(...(['grant-re-examination', 'refuse-re-examination'] as const).filter(able))
  const watch = about.supervision ? 'lift-supervision' : 'supervise'
  if (able(watch)) deeds.push(watch)
  for (const deed of ['separate', 'merge', 'unmerge'] as const) if (able(deed)) deeds.push(deed)
  if (waitsForReceipt(about, officer) && able('receive-transfer')) deeds.push('receive-transfer')
  const { suspicion } = about
  if (!suspicion && able('suspect')) deeds.push('suspect')
  if (suspicion && !suspicion.referred && able('refer-suspicion')) deeds.push('refer-suspicion')
  if (suspicion && able('clear-suspicion')) deeds.push('clear-suspicion')
  return deeds
}

/** A letter of the officer's own office that nobody has acknowledged yet. */
const waitsForReceipt = ({ transfers = [], tasks }: Case, { office }: Officer): boolean =>
  transfers.some(
    (one) =>
      !one.receipt &&
      tasks.some(({ task, office: whose }) => task === one.task && whose === office),
  )

/** What a first-time officer should do now. */
export function nextStep(
  about: Case,
  tasks: readonly DeskTask[],
  { deeds }: { readonly deeds: readonly Deed['type'][] },
): { readonly next?: NextStep } {
  if (deeds.includes('acknowledge')) return { next: { deed: 'acknowledge' } }
  if (deeds.includes('grant-re-examination')) return { next: { deed: 'grant-re-examination' } }
  const drafted = tasks.find((task) => task.deeds.includes('review'))
  if (drafted) return { next: { deed: 'review', task: drafted.task } }
  const longer = tasks.find((task) => task.deeds.includes('extend'))
  if (longer) return { next: { deed: 'extend', task: longer.task } }
  const open = about.matters.find((matter) => matter.open)
  if (open && deeds.includes('rule')) return { next: { deed: 'rule', matter: open.id } }
  const live = tasks.find((task) => task.mine && isLive(task as Task))
  if (live?.deeds.includes('accept')) return { next: { deed: 'accept', task: live.task } }
  if (live?.deeds.includes('conclude')) return { next: { deed: 'conclude', task: live.task } }
  return {}
}
