import type { CommandType } from '#core/command.ts'

/** What a case that is handled within another answers, where it is not that. */
export const whenMerged: Partial<Readonly<Record<CommandType, string>>> = {
  rate: 'allowed',
  answer: 'question-unknown',
  supplement: 'allowed',
  withdraw: 'allowed',
  'make-anonymous': 'allowed',
  mask: 'allowed',
  unmask: 'mask-unknown',
  redact: 'allowed',
  'lift-supervision': 'not-supervised',
  suspect: 'allowed',
  'clear-suspicion': 'suspicion-none',
  'refer-suspicion': 'suspicion-none',
  unmerge: 'allowed',
  'hear-joined': 'not-merged',
  'hear-patrol': 'patrol-unknown',
  'receive-transfer': 'transfer-unknown',
  'follow-transfer': 'transfer-unknown',
  'follow-mediation': 'mediation-unknown',
}
