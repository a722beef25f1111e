import type { Danger } from '#core/case.ts'
import type { AreaCode, Offence, OffenceCode } from '#core/plan.ts'
import type { AreaPack } from '#packs/load.ts'
import { danger } from './danger.ts'
import type { Intent } from './intent.ts'
import { createJudgement, type Judged } from './judgement.ts'
import { type MatterFound, mattersOf } from './matters.ts'
import { type Missing, missingOf } from './missing.ts'
import type { Model } from './model.ts'
import { normalise, withoutSalutation } from './normalise.ts'
import { createGazetteer, type Placed } from './place.ts'
import { createReader, type Read, type Reader } from './read.ts'
import { when } from './when.ts'
import { where } from './where.ts'
import { mayName, who } from './who.ts'
import { createWhose } from './whose.ts'

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
  /** Rivals, best first, at most five, each with its chance. */
  readonly offences: readonly { readonly code: OffenceCode; readonly score: number }[]
  /** Main one first; its `confidence` is the chance that its first offence is right. */
  readonly matters: readonly MatterFound[]
  readonly missing: readonly Missing[]
  readonly place: Placed
  /** Only if it leads to a door. */
  readonly where?: string
  /** Sign or name of the place accused. */
  readonly who?: string
  readonly when?: string
  /** The words that spoke for each of `offences`. */
  readonly because: (code: OffenceCode) => readonly string[]
}

export interface Understanding {
  readonly understand: (text: string, area?: AreaCode) => Understood
  /** Before anything else: does somebody need help now? */
  readonly danger: (text: string) => Danger | null
  readonly place: (text: string, area?: AreaCode) => Placed
  /** Whom the text accuses, as `understand` finds it, and nothing else. */
  readonly who: (text: string) => string | undefined
}

/** What words are read with. */
export interface Known {
  readonly offences: ReadonlyMap<OffenceCode, Offence>
  readonly areas: ReadonlyMap<AreaCode, AreaPack>
  readonly model: Model
}

/** Reads citizens' words by the packs' phrases and by what was learned: offline, at once, and able to say why. */
export function createUnderstanding({ offences, areas, model }: Known): Understanding {
  const { reader, judge } = readerAndJudge(model, offences)
  const placeIn = createGazetteer(areas)
  const whose = createWhose(offences, areas)

  return { understand, danger: (text) => danger(normalise(text)), place, who: whoIn }

  function place(text: string, area?: AreaCode): Placed {
    const told = normalise(text)
    return placeIn(told, area, () => reader.segmenter.words(told))
  }

  function whoIn(raw: string): string | undefined {
    const told = withoutSalutation(normalise(raw))
    return mayName(told) ? who(reader.segmenter.words(told)) : undefined
  }

  function understand(raw: string, area?: AreaCode): Understood {
    const read = reader.read(raw)
    const { text, words } = read
    const judged = judge(read)
    const matters = mattersOf(read, judged).map((matter) => whose(matter, area))
    const likely = matters[0]?.offences ?? judged.offences
    const placed = placeIn(text, area, () => words)
    const details = {
      who: who(words),
      where: where(
        text,
        (clause) => mayName(clause) && who(reader.segmenter.words(clause)) !== undefined,
      ),
      when: when(text),
    }
    return {
      intent: judged.intent,
      danger: danger(text),
      inScope: judged.inScope,
      handOver: judged.handOver,
      offences: likely,
      matters,
      missing: missingOf({
        text,
        offences: likely,
        placed: placed.place !== undefined,
        ...details,
      }),
      place: placed,
      because: judged.because,
      ...present(details),
    }
  }
}

interface ReaderAndJudge {
  readonly reader: Reader
  readonly judge: (read: Read) => Judged
}

const made = new WeakMap<Model, WeakMap<Known['offences'], ReaderAndJudge>>()

/** What depends on no area is made once for the same offences and the same model: it is large, and keeps nothing of a text. */
function readerAndJudge(model: Model, offences: Known['offences']): ReaderAndJudge {
  const ofModel = made.get(model) ?? new WeakMap<Known['offences'], ReaderAndJudge>()
  made.set(model, ofModel)
  const known = ofModel.get(offences)
  if (known) return known
  const reader = createReader({ offences: offences.values(), ...model })
  const fresh = { reader, judge: createJudgement(model, offences) }
  ofModel.set(offences, fresh)
  return fresh
}

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
