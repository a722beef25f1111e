import type { Case, Due, Instant } from './case.ts'
import type { CrimeProposal, CrimeStepKind, KeptStep } from './crime.ts'
import type { Transfer } from './transfer.ts'

/** What a suspected crime waits for now. */
export type CrimeWait =
  | 'approve'
  | 'letter'
  | 'receipt'
  | 'copy'
  | 'answer'
  | 'send-again'
  | 'items'
  | 'objection'
  | 'second-objection'
  | 'reconsideration'
  | 'prosecutor'
  | 'go-on'

export interface Waiting {
  readonly wait: CrimeWait
  /** Since when. */
  readonly at: Instant
  readonly due?: Due
}

/** What a report to the head of the organ waits for; nothing once it was refused or its letter went out. */
export function proposalWaits(
  proposal: CrimeProposal,
  transfers: readonly Transfer[],
): Waiting | undefined {
  const { decision, at, due } = proposal
  if (!decision) return { wait: 'approve', at, ...(due ? { due } : {}) }
  if (!decision.granted || transfers.some((one) => one.proposal === proposal.id)) return undefined
  return { wait: 'letter', at: decision.at, ...(decision.due ? { due: decision.due } : {}) }
}

/** What a letter to the police waits for: at most its receipt or the next step, and the copy to the prosecutor. */
export function letterWaits(letter: Transfer): readonly Waiting[] {
  if (letter.to !== 'police' || letter.proposal === undefined) return []
  const { steps = [], at } = letter
  const copied = steps.some(({ kind }) => kind === 'copied')
  const next = nextOf(letter, steps)
  return [...(next ? [next] : []), ...(copied ? [] : [{ wait: 'copy' as const, at }])]
}

function nextOf(letter: Transfer, steps: readonly KeptStep[]): Waiting | undefined {
  const { receipt, at, due } = letter
  if (!receipt) return { wait: 'receipt', at, ...(due ? { due } : {}) }
  const last = steps.findLast(({ kind }) => kind !== 'copied')
  if (!last) return { wait: 'answer', at: receipt.at, ...(receipt.due ? { due: receipt.due } : {}) }
  const wait = afterStep(last, steps)
  return wait ? { wait, at: last.at, ...(last.due ? { due: last.due } : {}) } : undefined
}

function afterStep(last: KeptStep, steps: readonly KeptStep[]): CrimeWait | undefined {
  switch (last.kind) {
    case 'answered':
      return afterAnswer(last, steps)
    case 'sent-again':
      return 'answer'
    case 'objected':
      return last.way === 'reconsideration' ? 'reconsideration' : 'prosecutor'
    case 'prosecuted':
      return last.result === 'filing-asked' ? 'answer' : 'go-on'
    case 'items':
    case 'gone-on':
    case 'copied':
      return undefined
  }
}

function afterAnswer(
  { answer }: Extract<KeptStep, { readonly kind: 'answered' }>,
  steps: readonly KeptStep[],
): CrimeWait {
  if (answer === 'filed') return 'items'
  if (answer === 'returned') return 'send-again'
  if (answer === 'passed-on') return 'answer'
  const objections = steps.filter(({ kind }) => kind === 'objected')
  if (objections.length === 0) return 'objection'
  return objections.some((one) => one.kind === 'objected' && one.way === 'prosecutor')
    ? 'go-on'
    : 'second-objection'
}

/** Which steps can be written down while it waits for that. */
export const stepsWhile: Readonly<Record<CrimeWait, readonly CrimeStepKind[]>> = {
  approve: [],
  letter: [],
  receipt: ['copied'],
  copy: ['copied'],
  answer: ['copied', 'answered'],
  'send-again': ['copied', 'sent-again', 'gone-on'],
  items: ['copied', 'items'],
  objection: ['copied', 'objected', 'gone-on'],
  'second-objection': ['copied', 'objected', 'gone-on'],
  reconsideration: ['copied', 'answered'],
  prosecutor: ['copied', 'prosecuted'],
  'go-on': ['copied', 'gone-on'],
}

/** The letters and reports of a case that wait for something, with what for. */
export const crimeWaits = ({
  proposals = [],
  transfers = [],
}: {
  readonly proposals?: Case['proposals']
  readonly transfers?: Case['transfers']
}): readonly (Waiting & {
  readonly id: string
  readonly task: string
})[] => [
  ...proposals.flatMap((one) => {
    const waiting = proposalWaits(one, transfers)
    return waiting ? [{ ...waiting, id: one.id, task: one.task }] : []
  }),
  ...transfers.flatMap((one) =>
    letterWaits(one).map((waiting) => ({ ...waiting, id: one.id, task: one.task })),
  ),
]
