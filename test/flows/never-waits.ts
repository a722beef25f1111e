import type { Flow, NodeId } from '#conversation/flow.ts'

/** A flow that asks nothing never waits, so its time never runs out and its end of time is never reached. */
export const neverReached = ({ nodes, onExpire }: Flow, node: NodeId): boolean =>
  node === onExpire &&
  !Object.values(nodes).some(({ kind }) => kind === 'ask' || kind === 'review' || kind === 'call')
