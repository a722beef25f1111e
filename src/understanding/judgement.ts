import type { Offence, OffenceCode } from '#core/plan.ts'
import { createChances } from './chances.ts'
import { countRead } from './counted.ts'
import { createLayeredJudge } from './judge.ts'
import { accuses, asksHow, asksOnly, intentOf, type Intent } from './intent.ts'
import type { Model } from './model.ts'
import type { Read } from './read.ts'
import type { Scored } from './score.ts'
import { tellingWords } from './telling-words.ts'
import { CONFIDENT } from './figures.ts'
import { type Proposal, proposalOf, type Trust, trustIn } from './trust.ts'

/** An offence with its chance, 0 to 1. */
export interface Likely {
  readonly code: OffenceCode
  readonly score: number
}

/** What a whole text is about. */
export interface Judged {
  readonly intent: Intent
  readonly inScope: boolean
  readonly handOver: NonNullable<Offence['handOver']> | null
  /** Best first, at most five. */
  readonly offences: readonly Likely[]
  /** The chance that the first of `offences` is right. */
  readonly confidence: number
  /** The chance of any offence. */
  readonly chanceOf: (code: OffenceCode) => number
  /** The words that spoke for an offence. */
  readonly because: (code: OffenceCode) => readonly string[]
}

/** At and above it a text is for this channel. */
const OURS = 0.5
/** How much a question that only asks takes from an offence it speaks of. */
const ASKING = 0.7
/** Nobody is taken to want something else than a report for less than this. */
const NO_REPORT = 0.6

const SHORT = 60

/** Joins the phrases, the rules and what was learned. */
export function createJudgement(
  model: Model,
  offences: ReadonlyMap<OffenceCode, Offence>,
): (read: Read) => Judged {
  const { codes, intents } = model
  const byLayers = createLayeredJudge(model.offence)
  const chancesOf = createChances(model, byLayers)
  const isOurs = codes.map((code) => offences.get(code)?.handOver === undefined)
  return (read) => {
    const counted = countRead(read)
    const ruled = intentOf(read.text, read.byPhrase)
    const { offences: chances, intents: wants } = chancesOf(counted, ruled)
    const charge = plainCharge(read)
    const charged = charge !== undefined && isOurs[codes.indexOf(charge)] === true
    const likeliest = withSpoken(bestOf(chances), read.byPhrase, codes)
    const isSentAway = charged && !isOurs[likeliest[0] ?? 0]
    const order = isSentAway ? moved(codes.indexOf(charge), likeliest) : likeliest
    const likely = (at: number): Likely => ({ code: codes[at] ?? '', score: rounded(chances[at]) })
    const learned = isOurs.reduce((sum, is, at) => sum + (is ? (chances[at] ?? 0) : 0), 0)
    const ours = isSentAway ? 1 : learned
    const asks = wants[intents.indexOf('consultation')] ?? 0
    const best = ours < OURS ? bestElsewhere(chances, isOurs) : undefined
    const handOver = best !== undefined ? (offences.get(codes[best] ?? '')?.handOver ?? null) : null
    const intent = settled(ruled, wants, { text: read.text, intents })
    const [first = 0] = order
    return {
      intent,
      inScope: ours * (1 - ASKING * asks) >= OURS && !elsewhere.has(intent),
      handOver,
      offences: silent.has(ruled) ? [] : order.map(likely),
      confidence: rounded(confidenceIn(proposalOf(chances, codes, read), model.trust)),
      chanceOf: (code) => chances[codes.indexOf(code)] ?? 0,
      because: (code) =>
        read.byPhrase.find((one) => one.code === code)?.phrases ??
        (code === codes[first]
          ? tellingWords(code, read.words, { model, byLayers, counts: counted.counts })
          : []),
    }
  }
}

/** Somebody has to be asked. */
const ASKED = CONFIDENT - 0.01
/** Officials' own conduct. */
const OFFICIALS: OffenceCode = 'I4'
/** A matter that a letter about officials names this clearly is no mere occasion of it. */
const BESIDES = 0.4

/**
 * Which of the two is the main matter where a letter charges officials and tells of a violation besides decides who may
 * read it: that is never settled without asking.
 */
