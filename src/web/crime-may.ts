import { may } from '#core/access.ts'
import { permissions } from '#core/roles.ts'
import type { DeskCase } from '#service/desk-case.ts'
import { decides } from '#core/transitions.ts'
import type { Visit } from './desk-door.ts'

/** Whether this officer can begin, decide on or follow a transfer to the police here. */
export function mayGoToPolice({ officer }: Visit, { tasks, file }: DeskCase): boolean {
  if ((file.proposals?.length ?? 0) > 0) return permissions[officer.role].has('decide-transfer')
  return (
    may(officer, 'propose-transfer').ok &&
    tasks.some(({ mine, role, state }) => mine && decides(role) && state !== 'cancelled')
  )
}

/** Whether there is a dispute, an accusation or something found that could go another road from here. */
export function mayGoElsewhere({ officer }: Visit, { file, tasks }: DeskCase): boolean {
  const began = [file.mediations, file.clearings, file.ethics].some((some) => some?.length)
  const isDispute = file.matters.some(({ stream }) => stream === 'complaint')
  const isAccusation = file.matters.some(({ stream }) => stream === 'accusation')
  const isFound = file.matters.some(
    ({ outcome }) => outcome === 'substantiated' || outcome === 'partly',
  )
  const own = tasks.some(({ mine, role }) => mine && decides(role))
  return (
    began ||
    (own && may(officer, 'offer-mediation').ok && (isDispute || isFound)) ||
    (isAccusation && may(officer, 'clear-accused').ok)
  )
}
