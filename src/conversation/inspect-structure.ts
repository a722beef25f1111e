import type { Ask, Flow, Node, NodeId, Review, Story } from './flow.ts'
import {
  DONE,
  allFlows,
  breakingIn,
  entriesOf,
  isQuestion,
  nodeIn,
  reachable,
  waysOf,
} from './paths.ts'
import type { Way } from './paths.ts'
import type { Problem, ProblemKind } from './problem.ts'
import { newest } from './turn.ts'

/** Every way leads somewhere, every node is reached and ends, no turn is without end, every question has its ways out. */
export function inspectStructure(story: Story): readonly Problem[] {
  return [
    ...unknownFlows(story),
    ...allFlows(story).flatMap((flow) => [
      ...nowhere(flow),
      ...unreached(flow),
      ...endless(flow),
      ...circles(story, flow),
      ...questions(flow),
      ...calls(story, flow),
    ]),
    ...unnamedExpiry(story),
  ]
}

function unknownFlows(story: Story): readonly Problem[] {
  return [story.start, ...breakingIn(story)]
    .filter((id) => newest(story, id) === undefined)
    .map((flow) => ({ flow, kind: 'flow-is-missing', detail: 'the story starts it, but has none' }))
}

function nowhere(flow: Flow): readonly Problem[] {
  const heads = [
    { to: flow.start, reason: 'start' },
    { to: flow.onCancel, reason: 'onCancel' },
    { to: flow.onExpire, reason: 'onExpire' },
  ]
  const lost = (node: NodeId | undefined, ways: readonly Way[]): readonly Problem[] =>
    ways
      .filter(({ to }) => nodeIn(flow, to) === undefined)
      .map(({ to, reason }) => ({
        flow: flow.id,
        ...(node === undefined ? {} : { node }),
        kind: kindOfLost(nodeIn(flow, node), reason, to),
        detail: to === undefined ? `${reason} leads to no node` : `${reason}: there is no ${to}`,
      }))
  return [
    ...lost(undefined, heads),
    ...Object.entries(flow.nodes).flatMap(([id, node]) => lost(id, waysOf(node))),
  ]
}

/** A way that was never written has its own name: what is missing is a part of the question or of the switch. */
function kindOfLost(node: Node | undefined, reason: string, to: NodeId | undefined): ProblemKind {
  if (to !== undefined) return 'leads-nowhere'
  if (node?.kind === 'switch' && reason === 'else') return 'switch-without-else'
  return reason === 'exhausted' ? 'no-way-out-after-tries' : 'leads-nowhere'
}

function unreached(flow: Flow): readonly Problem[] {
  const reached = reachable(flow, entriesOf(flow))
  return Object.keys(flow.nodes)
    .filter((id) => !reached.has(id))
    .map((node) => ({
      flow: flow.id,
      node,
      kind: 'cannot-be-reached',
      detail: 'nothing leads here',
    }))
}

function endless(flow: Flow): readonly Problem[] {
  const isEnd = (id: NodeId): boolean => ['end', 'hand-over'].includes(flow.nodes[id]?.kind ?? '')
  return Object.keys(flow.nodes)
    .filter((id) => ![...reachable(flow, [id])].some(isEnd))
    .map((node) => ({
      flow: flow.id,
      node,
      kind: 'never-ends',
      detail: 'no way from here leads to an end or to a person',
    }))
}

/** A circle in which nobody is asked anything would never stop. */
function circles(story: Story, flow: Flow): readonly Problem[] {
  return Object.keys(flow.nodes)
    .filter((id) => silentWays(story, flow, id).some((to) => silentlyFrom(story, flow, to).has(id)))
    .map((node) => ({
      flow: flow.id,
      node,
      kind: 'circle-without-a-question',
      detail: 'leads back to itself without anybody being asked',
    }))
}

/** Ways that are taken within one turn. */
function silentWays(story: Story, flow: Flow, id: NodeId): readonly NodeId[] {
  const node = nodeIn(flow, id)
  if (!node || isQuestion(node)) return []
  if (node.kind === 'call' && !passes(story, node.flow)) return []
  return waysOf(node).map((way) => way.to)
}

function silentlyFrom(story: Story, flow: Flow, from: NodeId): ReadonlySet<NodeId> {
  const seen = new Set<NodeId>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...silentWays(story, flow, id))
  }
  return seen
}

