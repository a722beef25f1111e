import type { Channel } from './channel.ts'
import type { Flow, Key, NodeId, Story } from './flow.ts'
import { lexiconFor } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { longestFacts, longestSay, saying } from './longest.ts'
import { allFlows, breakingIn, isQuestion, nodeIn, waysOf } from './paths.ts'
import type { Problem } from './problem.ts'
import { render } from './render.ts'
import type { Effect } from './session.ts'
import { lengthOn } from './split.ts'
import { newest } from './turn.ts'

/** Parts one message may be split into. */
const PARTS_MAX = 2

/** Every message at its longest, and the longest turn after every answer, on every channel and in every language. */
export function inspectLength(story: Story, channels: readonly Channel[]): readonly Problem[] {
  return measured(story, channels).filter(({ kind }) => kind !== SPLIT)
}

/** Messages that fit only in two parts: no fault, but worth knowing. */
export function splits(story: Story, channels: readonly Channel[]): readonly Problem[] {
  return measured(story, channels).filter(({ kind }) => kind === SPLIT)
}

const SPLIT = 'is-split-in-two'

function measured(story: Story, channels: readonly Channel[]): readonly Problem[] {
  return Object.keys(story.words).flatMap((lang) => {
    const words = lexiconFor(story, lang)
    const facts = longestFacts(story, words)
    return channels.flatMap((channel) => {
      const paper: Paper = {
        story,
        channel,
        words,
        facts,
        known: new Map(),
        open: new Set<string>(),
      }
      return [...messages(paper), ...turns(paper)]
    })
  })
}

interface Paper {
  readonly story: Story
  readonly channel: Channel
  readonly words: Lexicon
  readonly facts: ReturnType<typeof longestFacts>
  readonly known: Map<string, Longest>
  /** Nodes on the way: a circle, told elsewhere, is walked once. */
  readonly open: Set<string>
  /** The longest question there is, once it was looked for. */
  asked?: Path
}

function messages(paper: Paper): readonly Problem[] {
  return allFlows(paper.story).flatMap((flow) =>
    Object.entries(flow.nodes).flatMap(([node, one]) => {
      const asked = longestSay(one, paper.facts, paper.words)
      const retries = one.kind === 'ask' || one.kind === 'review' ? retriesOf(one) : []
      const effects = [
        ...(asked ? [asked] : []),
        ...retries.map((key) => ({ ...asked, ...saying(key, paper.facts) })),
      ]
      return effects.flatMap((effect) => tooLong(paper, { flow: flow.id, node }, effect))
    }),
  )
}

function retriesOf(node: {
  readonly retry: Key
  readonly invalid?: Readonly<Record<string, Key>>
}): readonly Key[] {
  return [node.retry, ...Object.values(node.invalid ?? {})].filter(Boolean)
}

function tooLong(
  { channel, words }: Paper,
  place: { readonly flow: string; readonly node: NodeId },
  effect: Effect & { readonly type: 'say' },
): readonly Problem[] {
  const parts = render([effect], channel, words.words, words.lang)
  if (parts.length < PARTS_MAX) return []
  const length = parts.reduce((sum, { text }) => sum + lengthOn(text, channel.text.unit), 0)
  const detail = `${effect.key} in ${words.lang} can have ${length} ${channel.text.unit} on ${channel.id}: ${parts.length} parts`
  return [{ ...place, kind: parts.length > PARTS_MAX ? 'too-long-for-channel' : SPLIT, detail }]
}

/** Everything that can be said before somebody else must speak again. */
function turns(paper: Paper): readonly Problem[] {
  const { story, channel } = paper
  const begins = new Set([story.start, ...breakingIn(story)])
  return allFlows(story).flatMap((flow) => {
    const heads = [
      ...(begins.has(flow.id) ? [{ node: flow.start, from: flow.start, reason: 'begin' }] : []),
      { node: flow.onCancel, from: flow.onCancel, reason: 'cancel' },
      { node: flow.onExpire, from: flow.onExpire, reason: 'expired' },
    ]
    const answers = Object.entries(flow.nodes).flatMap(([from, node]) =>
      isQuestion(node) ? waysOf(node).map(({ to, reason }) => ({ node: to, from, reason })) : [],
    )
    return [...heads, ...answers].flatMap(({ node, from, reason }) => {
      const { effects } = wholeTurn(paper, flow, node)
      const count = render(effects, channel, paper.words.words, paper.words.lang).length
      if (count <= channel.perTurn + 1) return []
      const detail = `after ${reason} up to ${count} messages on ${channel.id} in ${paper.words.lang}, which takes ${channel.perTurn}`
      return [{ flow: flow.id, node: from, kind: 'too-many-messages', detail }]
    })
  })
}

