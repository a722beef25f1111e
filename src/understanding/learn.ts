import type { OffenceCode } from '#core/plan.ts'
import { createChances, type Heads } from './chances.ts'
import { type Counted, countRead } from './counted.ts'
import { evidenceOf, ruledIntent } from './evidence.ts'
import { BUCKETS, weigh } from './features.ts'
import { intentOf } from './intent.ts'
import { createLayeredJudge } from './judge.ts'
import type { Model } from './model.ts'
import type { Read, Reader } from './read.ts'
import { proposalOf } from './trust.ts'
import { fit } from './fit.ts'
import { fitLayers } from './fit-layers.ts'
import { fitTrust, type Tried } from './fit-trust.ts'

/** A text of which people have said what it is. */
export interface Letter {
  readonly text: string
  /** Main matter first. */
  readonly codes: readonly OffenceCode[]
  readonly intent: string
}

/** A letter, read and counted once for all folds. */
export interface Prepared extends Letter {
  readonly read: Read
  readonly counted: Counted
  readonly ruled: string
}

export function prepare(letters: readonly Letter[], reader: Reader): readonly Prepared[] {
  return letters.map((letter) => {
    const read = reader.read(letter.text)
    const counted = countRead(read)
    return { ...letter, read, counted, ruled: intentOf(read.text, read.byPhrase) }
  })
}

/** The weights for both questions. */
export function learnHeads(letters: readonly Prepared[], codes: readonly OffenceCode[]): Heads {
  const intents = [...new Set(letters.map(({ intent }) => intent))].toSorted()
  const idf = idfOf(letters)
  const weighed = letters.map((letter) => ({ letter, features: weigh(letter.counted.counts, idf) }))
  const samples = weighed.map(({ letter, features }) => ({
    features,
    evidence: evidenceOf(letter.counted.byPhrase, codes),
    answer: codes.indexOf(letter.codes[0] ?? ''),
  }))
  const offence = fitLayers(samples, codes.length)
  const intent = fit(
    weighed.map(({ letter, features }) => ({
      features,
      evidence: ruledIntent(letter.ruled, intents),
      answer: intents.indexOf(letter.intent),
    })),
    intents.length,
  )
  return { codes, intents, idf, offence, intent }
}

/** What was learned from some letters says of others: for judging it, and for knowing how far to trust it. */
export interface Tested {
  readonly letter: Prepared
  readonly chances: Float32Array
  readonly intents: Float32Array
}

const FOLDS = 4

/** Every letter judged by what was learned from the three quarters it is not in. */
export function crossValidate(
  letters: readonly Prepared[],
  codes: readonly OffenceCode[],
): readonly Tested[] {
  const placeOf = new Map(letters.map((letter, at) => [letter, at]))
  return Array.from({ length: FOLDS }, (_, fold) => {
    const isIn = (each: Prepared): boolean => (placeOf.get(each) ?? 0) % FOLDS === fold
    const heads = learnHeads(
      letters.filter((each) => !isIn(each)),
      codes,
    )
    return test(letters.filter(isIn), heads)
  }).flat()
}

export function test(letters: readonly Prepared[], heads: Heads): readonly Tested[] {
  const chancesOf = createChances(heads, createLayeredJudge(heads.offence))
  return letters.map((letter) => {
    const { offences, intents } = chancesOf(letter.counted, letter.ruled)
    return { letter, chances: offences, intents }
  })
}

/** Learns from all letters; how far it may be trusted is learned from those it had not seen. */
export function learn(
  letters: readonly Prepared[],
  codes: readonly OffenceCode[],
  from: Pick<Model, 'concepts' | 'lexicon' | 'learnedFrom'>,
): { readonly model: Model; readonly tested: readonly Tested[] } {
  const tested = crossValidate(letters, codes)
  const trust = fitTrust(tested.map((one) => triedOf(one, codes)))
  return { model: { ...learnHeads(letters, codes), ...from, trust }, tested }
}

function triedOf({ letter, chances }: Tested, codes: readonly OffenceCode[]): Tried {
  const proposal = proposalOf(chances, codes, letter.read)
  return { proposal, isRight: letter.codes[0] === proposal.code }
}

/** How telling each bucket is: rare ones more, those of every letter hardly. */
function idfOf(letters: readonly Prepared[]): Float32Array {
  const letterCount = new Float32Array(BUCKETS)
  for (const { counted } of letters)
    for (const id of counted.counts.ids) letterCount[id] = (letterCount[id] ?? 0) + 1
  return letterCount.map((count) => Math.log(1 + (letters.length + 1) / (count + 1)))
}
