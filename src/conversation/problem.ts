import type { FlowId, NodeId } from './flow.ts'

/** Something that would go wrong in front of a person; the kind is a short sentence. */
export interface Problem {
  readonly flow: FlowId
  readonly node?: NodeId
  readonly kind: string
  readonly detail: string
}
