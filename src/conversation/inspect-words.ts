import { ENGINE_KEYS } from './engine-keys.ts'
import type { Input, Key, Lang, Node, Story, Words } from './flow.ts'
import { lexiconFor, SOURCE } from './lexicon.ts'
import { allFlows, textsOf } from './paths.ts'
import { fold, wordsOf } from './plain-text.ts'
import type { Problem } from './problem.ts'
import { compile, placeholders } from './template.ts'

/** Every text in every language, with the placeholders of the source; none that nobody says. */
export function inspectWords(story: Story): readonly Problem[] {
  const used = usedKeys(story)
  return [
    ...Object.entries(story.words).flatMap(([lang, words]) => [
      ...missing(used, lang, words),
      ...unused(story, used, lang, words),
      ...malformed(lang, words),
      ...different(story, lang, words),
    ]),
    ...undeclared(story),
    ...ambiguous(story),
  ]
}

function missing(used: ReadonlyMap<Key, Place>, lang: Lang, words: Words): readonly Problem[] {
  return [...used]
    .filter(([key]) => !Object.hasOwn(words, key))
    .map(([key, place]) => ({ ...place, kind: 'text-is-missing', detail: `${lang} has no ${key}` }))
}

function unused(
  story: Story,
  used: ReadonlyMap<Key, Place>,
  lang: Lang,
  words: Words,
): readonly Problem[] {
  const elsewhere = story.elsewhere ?? []
  const isSaid = (key: Key): boolean =>
    used.has(key) ||
    Object.hasOwn(ENGINE_KEYS, key) ||
    elsewhere.some((one) => (one.endsWith('*') ? key.startsWith(one.slice(0, -1)) : one === key))
  return Object.keys(words)
    .filter((key) => !isSaid(key))
    .map((key) => ({ flow: WORDS, kind: 'text-is-unused', detail: `${lang}: nobody says ${key}` }))
}

/** Texts belong to no flow. */
const WORDS = 'words'

function malformed(lang: Lang, words: Words): readonly Problem[] {
  return Object.entries(words)
    .filter(([, text]) => /[{}]/.test(leftOver(text)))
    .map(([key]) => ({
      flow: WORDS,
      kind: 'text-is-malformed',
      detail: `${lang}: the braces of ${key} are no placeholder`,
    }))
}

function leftOver(text: string): string {
  return compile(text)
    .map((part) => (typeof part === 'string' ? part : ''))
    .join('')
}

function different(story: Story, lang: Lang, words: Words): readonly Problem[] {
  const source = story.words[SOURCE] ?? {}
  if (lang === SOURCE) return []
  return Object.entries(words).flatMap(([key, text]) => {
    const original = Object.hasOwn(source, key) ? source[key] : undefined
    if (original === undefined) return []
    const [here, there] = [shown(text), shown(original)]
    return here === there
      ? []
      : [
          {
            flow: WORDS,
            kind: 'placeholders-differ',
            detail: `${key}: ${lang} shows ${here}, ${SOURCE} ${there}`,
          },
        ]
  })
}

function shown(text: string): string {
  return placeholders(compile(text)).join(', ') || 'none'
}

/** What the engine says shows what the engine knows, and what every conversation begins with. */
function undeclared(story: Story): readonly Problem[] {
  const given = Object.keys((story.flows[story.start] ?? []).at(-1)?.needs ?? {})
  const words = story.words[SOURCE] ?? {}
  return Object.entries(ENGINE_KEYS).flatMap(([key, facts]) => {
    const text = Object.hasOwn(words, key) ? (words[key] ?? '') : ''
    const allowed: readonly string[] = [...facts, ...given]
    return placeholders(compile(text))
      .filter((field) => !allowed.includes(field))
      .map((field) => ({
        flow: WORDS,
        kind: 'read-before-written',
        detail: `${key} shows ${field}`,
      }))
  })
}

/** Two options of one question that answer to the same word. */
function ambiguous(story: Story): readonly Problem[] {
  return Object.keys(story.words).flatMap((lang) => {
    const { words } = lexiconFor(story, lang)
    return allFlows(story).flatMap((flow) =>
      Object.entries(flow.nodes).flatMap(([node, { ...one }]) =>
        twice(one.kind === 'ask' ? one.input : undefined, words).map((word) => ({
          flow: flow.id,
          node,
          kind: 'options-share-a-word',
          detail: `${lang}: ${word}`,
        })),
      ),
    )
  })
}

function twice(input: Input | undefined, words: Words): readonly string[] {
  if (!input || !('options' in input) || 'from' in input.options) return []
  const all = input.options.flatMap(({ key, label, value }) =>
    key === undefined ? [label ?? value] : wordsOf(words[key] ?? key),
  )
  const folded = all.map(fold)
  return folded.filter((word, index) => folded.indexOf(word) !== index)
}

interface Place {
  readonly flow: string
  readonly node?: string
}

/** Every text that is said or read, with the first place that does. */
function usedKeys(story: Story): ReadonlyMap<Key, Place> {
  const used = new Map<Key, Place>()
  const use = (place: Place, keys: readonly Key[]): void => {
    for (const key of keys) if (key !== undefined && !used.has(key)) used.set(key, place)
  }
  for (const flow of allFlows(story))
    for (const [id, node] of Object.entries(flow.nodes))
      use({ flow: flow.id, node: id }, keysOf(node))
  for (const { words, flow } of story.keywords) use({ flow }, [words])
  const bound = new Set(story.keywords.map(({ words }) => words))
  const replaced: Readonly<Record<Key, Key>> = {
    help: 'command.help',
    'hand-over.asked': 'command.human',
  }
  const engine = Object.keys(ENGINE_KEYS).filter((key) => !bound.has(replaced[key] ?? ''))
  use({ flow: WORDS }, engine)
  return used
}

/** The texts of a node and those that its options, rows and shortcuts name. */
function keysOf(node: Node): readonly Key[] {
  const said = textsOf(node)
  if (node.kind === 'review') {
    const rows = node.rows.flatMap(({ label, none, values }) => [
      label,
      ...(none === undefined ? [] : [none]),
      ...Object.values(values ?? {}),
    ])
    return [...said, node.confirm, ...rows]
  }
  if (node.kind !== 'ask') return said
  const { input, shortcuts = [] } = node
  const options = 'options' in input && !('from' in input.options) ? input.options : []
  const keys = options.flatMap(({ key }) => (key === undefined ? [] : [key]))
  return [...said, ...keys, ...shortcuts.map(({ words }) => words)]
}
