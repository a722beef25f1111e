import { ENGINE_FIELDS } from './engine-keys.ts'
import type { Ask, Field, Flow, Node, NodeId, Request, Story, Switch } from './flow.ts'
import { isQuestion, nodeIn, waysOf } from './paths.ts'
import { newest } from './turn.ts'

/** What is known of the answers at a node: written on every way to it, and certainly not skipped. */
export interface Known {
  readonly written: ReadonlySet<Field>
  readonly there: ReadonlySet<Field>
}

/** What a called flow leaves behind: known at all its ends, and every field it may have written. */
export interface Summary extends Known {
  readonly touched: ReadonlySet<Field>
}

/** What is known at each node of a flow that began with its needs. */
export function spread(
  story: Story,
  flow: Flow,
  summaries: Map<string, Summary>,
): ReadonlyMap<NodeId, Known> {
  const known = new Map<NodeId, Known>()
  const open: NodeId[] = []
  const reach = (id: NodeId, next: Known): void => {
    const before = known.get(id)
    const now = before ? both(before, next) : next
    if (before && before.written.size === now.written.size && before.there.size === now.there.size)
      return
    known.set(id, now)
    open.push(id)
  }
  reach(flow.start, begun(flow))
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = nodeIn(flow, id)
    const at = known.get(id)
    if (!node || !at) continue
    for (const [to, next] of onward(story, flow, node, at, summaries)) reach(to, next)
    for (const [to, next] of editsOf(story, flow, id, at, summaries)) reach(to, next)
    if (isQuestion(node) || node.kind === 'call' || node.kind === 'hand-over') {
      const left = node.kind === 'ask' ? unanswered(node, at) : at
      reach(flow.onCancel, left)
      reach(flow.onExpire, left)
    }
  }
  return known
}

function begun(flow: Flow): Known {
  const needs = Object.entries(flow.needs)
  const there = needs.filter(([, shape]) => !shape.orNull).map(([field]) => field)
  return {
    written: new Set([...Object.keys(flow.needs), ...ENGINE_FIELDS]),
    there: new Set([...there, 'opening', 'expired']),
  }
}

function both(one: Known, other: Known): Known {
  return {
    written: common(one.written, other.written),
    there: common(one.there, other.there),
  }
}

function common(one: ReadonlySet<Field>, other: ReadonlySet<Field>): ReadonlySet<Field> {
  return new Set([...one].filter((field) => other.has(field)))
}

function without(one: ReadonlySet<Field>, other: ReadonlySet<Field>): readonly Field[] {
  return [...one].filter((field) => !other.has(field))
}

function plus(at: Known, field: Field, isThere: boolean): Known {
  const there = new Set(at.there)
  if (isThere) there.add(field)
  else there.delete(field)
  return { written: new Set([...at.written, field]), there }
}

/** What is known after each way out of a node. */
function onward(
  story: Story,
  flow: Flow,
  node: Node,
  at: Known,
  summaries: Map<string, Summary>,
): readonly (readonly [NodeId, Known])[] {
  switch (node.kind) {
    case 'set':
      return [[node.next, plus(at, node.field, node.value !== null)]]
    case 'request':
      return [[node.next, afterRequest(node, at)]]
    case 'ask':
      return afterAsk(node, at)
    case 'switch':
      return afterSwitch(node, at)
    case 'call':
      return [[node.next, afterCall(story, node.flow, at, summaries)]]
    case 'say':
    case 'review':
    case 'hand-over':
    case 'end':
      return waysOf(node).map(({ to }) => [to, at] as const)
  }
}

function afterRequest(node: Request, at: Known): Known {
  return Object.entries(node.gives).reduce(
    (now, [field, shape]) => plus(now, field, !shape.orNull),
    at,
  )
}

function afterAsk(node: Ask, at: Known): readonly (readonly [NodeId, Known])[] {
  const answered = plus(at, node.field, true)
  const skipped = plus(at, node.field, false)
  const left = unanswered(node, at)
  return [
    [node.next, answered],
    [node.exhausted, left],
    ...(node.skip === undefined ? [] : [[node.skip, skipped] as const]),
    ...(node.shortcuts ?? []).map(({ next }) => [next, left] as const),
    ...(node.inWords ? [[node.inWords.next, plus(at, node.inWords.field, true)] as const] : []),
  ]
}