/** Whether a called flow may end without asking anything; one that calls itself is told elsewhere. */
function passes(story: Story, id: string, calling: readonly string[] = []): boolean {
  const flow = newest(story, id)
  if (!flow || calling.includes(id)) return false
  const seen = new Set<NodeId>()
  const open = [flow.start]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const node = nodeIn(flow, at)
    if (!node || seen.has(at)) continue
    seen.add(at)
    if (node.kind === 'end') return true
    if (isQuestion(node)) continue
    if (node.kind === 'call' && !passes(story, node.flow, [...calling, id])) continue
    open.push(...waysOf(node).map((way) => way.to))
  }
  return false
}

function questions(flow: Flow): readonly Problem[] {
  return Object.entries(flow.nodes).flatMap(([id, node]) => {
    if (!isQuestion(node)) return []
    const problem = (kind: ProblemKind, detail: string): Problem => ({
      flow: flow.id,
      node: id,
      kind,
      detail,
    })
    return [
      ...(node.retry
        ? []
        : [problem('no-retry', 'says nothing to an answer that is not understood')]),
      ...(Number.isInteger(node.tries) && node.tries > 0
        ? []
        : [problem('no-tries', 'a wrong answer could be given for ever')]),
      ...(node.kind === 'ask' ? noWayBack(flow, id, node) : editsNothing(flow, id, node)),
    ]
  })
}

/** `back: false` is for a question with none before it, or none since something was filed. */
function noWayBack(flow: Flow, id: NodeId, node: Ask): readonly Problem[] {
  if (node.back !== false) return []
  const before = questionBefore(flow, id)
  return before === undefined
    ? []
    : [
        {
          flow: flow.id,
          node: id,
          kind: 'no-way-back',
          detail: `comes after the question ${before}`,
        },
      ]
}

function questionBefore(flow: Flow, id: NodeId): NodeId | undefined {
  const seen = new Set<NodeId>()
  const open = [id]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    for (const [from, node] of Object.entries(flow.nodes)) {
      if (!waysOf(node).some((way) => way.to === at && way.reason !== 'edit')) continue
      if (from === id) continue
      if (isQuestion(node)) return from
      if (node.kind !== 'request' || !DONE.includes(node.request)) open.push(from)
    }
  }
  return undefined
}

function editsNothing(flow: Flow, id: NodeId, node: Review): readonly Problem[] {
  return node.rows
    .filter(
      ({ edit }) =>
        nodeIn(flow, edit) &&
        ![...reachable(flow, [edit])].some((to) => isQuestion(flow.nodes[to])) &&
        !callsFrom(flow, edit),
    )
    .map(({ field, edit }) => ({
      flow: flow.id,
      node: id,
      kind: 'edits-no-question',
      detail: `${field}: ${edit} leads to no question`,
    }))
}

function callsFrom(flow: Flow, from: NodeId): boolean {
  return [...reachable(flow, [from])].some((id) => flow.nodes[id]?.kind === 'call')
}

function calls(story: Story, flow: Flow): readonly Problem[] {
  return Object.entries(flow.nodes).flatMap(([id, node]) => {
    if (node.kind !== 'call') return []
    const problem = (kind: ProblemKind, detail: string): Problem => ({
      flow: flow.id,
      node: id,
      kind,
      detail,
    })
    if (newest(story, node.flow) === undefined) {
      return [problem('calls-nothing', `there is no flow ${node.flow}`)]
    }
    return calledBy(story, node.flow).has(flow.id)
      ? [problem('calls-itself', `${node.flow} calls ${flow.id} again`)]
      : []
  })
}

/** The flow and every flow it calls, however far down. */
function calledBy(story: Story, id: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const open = [id]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    const nodes = Object.values(newest(story, at)?.nodes ?? {})
    open.push(...nodes.flatMap((node) => (node.kind === 'call' ? [node.flow] : [])))
  }
  return seen
}

/** The next conversation knows by the outcome `expired` that it must say so. */
function unnamedExpiry(story: Story): readonly Problem[] {
  const first = [story.start, ...story.keywords.map(({ flow }) => flow)]
  return [...new Set(first)].flatMap((id) => {
    const flow = newest(story, id)
    if (!flow || !waits(story, flow)) return []
    return [...silentlyFrom(story, flow, flow.onExpire)].flatMap((at) => {
      const node = nodeIn(flow, at)
      if (node?.kind !== 'end' || node.outcome === 'expired') return []
      return [
        { flow: id, node: at, kind: 'expiry-is-not-named', detail: `outcome ${node.outcome}` },
      ]
    })
  })
}

/** Whether anything in a flow, or in one it calls, can be waited for. */
function waits(story: Story, flow: Flow): boolean {
  return [...calledBy(story, flow.id)].some((id) =>
    Object.values(newest(story, id)?.nodes ?? {}).some(isQuestion),
  )
}
