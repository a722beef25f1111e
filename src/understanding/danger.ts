import type { Danger } from '#core/case.ts'
import { clausesOf } from './clauses.ts'
import {
  attempted,
  despairing,
  figurative,
  lasting,
  longAgo,
  lifeless,
  recent,
  supposed,
  threatening,
} from './danger-words.ts'

/** A long letter tells a story: only what it says of now is an emergency. */
const STORY = 160

/**
 * Does somebody need help now? Reads the clauses one by one, so that a death long ago, a death certificate or a
 * price that kills nobody raise no alarm. When in doubt it says yes: a needless 120 costs one sentence.
 */
export function danger(text: string): Danger | null {
  const sentences = sentencesOf(text)
  const isStory = text.length > STORY
  const speaks = (words: RegExp): boolean =>
    sentences.some((sentence) => isNow(sentence, words, isStory))
  if (speaks(attempted) || speaks(lifeless)) return 'life'
  if (speaks(threatening)) return 'violence'
  if (speaks(despairing)) return 'despair'
  return null
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/[。！？!?\n；;]/).filter((sentence) => sentence.trim() !== '')
}

function isNow(sentence: string, words: RegExp, isStory: boolean): boolean {
  const literal = sentence.replace(figurative, '、')
  if (!words.test(literal)) return false
  if (recent.test(literal) || lasting.test(literal)) return !isAllSupposed(literal, words)
  if (isStory) return false
  return !longAgo.test(literal) && !isAllSupposed(literal, words)
}

const isAllSupposed = (sentence: string, words: RegExp): boolean =>
  clausesOf(sentence)
    .filter((clause) => words.test(clause))
    .every((clause) => supposed.test(clause))