/** A question left without an answer leaves null, or what was there before. */
function unanswered({ field }: Ask, at: Known): Known {
  return { written: new Set([...at.written, field]), there: at.there }
}

function editsOf(
  story: Story,
  flow: Flow,
  review: NodeId,
  at: Known,
  summaries: Map<string, Summary>,
): readonly (readonly [NodeId, Known])[] {
  const node = nodeIn(flow, review)
  if (node?.kind !== 'review') return []
  return node.rows.flatMap(({ edit: from }) =>
    afterEdit(story, flow, { from, at, review }, summaries),
  )
}

/** An edited answer leads back to the review, over what stands before the question that asks for it. */
function afterEdit(
  story: Story,
  flow: Flow,
  { from, at, review }: { readonly from: NodeId; readonly at: Known; readonly review: NodeId },
  summaries: Map<string, Summary>,
): readonly (readonly [NodeId, Known])[] {
  const found: (readonly [NodeId, Known])[] = []
  const seen = new Set<NodeId>()
  const open: (readonly [NodeId, Known])[] = [[from, at]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [id, known] = next
    const node = nodeIn(flow, id)
    if (!node || seen.has(id)) continue
    seen.add(id)
    if (node.kind === 'ask') found.push([review, plus(known, node.field, node.skip === undefined)])
    else if (node.kind === 'call')
      found.push([review, afterCall(story, node.flow, known, summaries)])
    else if (node.kind !== 'review') open.push(...onward(story, flow, node, known, summaries))
  }
  return found
}

/** A case that holds tells that its field is there, one that asks for a missing one that it is there below. */
function afterSwitch(node: Switch, at: Known): readonly (readonly [NodeId, Known])[] {
  let now = at
  const ways: (readonly [NodeId, Known])[] = []
  for (const { field, when, next } of node.cases) {
    if ('missing' in when) {
      ways.push([next, now])
      now = plus(now, field, true)
    } else if ('equals' in when && when.equals === null) ways.push([next, now])
    else ways.push([next, plus(now, field, true)])
  }
  return [...ways, [node.else, now]]
}

function afterCall(story: Story, id: string, at: Known, summaries: Map<string, Summary>): Known {
  const left = summaryOf(story, id, summaries)
  if (!left) return at
  return {
    written: new Set([...at.written, ...left.written]),
    there: new Set([...without(at.there, left.touched), ...left.there]),
  }
}

function summaryOf(story: Story, id: string, summaries: Map<string, Summary>): Summary | undefined {
  const found = summaries.get(id)
  const flow = newest(story, id)
  if (found || !flow) return found
  const nothing = {
    written: new Set<Field>(),
    there: new Set<Field>(),
    touched: touchedBy(story, flow),
  }
  summaries.set(id, nothing)
  const known = spread(story, withoutEntries(flow), summaries)
  const ends = Object.entries(flow.nodes).flatMap(([at, node]) => {
    const there = known.get(at)
    return node.kind === 'end' && there ? [there] : []
  })
  const last = ends.length > 0 ? ends.reduce(both) : nothing
  const made = { ...nothing, ...last }
  summaries.set(id, made)
  return made
}

/** A called flow is never left by 取消 or at the end of its time: its caller is. */
function withoutEntries(flow: Flow): Flow {
  return { ...flow, onCancel: '', onExpire: '' }
}

/** Every field a flow or one it calls may write, and what it needs. */
export function touchedBy(
  story: Story,
  flow: Flow,
  calling: readonly string[] = [],
): ReadonlySet<Field> {
  const fields = new Set<Field>([...ENGINE_FIELDS, ...Object.keys(flow.needs)])
  for (const node of Object.values(flow.nodes)) {
    if (node.kind === 'ask' || node.kind === 'set') fields.add(node.field)
    if (node.kind === 'ask' && node.inWords) fields.add(node.inWords.field)
    if (node.kind === 'request') Object.keys(node.gives).forEach((field) => fields.add(field))
    const called =
      node.kind === 'call' && !calling.includes(node.flow) ? newest(story, node.flow) : undefined
    if (called)
      touchedBy(story, called, [...calling, flow.id]).forEach((field) => fields.add(field))
  }
  return fields
}
