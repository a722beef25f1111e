import { OPENING_MAX } from './engine-keys.ts'
import { SUMMARY_MAX } from './facts.ts'
import type { Ask, Field, Input, Node, Option, Review, Shape, Story } from './flow.ts'
import { labelOf, tell } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { allFlows } from './paths.ts'
import type { Effect } from './session.ts'
import { bytesOf } from './split.ts'

type Say = Effect & { readonly type: 'say' }

/** The longest value every field can have, as it would be shown; the longest in bytes is the longest in characters. */
export function longestFacts(story: Story, words: Lexicon): Readonly<Record<Field, string>> {
  const facts: Record<Field, string> = { ...engineFacts(words) }
  const grow = (field: Field, value: string): void => {
    if (bytesOf(value) > bytesOf(facts[field] ?? '')) facts[field] = value
  }
  for (const flow of allFlows(story)) {
    for (const [field, shape] of Object.entries(flow.needs)) grow(field, longestOf(shape))
    for (const node of Object.values(flow.nodes)) growBy(node, words, grow)
  }
  return facts
}

function growBy(node: Node, words: Lexicon, grow: (field: Field, value: string) => void): void {
  if (node.kind === 'ask') grow(node.field, longestAnswer(node.input, words))
  if (node.kind === 'ask' && node.inWords) grow(node.inWords.field, characters(node.inWords.max))
  if (node.kind === 'set') grow(node.field, node.value ?? '')
  if (node.kind !== 'request') return
  for (const [field, shape] of Object.entries(node.gives)) grow(field, longestOf(shape))
}

const characters = (count: number): string => '长'.repeat(count)

function engineFacts(words: Lexicon): Readonly<Record<Field, string>> {
  return {
    opening: characters(OPENING_MAX),
    told: characters(OPENING_MAX),
    evidence: tell(words, 'media.count', { n: 20 }),
    answer: characters(SUMMARY_MAX),
    max: String(OPENING_MAX),
    latitude: '-90.0000',
    longitude: '-180.0000',
  }
}

function longestOf(shape: Shape): string {
  switch (shape.type) {
    case 'text':
      return characters(shape.max)
    case 'number':
      return '9'.repeat(16)
    case 'flag':
      return widest(shape.values)
    case 'options':
      return characters(shape.maxCount * (shape.maxLabel + 1))
  }
}

function longestAnswer(input: Input, words: Lexicon): string {
  switch (input.type) {
    case 'choice':
      return widest(labelsOf(input.options, words))
    case 'multi-choice':
      return labelsOf(input.options, words).join('、')
    case 'text':
    case 'location':
      return characters(input.max)
    case 'date':
      return '9'.repeat(input.max)
    case 'phone':
    case 'contact':
      return '9'.repeat(16)
    case 'id-card':
      return '9'.repeat(18)
    case 'media':
      return tell(words, 'media.count', { n: 20 })
    case 'yes-no':
      return widest(['yes', 'no'].map((key) => labelOf(words, { value: '', key })))
  }
}

function labelsOf(
  options: (Input & { type: 'choice' })['options'],
  words: Lexicon,
): readonly string[] {
  return longestOptions(options).map((option) => labelOf(words, option))
}

function longestOptions(options: (Input & { type: 'choice' })['options']): readonly Option[] {
  if (!('from' in options)) return options
  const label = characters(options.maxLabel)
  return Array.from({ length: options.maxCount }, (_, value) => ({ value: String(value), label }))
}

function widest(texts: readonly string[]): string {
  return texts.reduce((best, text) => (bytesOf(text) > bytesOf(best) ? text : best), '')
}

/** What a node says at its longest. */
export function longestSay(
  node: Node,
  facts: Readonly<Record<Field, string>>,
  words: Lexicon,
): Say | undefined {
  switch (node.kind) {
    case 'say':
    case 'hand-over':
      return saying(node.text, facts)
    case 'end':
      return node.text === undefined ? undefined : saying(node.text, facts)
    case 'ask':
      return { ...saying(node.text, facts), options: optionsAt(node), wait: 'session-id/99' }
    case 'review':
      return reviewing(node, facts, words)
    case 'switch':
    case 'call':
    case 'request':
    case 'set':
      return undefined
  }
}

export function saying(key: string, facts: Readonly<Record<Field, string>>): Say {
  return { id: 'session-id/99/0', type: 'say', key, facts }
}

function optionsAt({ input, skip }: Ask): readonly Option[] {
  const all = 'options' in input ? longestOptions(input.options) : []
  const yesNo = input.type === 'yes-no' ? ['yes', 'no'].map((key) => ({ value: key, key })) : []
  return [
    ...all.slice(0, 9),
    ...yesNo,
    ...(all.length > 9 ? [{ value: '', key: 'command.more' }] : []),
    ...(skip === undefined ? [] : [{ value: '', key: 'command.skip' }]),
  ]
}

function reviewing(node: Review, facts: Readonly<Record<Field, string>>, words: Lexicon): Say {
  const rows = node.rows.map(({ field, label, none, values }) => {
    const plain = (facts[field] ?? '').slice(0, SUMMARY_MAX)
    const coded = [...Object.values(values ?? {}), ...(none === undefined ? [] : [none])]
    return {
      label,
      value: widest([plain, ...coded.map((key) => labelOf(words, { value: '', key }))]),
    }
  })
  const options = [
    ...node.rows.map(({ field, label }) => ({ value: field, key: label })),
    { value: '', key: node.confirm },
  ]
  return { ...saying(node.text, facts), rows, options, wait: 'session-id/99' }
}
