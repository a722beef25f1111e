import type { Danger } from '#core/case.ts'
import { clausesOf } from './clauses.ts'
import { dangerSigns } from './danger-signs.ts'
import {
  alarmingLines,
  attempted,
  despairing,
  figurative,
  lasting,
  longAgo,
  lifeless,
  planned,
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
  if (LEFT.test(text)) return null
  const sentences = sentencesOf(text).filter(isAlarming)
  if (sentences.length === 0) return null
  const isStory = text.length > STORY
  const literal = sentences.map((sentence) => sentence.replace(figurative, '、'))
  const speaks = (words: RegExp, read = literal): boolean =>
    read.some((sentence) => isNow(sentence, words, isStory))
  const done = sentences.map((sentence) => sentence.replace(planned, '').replace(figurative, '、'))
  if (speaks(attempted, done) || speaks(lifeless)) return 'life'
  if (speaks(threatening)) return 'violence'
  if (speaks(despairing)) return 'despair'
  return null
}

/** Without any of these nothing else needs to be read. */
const alarming = Object.values(alarmingLines)
  .flat()
  .map((line) => new RegExp(line))

/** For each character one bit for each line of words that it may belong to. */
const bits = new Int32Array(0x10000)
for (const [nth, signs] of Object.values(dangerSigns).flat().entries())
  for (const sign of signs) bits[sign.charCodeAt(0)] = (bits[sign.charCodeAt(0)] ?? 0) | (1 << nth)

function isAlarming(sentence: string): boolean {
  let met = 0
  for (let at = 0; at < sentence.length; at += 1) met |= bits[sentence.charCodeAt(at)] ?? 0
  for (let nth = 0; met !== 0; nth += 1, met >>>= 1)
    if ((met & 1) === 1 && alarming[nth]?.test(sentence)) return true
  return false
}

/** Nothing but this: the one complained of is gone. Whoever has lost somebody says more, or says whom. */
const LEFT = /^(他|她|人)(都|已经|早就?)?走了[\s。.!！]*$/

function sentencesOf(text: string): readonly string[] {
  return text.split(/[。！？!?\n；;]/).filter((sentence) => sentence.trim() !== '')
}

/** Of a sentence without its figures of speech. */
function isNow(literal: string, words: RegExp, isStory: boolean): boolean {
  if (!words.test(literal)) return false
  if (isStory) return saysNow(literal, words)
  if (recent.test(literal) || lasting.test(literal)) return !isAllSupposed(literal, words)
  return !longAgo.test(literal) && !isAllSupposed(literal, words)
}

/** In a story now must stand beside what happens now, and no date beside it. */
function saysNow(sentence: string, words: RegExp): boolean {
  const clauses = clausesOf(sentence)
  return clauses.some((clause, at) => {
    if (!words.test(clause) || supposed.test(clause)) return false
    const near = [clauses[at - 1] ?? '', clause, clauses[at + 1] ?? ''].join('，')
    return (recent.test(near) && !longAgo.test(near)) || lasting.test(clause)
  })
}

/** Only said of what might be. Words that reach over a comma are taken as meant. */
function isAllSupposed(sentence: string, words: RegExp): boolean {
  const speaking = clausesOf(sentence).filter((clause) => words.test(clause))
  return speaking.length > 0 && speaking.every((clause) => supposed.test(clause))
}
