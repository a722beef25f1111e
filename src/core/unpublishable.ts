import type { Case } from './case.ts'

/** Why a part of a report gives nothing to publish; `undefined`: its decision may come out. */
export function unpublishable(
  { matters, tasks, state, reExamination }: Case,
  task: string,
): 'public-accusation' | 'public-not-concluded' | 'public-no-penalty' | undefined {
  const one = tasks.find((part) => part.task === task)
  if (matters.some(({ stream, accused }) => stream === 'accusation' || accused))
    return 'public-accusation'
  const isOpen =
    (state !== 'concluded' && state !== 'closed') ||
    (reExamination !== undefined && reExamination.decision === undefined)
  if (isOpen || one?.state !== 'concluded') return 'public-not-concluded'
  const isFound = one.outcome === 'substantiated' || one.outcome === 'partly'
  return isFound && one.penalty ? undefined : 'public-no-penalty'
}
