import type { Key, Lang, Option, Story, Words } from './flow.ts'
import { fold, wordsOf } from './plain-text.ts'
import { compile, fill, placeholders } from './template.ts'
import type { Template, TextFacts } from './template.ts'

/** The language every text is written in first, and the one that stands in where another has no text. */
export const SOURCE: Lang = 'zh-cn'

/** One language's texts, each taken apart when first used. Made from immutable words, so keeping it changes nothing. */
export interface Lexicon {
  readonly lang: Lang
  readonly words: Words
  readonly templates: Map<Key, Template>
  readonly fields: Map<Key, readonly string[]>
  readonly lists: Map<Key, readonly string[]>
  readonly labels: Map<Key, string>
  /** Options that stand in a flow, as a numbered list. */
  readonly numbered: WeakMap<readonly Option[], string>
  readonly tables: WeakMap<readonly Option[], ReadonlyMap<string, number>>
}

/** The texts of a language, the source language's where it has none. */
export const lexiconFor = (story: Story, lang: Lang): Lexicon => {
  const kept = ofStory.get(story.words) ?? new Map<Lang, Lexicon>()
  const found = kept.get(lang)
  if (found) return found
  const made = lexiconOf({ ...story.words[SOURCE], ...story.words[lang] }, lang)
  kept.set(lang, made)
  ofStory.set(story.words, kept)
  return made
}

export const lexiconOf = (words: Words, lang: Lang): Lexicon => {
  const found = ofWords.get(words)
  if (found?.lang === lang) return found
  const made: Lexicon = {
    lang,
    words,
    templates: new Map(),
    fields: new Map(),
    lists: new Map(),
    labels: new Map(),
    numbered: new WeakMap(),
    tables: new WeakMap(),
  }
  ofWords.set(words, made)
  return made
}

const ofStory = new WeakMap<Story['words'], Map<Lang, Lexicon>>()
const ofWords = new WeakMap<Words, Lexicon>()

/** The text as written; a key nobody wrote a text for stands for itself, so that a conversation never stops at it. */
export const written = (lexicon: Lexicon, key: Key): string =>
  (Object.hasOwn(lexicon.words, key) ? lexicon.words[key] : undefined) ?? key

export const templateOf = (lexicon: Lexicon, key: Key): Template =>
  remembered(lexicon.templates, key, () => compile(written(lexicon, key)))

/** The fields that a text shows. */
export const fieldsOf = (lexicon: Lexicon, key: Key): readonly string[] =>
  remembered(lexicon.fields, key, () => placeholders(templateOf(lexicon, key)))

export const tell = (lexicon: Lexicon, key: Key, facts: TextFacts): string =>
  fill(templateOf(lexicon, key), facts, lexicon.lang)

/** Words that mean the same, as they are compared. */
export const listOf = (lexicon: Lexicon, key: Key): readonly string[] =>
  remembered(lexicon.lists, key, () => wordsOf(written(lexicon, key)).map(fold).filter(Boolean))

export const means = (lexicon: Lexicon, key: Key, folded: string): boolean =>
  listOf(lexicon, key).includes(folded)

/** What a button or a line of a list says: the first of the words. */
export const labelOf = (lexicon: Lexicon, option: Option): string => {
  const { key } = option
  if (key === undefined) return option.label ?? option.value
  return remembered(lexicon.labels, key, () => wordsOf(written(lexicon, key))[0] ?? key)
}

const remembered = <T>(kept: Map<Key, T>, key: Key, make: () => T): T => {
  const found = kept.get(key)
  if (found !== undefined) return found
  const made = make()
  kept.set(key, made)
  return made
}
