import type { OffenceCode } from '#core/plan.ts'

/** A text of which readers have said what it is, beside what the product says. */
export interface Judged {
  readonly id: string
  /** Any of these is right for the main matter. */
  readonly codes: readonly OffenceCode[]
  /** Undefined where the readers differed. */
  readonly inScope?: boolean
  readonly said: {
    readonly codes: readonly OffenceCode[]
    readonly inScope: boolean
    readonly confidence: number
    /** Whether the leading department is one the readers named; undefined where nobody said. */
    readonly isLeadRight?: boolean
  }
}

/** Right answers of so many, with the interval that holds the true share in 95 of 100 such samples (Wilson). */
export interface Share {
  readonly right: number
  readonly of: number
  readonly share: number
  readonly low: number
  readonly high: number
}

export function shareOf<T>(all: readonly T[], isRight: (one: T) => boolean): Share {
  const of = all.length
  const right = all.filter(isRight).length
  const share = of === 0 ? 0 : right / of
  const z = 1.96
  const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of)
  const half =
    (z / (1 + z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  return of === 0
    ? { right, of, share, low: 0, high: 1 }
    : { right, of, share, low: middle - half, high: middle + half }
}

/** Everything that is asked of the understanding of texts. */
export interface Figures {
  readonly scope: Share
  /** Of the texts in scope. */
  readonly first: Share
  readonly amongThree: Share
  readonly lead: Share
  /** Of the texts in scope, those that would be routed without asking, and how many of these rightly. */
  readonly confident: Share
  readonly confidentRight: Share
  /** Coverage against accuracy: the surest so many of a hundred in scope, and the share right among them. */
  readonly curve: readonly {
    readonly coverage: number
    readonly least: number
    readonly right: Share
  }[]
  /** The most frequent confusions, `expected>said`. */
  readonly confusions: readonly { readonly pair: string; readonly times: number }[]
}

/** From this confidence on nobody is asked. */
export const CONFIDENT = 0.9

export function figuresOf(all: readonly Judged[]): Figures {
  const known = all.filter(({ inScope }) => inScope !== undefined)
  const ours = all.filter(({ inScope }) => inScope === true)
  const confident = ours.filter(({ said }) => said.confidence >= CONFIDENT)
  const led = ours.filter(({ said }) => said.isLeadRight !== undefined)
  return {
    scope: shareOf(known, ({ inScope, said }) => said.inScope === inScope),
    first: shareOf(ours, isFirstRight),
    amongThree: shareOf(ours, ({ codes, said }) =>
      said.codes.slice(0, 3).some((code) => codes.includes(code)),
    ),
    lead: shareOf(led, ({ said }) => said.isLeadRight === true),
    confident: shareOf(ours, ({ said }) => said.confidence >= CONFIDENT),
    confidentRight: shareOf(confident, isFirstRight),
    curve: curveOf(ours),
    confusions: confusionsOf(all),
  }
}

const isFirstRight = ({ codes, said }: Judged): boolean => codes.includes(said.codes[0] ?? '')

const COVERAGES = [0.1, 0.2, 0.3, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1]

function curveOf(ours: readonly Judged[]): Figures['curve'] {
  const surest = ours.toSorted((one, other) => other.said.confidence - one.said.confidence)
  return COVERAGES.map((coverage) => {
    const taken = surest.slice(0, Math.ceil(ours.length * coverage))
    const least = taken.at(-1)?.said.confidence ?? 0
    return { coverage, least, right: shareOf(taken, isFirstRight) }
  })
}

function confusionsOf(all: readonly Judged[]): Figures['confusions'] {
  const wrong = all.filter((one) => !isFirstRight(one))
  const pairs = Map.groupBy(wrong, ({ codes, said }) => `${codes[0]}>${said.codes[0] ?? '-'}`)
  return [...pairs]
    .map(([pair, { length }]) => ({ pair, times: length }))
    .toSorted((one, other) => other.times - one.times)
    .slice(0, 20)
}
