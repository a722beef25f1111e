import type { FlowId, Lang, Story } from './flow.ts'
import { lexiconFor, listOf, SOURCE } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'

const COMMANDS = [
  'cancel',
  'back',
  'restart',
  'help',
  'language',
  'human',
  'skip',
  'keep',
  'more',
] as const

export type Command = (typeof COMMANDS)[number]

/** What a word means wherever it is said: a flow it starts, a language it names, a command. */
export interface Meaning {
  readonly flow?: FlowId
  readonly lang?: Lang
  readonly command?: Command
}

type Meanings = ReadonlyMap<string, Meaning>

/** What a folded text means in the words of this language or of the source language; commands also as `/name`. */
export function meaningOf(story: Story, words: Lexicon, folded: string): Meaning | undefined {
  const kept = ofStory.get(story)?.get(words.lang)
  return (kept ?? learn(story, words)).get(folded)
}

/** Made from immutable words, so keeping it changes nothing. */
const ofStory = new WeakMap<Story, Map<Lang, Meanings>>()

function learn(story: Story, words: Lexicon): Meanings {
  const both = [words, lexiconFor(story, SOURCE)]
  const listed = (key: string): readonly string[] => both.flatMap((lexicon) => listOf(lexicon, key))
  const meanings = new Map<string, Meaning>([['/start', { command: 'restart' }]])
  const add = (list: readonly string[], meaning: Meaning): void => {
    for (const word of list) meanings.set(word, { ...meaning, ...meanings.get(word) })
  }
  for (const { words: key, flow } of story.keywords) add(listed(key), { flow })
  for (const lang of Object.keys(story.words)) {
    add(listOf(lexiconFor(story, lang), 'language.name'), { lang })
  }
  for (const command of COMMANDS) add([...listed(`command.${command}`), `/${command}`], { command })
  const languages = ofStory.get(story) ?? new Map<Lang, Meanings>()
  ofStory.set(story, languages.set(words.lang, meanings))
  return meanings
}
