import { isDay } from '#core/clock.ts'
import type { Officer } from '#core/access.ts'
import type { PublicContent } from '#core/publication.ts'
import { publicFaults, type PublicFault } from '#core/public-words.ts'
import { shortName } from '#core/public-words.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Publishing } from '#packs/publishing.ts'
import type { PublicationRow } from '#store/publications.ts'
import type { Sealed } from './sealed.ts'

/** What waits under seal: the next words, and of a correction why. */
export interface DraftWords {
  readonly content: PublicContent
  readonly reason?: string
}

const about = (id: string): string => `publication:${id}`

export const sealDraft = async (
  { vault }: Sealed,
  { id, keyId }: Pick<PublicationRow, 'id' | 'keyId'>,
  words: DraftWords,
): Promise<Uint8Array> => await vault.seal(keyId, JSON.stringify(words), about(id))

export const openDraft = async (
  { vault }: Sealed,
  { id, keyId, draft }: PublicationRow,
): Promise<DraftWords | undefined> =>
  draft && (JSON.parse(await vault.open(keyId, draft, about(id))) as DraftWords)

/** Tells one draft's words from any other's. */
export const draftMark = ({ vault }: Sealed, words: DraftWords): string =>
  vault.digest(Buffer.from(JSON.stringify(words))).hex.slice(0, 32)

/** How things come out here; an area that has no rules publishes nothing. */
export function publishingOf(world: Sealed): Result<Publishing> {
  return world.publishing ? ok(world.publishing) : refuse('publishing-off')
}

/** As it may come out: a natural person keeps the family name, in every field where the name stands. */
export function asShown(content: PublicContent, { rules }: Publishing): PublicContent {
  if (content.kind !== 'decision' || content.decision.unitKind !== 'person') return content
  const { decision } = content
  const full = decision.unit.trim()
  const shown = full.endsWith(rules.names.fill) ? full : shortName(full, rules.names)
  const without = (text: string): string => (full === '' ? text : text.replaceAll(full, shown))
  return {
    kind: 'decision',
    decision: {
      ...decision,
      unit: shown,
      violation: without(decision.violation),
      basis: without(decision.basis),
    },
  }
}

/** The first thing that keeps words in, as a refusal. */
export function faultOf(
  content: PublicContent,
  { rules }: Publishing,
  reported: readonly string[] = [],
): Result<true> {
  const [first] = publicFaults(content, rules, reported)
  if (first) return refuse(`public-${first.why}`, factsOf(first))
  const when = content.kind === 'decision' ? content.decision.decidedOn : undefined
  return when !== undefined && !isDay(when)
    ? refuse('public-missing', { field: 'decidedOn' })
    : ok(true)
}

const factsOf = ({ field, words }: PublicFault): Record<string, string> => ({
  field,
  ...(words === undefined ? {} : { words }),
})

/** One decision, whoever wrote its number how. */
export const markOf = ({ mac }: Sealed, area: string, number: string): string =>
  Buffer.from(
    mac(Buffer.from(`publication ${area} ${number.replace(/[\s\p{P}\p{S}]/gu, '')}`)),
  ).toString('hex')

/** By chance, and the same for the same entry: nobody outside knows the key it comes of. */
export const chanceOf = ({ mac }: Sealed, id: string, below: number): number =>
  Buffer.from(mac(Buffer.from(`chance ${id}`))).readUInt32BE(0) % below

export const isOther = (officer: Officer, by: string | undefined): boolean => officer.id !== by
