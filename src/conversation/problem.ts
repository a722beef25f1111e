import type { FlowId, NodeId } from './flow.ts'

/** Every way a story can be wrong, each a short sentence. */
export const PROBLEM_KINDS = [
  'flow-is-missing',
  'leads-nowhere',
  'cannot-be-reached',
  'never-ends',
  'circle-without-a-question',
  'no-retry',
  'no-tries',
  'no-way-out-after-tries',
  'no-way-back',
  'switch-without-else',
  'edits-no-question',
  'calls-nothing',
  'calls-itself',
  'expiry-is-not-named',
  'needs-what-is-not-given',
  'read-before-written',
  'may-be-empty',
  'text-is-missing',
  'text-is-unused',
  'text-is-malformed',
  'placeholders-differ',
  'options-share-a-word',
  'too-long-for-channel',
  'too-many-messages',
] as const

/** A message split in two is worth knowing, but no fault. */
export type ProblemKind = (typeof PROBLEM_KINDS)[number] | 'is-split-in-two'

/** Something that would go wrong in front of a person. */
export interface Problem {
  readonly flow: FlowId
  readonly node?: NodeId
  readonly kind: ProblemKind
  readonly detail: string
}
