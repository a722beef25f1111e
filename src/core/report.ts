import type { Consent, Danger, Facts, FiledMatter, SourceKind, Standing, Stream } from './case.ts'
import type { AreaCode, DepartmentId, OffenceCode, PlaceCode } from './plan.ts'
import { ok, refuse, type Result } from './result.ts'

/** Stands for what nobody could classify; its matter goes to the intake office. */
export const unknownOffence: OffenceCode = 'unknown'

/** One matter as the conversation understood it, before it has an id. */
export interface DraftMatter {
  readonly stream?: Stream
  readonly offence: OffenceCode
  readonly place?: PlaceCode
  readonly accused?: DepartmentId
}

/** What a conversation or a form has gathered so far. */
export interface Draft {
  readonly area?: AreaCode
  readonly source?: SourceKind
  readonly channel: string
  readonly standing?: Standing
  readonly urgent?: Danger | null
  readonly wantsReward?: boolean
  readonly facts: Partial<Facts>
  readonly place?: PlaceCode
  readonly matters: readonly DraftMatter[]
  /** Version of the privacy notice that was shown. */
  readonly notice?: string
  readonly consents?: readonly Consent[]
}

/** A draft that can be filed: who shall look for what, and where. */
export interface Report {
  readonly area: AreaCode
  readonly source: SourceKind
  readonly channel: string
  readonly standing: Standing
  readonly urgent: Danger | null
  readonly wantsReward: boolean
  readonly facts: Facts
  readonly matters: readonly FiledMatter[]
  readonly notice: string
  readonly consents?: readonly Consent[]
}

/**
 * A report needs an area, a place to go to and an act to look for; the rest may be skipped. Where life is in danger the
 * privacy notice may come later. Nobody is made to give a name: silence is anonymous.
 */
export function complete(draft: Draft): Result<Report> {
  const missing = missingIn(draft)
  if (missing.length > 0) return refuse('draft-incomplete', { missing: missing.join(',') })
  return ok({
    area: draft.area ?? '',
    source: draft.source ?? 'citizen',
    channel: draft.channel,
    standing: draft.standing ?? 'anonymous',
    urgent: draft.urgent ?? null,
    wantsReward: draft.wantsReward ?? false,
    facts: factsOf(draft.facts),
    matters: mattersOf(draft),
    notice: draft.notice ?? '',
    ...(draft.consents && draft.consents.length > 0 ? { consents: draft.consents } : {}),
  })
}

function missingIn(draft: Draft): readonly string[] {
  const needed = {
    area: draft.area,
    what: draft.facts.what,
    where: draft.facts.where,
    notice: draft.urgent ? 'later' : draft.notice,
  }
  return Object.entries(needed)
    .filter(([, value]) => isBlank(value))
    .map(([field]) => field)
}

function factsOf(facts: Partial<Facts>): Facts {
  return {
    what: facts.what?.trim() ?? '',
    where: facts.where?.trim() ?? '',
    ...(isBlank(facts.who) ? {} : { who: facts.who?.trim() ?? '' }),
    ...(isBlank(facts.when) ? {} : { when: facts.when?.trim() ?? '' }),
    ...(facts.ongoing ? { ongoing: facts.ongoing } : {}),
    ...(isBlank(facts.elsewhere) ? {} : { elsewhere: facts.elsewhere?.trim() ?? '' }),
    evidence: [...new Set(facts.evidence)],
  }
}

/**
 * The same offence told twice in one stream is one matter; the ids are the order of telling. Whoever is accused in a
 * report gets nothing of it: what else it tells may show who told.
 */
function mattersOf(draft: Draft): readonly FiledMatter[] {
  const told: readonly DraftMatter[] =
    draft.matters.length > 0 ? draft.matters : [{ offence: unknownOffence }]
  const once = new Map<string, Omit<FiledMatter, 'id'>>()
  const somebody = told.find((matter) => matter.accused)?.accused
  for (const { stream = 'tip-off', offence, place = draft.place, accused = somebody } of told) {
    const key = `${stream} ${offence} ${place ?? ''}`
    if (once.has(key)) continue
    once.set(key, { stream, offence, ...(place ? { place } : {}), ...(accused ? { accused } : {}) })
  }
  return [...once.values()].map((matter, index) => ({ id: `m${index + 1}`, ...matter }))
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === ''
}