interface Path {
  readonly length: number
  readonly effects: readonly Effect[]
}

/** The longest way to a wait, and the longest to the end of the flow. */
interface Longest {
  readonly stop: Path
  readonly through: Path | undefined
}

const NOTHING: Path = { length: 0, effects: [] }

/** The longest way from a node of a flow, and on through the flow that called it or that it broke into. */
function wholeTurn(paper: Paper, flow: Flow, id: NodeId): Path {
  const { stop, through } = walk(paper, flow, id)
  if (!through) return stop
  return longer(stop, joined(through, after(paper, flow)))
}

function after(paper: Paper, flow: Flow): Path {
  const asked = breakingIn(paper.story).includes(flow.id) ? longestQuestion(paper) : NOTHING
  return (
    guarded(paper, `after ${flow.id}`, () => afterCalls(paper, flow).reduce(longer, asked)) ?? asked
  )
}

function afterCalls(paper: Paper, flow: Flow): readonly Path[] {
  return allFlows(paper.story).flatMap((caller) =>
    Object.values(caller.nodes).flatMap((node) =>
      node.kind === 'call' && node.flow === flow.id ? [wholeTurn(paper, caller, node.next)] : [],
    ),
  )
}

function longestQuestion(paper: Paper): Path {
  paper.asked ??= questionIn(paper)
  return paper.asked
}

function questionIn(paper: Paper): Path {
  const questions = allFlows(paper.story).flatMap((flow) =>
    Object.values(flow.nodes).flatMap((node) => (isQuestion(node) ? [said(paper, node)] : [])),
  )
  return questions.reduce(longer, NOTHING)
}

function walk(paper: Paper, flow: Flow, id: NodeId): Longest {
  const name = `${flow.id}@${flow.version}/${id}`
  const found = paper.known.get(name)
  if (found) return found
  const made = guarded(paper, name, () => walkOn(paper, flow, id))
  if (!made) return { stop: NOTHING, through: undefined }
  paper.known.set(name, made)
  return made
}

function walkOn(paper: Paper, flow: Flow, id: NodeId): Longest {
  const node = nodeIn(flow, id)
  if (!node) return { stop: NOTHING, through: undefined }
  const own = said(paper, node)
  if (isQuestion(node) || node.kind === 'hand-over') return { stop: own, through: undefined }
  if (node.kind === 'end') return { stop: NOTHING, through: own }
  const inner = node.kind === 'call' ? called(paper, node.flow) : { stop: NOTHING, through: own }
  const begun = inner.through
  if (!begun) return inner
  const ways = waysOf(node).map(({ to }) => walk(paper, flow, to))
  return {
    stop: ways.map(({ stop }) => joined(begun, stop)).reduce(longer, inner.stop),
    through: ways
      .flatMap(({ through }) => (through ? [joined(begun, through)] : []))
      .reduce<Path | undefined>((best, path) => (best ? longer(best, path) : path), undefined),
  }
}

function called(paper: Paper, id: string): Longest {
  const flow = newest(paper.story, id)
  return flow ? walk(paper, flow, flow.start) : { stop: NOTHING, through: NOTHING }
}

function guarded<T>(paper: Paper, name: string, work: () => T): T | undefined {
  if (paper.open.has(name)) return undefined
  paper.open.add(name)
  const made = work()
  paper.open.delete(name)
  return made
}

function said({ facts, words }: Paper, node: Parameters<typeof longestSay>[0]): Path {
  const effect = longestSay(node, facts, words)
  if (!effect) return NOTHING
  const plain = {
    id: '',
    buttons: false,
    text: { max: 1e9, unit: 'bytes' },
    perTurn: 99,
    media: [],
    markup: 'none',
  } as const
  const [message] = render([effect], plain, words.words, words.lang)
  return { length: lengthOn(message?.text ?? '', 'bytes') + 1, effects: [effect] }
}

function joined(one: Path, other: Path): Path {
  return { length: one.length + other.length, effects: [...one.effects, ...other.effects] }
}

function longer(one: Path, other: Path): Path {
  return other.length > one.length ? other : one
}
