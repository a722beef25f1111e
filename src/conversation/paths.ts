import type { Ask, Flow, Key, Node, NodeId, RequestName, Review, Story } from './flow.ts'

/** A way from one node to another, with the reason the trace gives for taking it. */
export interface Way {
  readonly to: NodeId
  readonly reason: string
}

/** Every way out of a node, in its own flow. Coverage of a flow is the share of these that traces show. */
export function waysOf(node: Node): readonly Way[] {
  switch (node.kind) {
    case 'say':
    case 'set':
      return [{ to: node.next, reason: 'next' }]
    case 'call':
      return [{ to: node.next, reason: 'return' }]
    case 'request':
      return [{ to: node.next, reason: 'result' }]
    case 'switch':
      return [
        ...node.cases.map((one, index) => ({ to: one.next, reason: `case ${index + 1}` })),
        { to: node.else, reason: 'else' },
      ]
    case 'ask':
      return waysOfAsk(node)
    case 'review':
      return waysOfReview(node)
    case 'hand-over':
    case 'end':
      return []
  }
}

function waysOfAsk(node: Ask): readonly Way[] {
  return [
    { to: node.next, reason: 'answered' },
    { to: node.exhausted, reason: 'exhausted' },
    ...(node.skip === undefined ? [] : [{ to: node.skip, reason: 'skipped' }]),
    ...(node.shortcuts ?? []).map(({ next }) => ({ to: next, reason: 'shortcut' })),
    ...(node.inWords ? [{ to: node.inWords.next, reason: 'words' }] : []),
  ]
}

function waysOfReview(node: Review): readonly Way[] {
  return [
    { to: node.next, reason: 'confirmed' },
    { to: node.exhausted, reason: 'exhausted' },
    ...node.rows.map(({ edit }) => ({ to: edit, reason: 'edit' })),
  ]
}

export function isQuestion(node: Node | undefined): node is Ask | Review {
  return node?.kind === 'ask' || node?.kind === 'review'
}

export function nodeIn(flow: Flow, id: NodeId | undefined): Node | undefined {
  return id !== undefined && Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined
}

export function allFlows(story: Story): readonly Flow[] {
  return Object.values(story.flows).flat()
}

/** Where a flow may be entered: at its start, by 取消, at the end of its time. */
export function entriesOf(flow: Flow): readonly NodeId[] {
  return [flow.start, flow.onCancel, flow.onExpire]
}

/** Everything that can be reached in a flow from these nodes. */
export function reachable(flow: Flow, from: readonly NodeId[]): ReadonlySet<NodeId> {
  const seen = new Set<NodeId>()
  const open = [...from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = nodeIn(flow, id)
    if (!node || seen.has(id)) continue
    seen.add(id)
    open.push(...waysOf(node).map((way) => way.to))
  }
  return seen
}

/** Flows in which a question may be open when another breaks in, and those that break in. */
export function breakingIn(story: Story): readonly string[] {
  return [...Object.values(story.signals), ...story.keywords.map(({ flow }) => flow)]
}

/** The texts a node says itself. */
export function textsOf(node: Node): readonly Key[] {
  switch (node.kind) {
    case 'say':
    case 'hand-over':
      return [node.text]
    case 'end':
      return node.text === undefined ? [] : [node.text]
    case 'ask':
      return [node.text, node.retry, ...Object.values(node.invalid ?? {})]
    case 'review':
      return [node.text, node.retry]
    case 'switch':
    case 'call':
    case 'request':
    case 'set':
      return []
  }
}

/** Requests after which there is no way back: something has been told to somebody. */
export const DONE: readonly RequestName[] = [
  'file',
  'file-urgent',
  'answer-here',
  'only-here',
  'answer',
  'supplement',
  'withdraw',
  're-examine',
  'correct-identity',
  'make-anonymous',
  'claim-reward',
  'forget',
]
