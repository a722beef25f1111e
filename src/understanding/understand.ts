import type { Danger } from '#core/case.ts'
import type { AreaCode, Offence, OffenceCode } from '#core/plan.ts'
import type { AreaPack } from '#packs/load.ts'
import { danger } from './danger.ts'
import { type Intent, intentOf } from './intent.ts'
import { type MatterFound, mattersOf, type Part, partsOf } from './matters.ts'
import { weighByTrade } from './medical.ts'
import { type Missing, missingOf } from './missing.ts'
import { normalise, withoutSalutation } from './normalise.ts'
import { createPhraseBook, type Match } from './phrase-book.ts'
import { createGazetteer, type Placed } from './place.ts'
import { type Scored, score } from './score.ts'
import { boundaries, createSegmenter } from './segment.ts'
import { when } from './when.ts'
import { where } from './where.ts'
import { who } from './who.ts'

export type { Intent } from './intent.ts'
export type { MatterFound } from './matters.ts'
export type { Missing } from './missing.ts'
export type { Placed } from './place.ts'

/** What the service knows of a text before anybody has read it. */
export interface Understood {
  readonly intent: Intent
  readonly danger: Danger | null
  /** A matter of this channel; else `handOver` says whose it is. */
  readonly inScope: boolean
  readonly handOver: { readonly to: string; readonly why: string } | null
  /** Rivals, best first, at most five. From 0.55 on and 0.12 ahead of the next one may be proposed alone. */
  readonly offences: readonly { readonly code: OffenceCode; readonly score: number }[]
  readonly matters: readonly MatterFound[]
  readonly missing: readonly Missing[]
  readonly place: Placed
  /** Only if it leads to a door. */
  readonly where?: string
  /** Sign or name of the place accused. */
  readonly who?: string
  readonly when?: string
  /** The words that spoke for each of `offences`. */
  readonly because: Readonly<Record<OffenceCode, readonly string[]>>
}

export interface Understanding {
  readonly understand: (text: string, area?: AreaCode) => Understood
  /** Before anything else: does somebody need help now? */
  readonly danger: (text: string) => Danger | null
  readonly place: (text: string, area?: AreaCode) => Placed
}

/** What the packs know that words are read with. */
export interface Known {
  readonly offences: ReadonlyMap<OffenceCode, Offence>
  readonly areas: ReadonlyMap<AreaCode, AreaPack>
}

/** Reads citizens' words by the packs' phrases: offline, at once, and able to say why. */
export function createUnderstanding({ offences, areas }: Known): Understanding {
  const book = createPhraseBook(offences.values())
  const segmenter = createSegmenter(book.words)
  const placeIn = createGazetteer(areas)

  return { understand, danger: (text) => danger(normalise(text)), place }

  function place(text: string, area?: AreaCode): Placed {
    const told = normalise(text)
    return placeIn(told, area, () => segmenter.words(told))
  }

  function understand(raw: string, area?: AreaCode): Understood {
    const text = normalise(raw)
    const told = withoutSalutation(text)
    const words = segmenter.words(told)
    const matches = book.find(told, boundaries(words))
    const scored = weighed(told, matches)
    const [first] = scored
    const isClear = first !== undefined && first.score >= CLEAR
    const handOver = (isClear && offences.get(first.code)?.handOver) || null
    const placed = placeIn(text, area, () => words)
    const intent = intentOf(text, scored)
    const details = {
      who: who(words),
      where: where(text, (clause) => who(segmenter.words(clause)) !== undefined),
      when: when(text),
    }
    const parts = partsOf(told).map((part) =>
      weighed(told.slice(part.from, part.to), within(part, matches)),
    )
    return {
      intent,
      danger: danger(text),
      inScope: handOver === null && !elsewhere.has(intent),
      handOver,
      offences: scored.slice(0, 5).map(({ code, score: sure }) => ({ code, score: sure })),
      matters: mattersOf(scored, parts),
      missing: missingOf({
        text,
        offences: scored,
        placed: placed.place !== undefined,
        ...details,
      }),
      place: placed,
      because: Object.fromEntries(scored.slice(0, 5).map(({ code, phrases }) => [code, phrases])),
      ...present(details),
    }
  }
}

const weighed = (text: string, matches: readonly Match[]): readonly Scored[] =>
  weighByTrade(text, score(matches))

/** What was found in one part of a text, by the part's own offsets. */
function within({ from, to }: Part, matches: readonly Match[]): readonly Match[] {
  return matches
    .filter(({ spans }) => spans.every((span) => span.from >= from && span.to <= to))
    .map((match) => ({
      ...match,
      spans: match.spans.map((span) => ({ from: span.from - from, to: span.to - from })),
    }))
}

/** Nobody is sent elsewhere for less than this. */
const CLEAR = 0.42

/** No report of anything, whatever it speaks of. */
const elsewhere: ReadonlySet<Intent> = new Set(['consultation', 'suggestion', 'praise', 'staff'])

interface Details {
  readonly who?: string
  readonly where?: string
  readonly when?: string
}

function present(told: Readonly<Record<keyof Details, string | undefined>>): Details {
  return {
    ...(told.who ? { who: told.who } : {}),
    ...(told.where ? { where: told.where } : {}),
    ...(told.when ? { when: told.when } : {}),
  }
}
