import { ENGINE_FIELDS } from './engine-keys.ts'
import type { Field, Flow, Node, NodeId, Story, Switch } from './flow.ts'
import { spread, touchedBy } from './known.ts'
import type { Known, Summary } from './known.ts'
import { fieldsOf } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { allFlows, breakingIn, textsOf } from './paths.ts'
import type { Problem, ProblemKind } from './problem.ts'
import { newest } from './turn.ts'

/** Every field that a text shows, a switch compares or a request is given is written on all ways to it. */
export function inspectFields(story: Story, words: Lexicon): readonly Problem[] {
  const summaries = new Map<string, Summary>()
  const everywhere = new Set(allFlows(story).flatMap((flow) => [...touchedBy(story, flow)]))
  return [
    ...unmetNeeds(story),
    ...allFlows(story).flatMap((flow) => {
      const known = spread(story, flow, summaries)
      return Object.entries(flow.nodes).flatMap(([id, node]) => {
        const at = known.get(id)
        return at ? readings(story, words, { flow, id, node, at, everywhere }) : []
      })
    }),
  ]
}

/** A flow that can break in at any time has only what the conversation began with. */
function unmetNeeds(story: Story): readonly Problem[] {
  const given = new Set<Field>([
    ...ENGINE_FIELDS,
    ...Object.keys(newest(story, story.start)?.needs ?? {}),
  ])
  return [...new Set(breakingIn(story))].flatMap((id) =>
    Object.keys(newest(story, id)?.needs ?? {})
      .filter((field) => !given.has(field))
      .map((field) => ({
        flow: id,
        kind: 'needs-what-is-not-given',
        detail: `${field} is not given when a conversation begins`,
      })),
  )
}

interface Place {
  readonly flow: Flow
  readonly id: NodeId
  readonly node: Node
  readonly at: Known
  readonly everywhere: ReadonlySet<Field>
}

function readings(story: Story, words: Lexicon, place: Place): readonly Problem[] {
  const { flow, id, node, at, everywhere } = place
  const problem = (kind: ProblemKind, detail: string): Problem => ({
    flow: flow.id,
    node: id,
    kind,
    detail,
  })
  const needed = (fields: readonly Field[], what: string): readonly Problem[] =>
    fields
      .filter((field) => !at.written.has(field))
      .map((field) => problem('read-before-written', `${what} reads ${field}`))
  const shown = textsOf(node).flatMap((key) =>
    fieldsOf(words, key)
      .filter((field) => !(node.kind === 'review' && field === 'rows'))
      .flatMap((field) => {
        if (!at.written.has(field)) return needed([field], `the text ${key}`)
        return at.there.has(field)
          ? []
          : [problem('may-be-empty', `the text ${key} shows ${field}, which may be skipped`)]
      }),
  )
  return [...shown, ...readingsOf(story, node, needed, everywhere, problem)]
}

function readingsOf(
  story: Story,
  node: Node,
  needed: (fields: readonly Field[], what: string) => readonly Problem[],
  everywhere: ReadonlySet<Field>,
  problem: (kind: ProblemKind, detail: string) => Problem,
): readonly Problem[] {
  const somewhere = (field: Field, what: string): readonly Problem[] =>
    everywhere.has(field)
      ? []
      : [problem('read-before-written', `${what} reads ${field}, which nothing writes`)]
  switch (node.kind) {
    case 'request':
      return needed(node.given, `the request ${node.request}`)
    case 'call':
      return needed(Object.keys(newest(story, node.flow)?.needs ?? {}), `the flow ${node.flow}`)
    case 'review':
      return node.rows.flatMap(({ field }) => somewhere(field, 'the review'))
    case 'switch':
      return switchReadings(node, needed, somewhere)
    case 'ask':
      return 'options' in node.input && 'from' in node.input.options
        ? needed([node.input.options.from], 'the options')
        : []
    case 'say':
    case 'set':
    case 'hand-over':
    case 'end':
      return []
  }
}

/** Once a case asked whether a field is missing, the cases below may compare it. */
function switchReadings(
  node: Switch,
  needed: (fields: readonly Field[], what: string) => readonly Problem[],
  somewhere: (field: Field, what: string) => readonly Problem[],
): readonly Problem[] {
  const asked = new Set<Field>()
  return node.cases.flatMap(({ field, when }) => {
    if ('missing' in when) {
      asked.add(field)
      return somewhere(field, 'the switch')
    }
    return asked.has(field) ? [] : needed([field], 'the switch')
  })
}
