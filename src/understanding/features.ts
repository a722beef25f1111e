import type { ConceptFound } from './concepts.ts'

/** A text as the learned part reads it: which buckets of features it has, and how much of each. */
export interface Features {
  readonly ids: Int32Array
  readonly values: Float32Array
}

/** Buckets that characters, pairs, words and concepts are hashed into. */
export const BUCKETS = 1 << 15

/** What comes after says little that has not been said, and a long letter must not outweigh a short one. */
const READ_AT_MOST = 900
/** A group of words tells more than one of its characters. */
const CONCEPT_WORTH = 3

/** Kinds of features, so that 牙科 as two characters and as a word are told apart. */
const KIND = { one: 1, two: 2, word: 11, concept: 21 } as const

/** How often each bucket is met in a text. */
export interface Counts {
  readonly ids: Int32Array
  readonly times: Float32Array
}

/**
 * Counts characters, pairs of them, words and concepts. Numbers and Latin letters are all alike, so that no place, sum
 * or date is learned by heart.
 */
export function countFeatures(
  text: string,
  words: readonly string[],
  concepts: readonly ConceptFound[],
): Counts {
  const met: number[] = []
  const add = (id: number, worth: number): void => {
    const before = tally[id] ?? 0
    if (before === 0) met.push(id)
    tally[id] = before + worth
  }
  const beginning = text.slice(0, READ_AT_MOST)
  addCharacters(beginning, add)
  addWords(words, add)
  addConcepts(concepts, beginning.length, add)
  const ids = new Int32Array(met.length)
  const times = new Float32Array(met.length)
  for (let at = 0; at < ids.length; at += 1) {
    const id = met[at] ?? 0
    ids[at] = id
    times[at] = tally[id] ?? 0
    tally[id] = 0
  }
  return { ids, times }
}

/** One sheet for all counts, empty between them: a new one for each text would cost more than the counting. */
const tally = new Float32Array(BUCKETS)

/** What a word is worth that is met so many times: the tenth adds less than the second. */
const FADED = Float64Array.from({ length: 200 }, (_, times) => 1 + Math.log(Math.max(1, times)))
const MOST = 1 + Math.log(200)

/** Weighs counts by how telling each bucket is, and brings every text to the same length. */
export function weigh({ ids, times }: Counts, idf: Float32Array): Features {
  const values = new Float32Array(ids.length)
  let squares = 0
  for (let at = 0; at < ids.length; at += 1) {
    const value = (FADED[times[at] ?? 1] ?? MOST) * (idf[ids[at] ?? 0] ?? 0)
    values[at] = value
    squares += value * value
  }
  const length = Math.sqrt(squares) || 1
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / length
  return { ids, values }
}

/** The bucket of one word; undefined where it has no Chinese character. */
export function bucketOf(word: string): number | undefined {
  const hash = hashOf(word)
  return hash === BREAK ? undefined : mixed(KIND.word, hash)
}

type Add = (id: number, worth: number) => void

function addCharacters(text: string, add: Add): void {
  let last = BREAK
  for (let at = 0; at < text.length; at += 1) {
    const sign = signOf(text.charCodeAt(at))
    if (sign === SKIPPED || (sign === LETTER && last === LETTER)) continue
    if (sign !== BREAK) {
      add(mixed(KIND.one, sign), 1)
      if (last !== BREAK) add(mixed(KIND.two, last, sign), 1)
    }
    last = sign
  }
}

function addWords(words: readonly string[], add: Add): void {
  let read = 0
  for (const word of words) {
    read += word.length
    if (read > READ_AT_MOST) return
    const bucket = bucketOf(word)
    if (bucket !== undefined) add(bucket, 1)
  }
}

/** Each group counts once, however often its words are met. */
function addConcepts(concepts: readonly ConceptFound[], end: number, add: Add): void {
  const known = new Set<number>()
  for (const { group, to } of concepts)
    if (to <= end && !known.has(group)) {
      known.add(group)
      add(mixed(KIND.concept, group), CONCEPT_WORTH)
    }
}

const BREAK = 0
const LETTER = 0x30
/** 某 stands where a name was taken out. */
const SKIPPED = -1
const NAMELESS = '某'.charCodeAt(0)

/** A Chinese character is itself, digits and Latin letters are one sign, all else ends an n-gram. */
function signOf(code: number): number {
  if (code === NAMELESS) return SKIPPED
  if (code >= 0x3400 && code <= 0x9fff) return code
  const isLetter =
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a)
  return isLetter ? LETTER : BREAK
}

/** Of a word with at least one Chinese character; else BREAK. */
function hashOf(word: string): number {
  let hash = 7
  let isChinese = false
  for (let at = 0; at < word.length; at += 1) {
    const sign = signOf(word.charCodeAt(at))
    if (sign > LETTER) isChinese = true
    hash = Math.imul(hash ^ sign, 0x01000193)
  }
  return isChinese ? hash | 1 : BREAK
}

function mixed(kind: number, one: number, two = 0): number {
  let hash = Math.imul(kind, 0x01000193)
  hash = Math.imul(hash ^ one, 0x01000193)
  hash = Math.imul(hash ^ two, 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  hash ^= hash >>> 12
  return (hash >>> 0) & (BUCKETS - 1)
}