function confidenceIn(proposal: Proposal, by: Trust): number {
  const trust = trustIn(proposal, by)
  const isTwofold =
    proposal.code === OFFICIALS &&
    proposal.byPhrase.some(({ code, score }) => score >= BESIDES && /^([A-HJL]|K[14])/.test(code))
  return isTwofold ? Math.min(trust, ASKED) : trust
}

const SHOWN = 5

/** What a phrase says this clearly is never left out of the first three. */
const CLEARLY = 0.5
const FIRST_FEW = 3

/** The likeliest, with what the phrases say clearly among the first three. */
function withSpoken(
  likely: readonly number[],
  [spoken]: readonly Scored[],
  codes: readonly OffenceCode[],
): readonly number[] {
  if (spoken === undefined || spoken.score < CLEARLY) return likely
  const place = codes.indexOf(spoken.code)
  if (place < 0 || likely.slice(0, FIRST_FEW).includes(place)) return likely
  const others = likely.filter((at) => at !== place)
  return [...others.slice(0, FIRST_FEW - 1), place, ...others.slice(FIRST_FEW - 1)].slice(0, SHOWN)
}

/** How clearly the phrases of one line must say an offence for it to be a charge. */
const PLAINLY = 0.7

/** What a line charges somebody with in so many words, and asks nothing: nobody is sent away with it. */
const plainCharge = ({ text, byPhrase: [spoken] }: Read): OffenceCode | undefined =>
  text.length < SHORT && spoken && spoken.score >= PLAINLY && !asksOnly(text)
    ? spoken.code
    : undefined

const moved = (first: number, order: readonly number[]): readonly number[] =>
  [first, ...order.filter((at) => at !== first)].slice(0, SHOWN)

/** The places of the five greatest, best first. */
function bestOf(chances: Float32Array): readonly number[] {
  const best: number[] = []
  for (let at = 0; at < chances.length; at += 1) {
    const chance = chances[at] ?? 0
    if (best.length === SHOWN && chance <= (chances[best.at(-1) ?? 0] ?? 0)) continue
    const place = best.findIndex((other) => chance > (chances[other] ?? 0))
    best.splice(place < 0 ? best.length : place, 0, at)
    best.length = Math.min(best.length, SHOWN)
  }
  return best
}

/** The likeliest of the matters that are another's. */
function bestElsewhere(chances: Float32Array, isOurs: readonly boolean[]): number | undefined {
  let best: number | undefined
  for (let at = 0; at < chances.length; at += 1)
    if (!isOurs[at] && (chances[at] ?? 0) > (best === undefined ? 0 : (chances[best] ?? 0)))
      best = at
  return best
}

const rounded = (chance: number | undefined): number => Math.round((chance ?? 0) * 1000) / 1000

/** No report of anything, whatever it speaks of. */
const elsewhere: ReadonlySet<Intent> = new Set(['consultation', 'suggestion', 'praise', 'staff'])
/** Says nothing yet. */
const silent: ReadonlySet<Intent> = new Set(['empty', 'greeting', 'person'])
/** Short and plain enough for a rule to be sure of. */
const certain: ReadonlySet<string> = new Set([
  'empty',
  'greeting',
  'person',
  'status',
  'accusation',
])

interface Told {
  readonly text: string
  readonly intents: readonly string[]
}

/** In doubt it is a report, and whoever asks in a line where to report something reports it. */
function settled(ruled: Intent, wants: Float32Array, { text, intents }: Told): Intent {
  if (certain.has(ruled)) return ruled
  if (ruled === 'consultation' && text.length < SHORT && asksHow(text)) return ruled
  const isShortCharge = text.length < SHORT && accuses(text)
  const chanceOf = (intent: string): number =>
    isShortCharge && intent === 'consultation' ? 0 : (wants[intents.indexOf(intent)] ?? 0)
  if (ruled !== 'complaint' && chanceOf('petition') >= NO_REPORT) return 'petition'
  const [other] = [...elsewhere].toSorted((one, two) => chanceOf(two) - chanceOf(one))
  if (other !== undefined && chanceOf(other) >= NO_REPORT) return other
  return chanceOf('complaint') + chanceOf('petition') > chanceOf('tip-off')
    ? 'complaint'
    : 'tip-off'
}
