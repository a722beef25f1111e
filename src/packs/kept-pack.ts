import { createHash } from 'node:crypto'
import { deflateSync, inflateSync } from 'node:zlib'
import { z } from 'zod'
import type { OffenceCode, ReadingEntry } from '#core/plan.ts'
import { cureOf } from './cure-of.ts'
import type { AreaPack } from './packs.ts'
import { placesSchema, planSchema, readingSchema } from './schema.ts'

/** A published version as it is kept: whole, so that it can be served without `data/`. */
export interface KeptPack {
  readonly pack: AreaPack
  /** Offences whose reading the area has corrected itself. */
  readonly own: readonly OffenceCode[]
}

const keptSchema: z.ZodType<KeptPack> = z.strictObject({
  pack: z.strictObject({ plan: planSchema, reading: readingSchema, places: placesSchema }),
  own: z.array(z.string()).readonly(),
})

/**
 * Kept small, and so that a copied database holds no phrase that a citizen could have written: the nation's file is full of
 * them.
 */
export const packed = (text: string): Uint8Array => deflateSync(text)

/** What was packed; empty where the bytes are not what they were. */
export function unpacked(content: Uint8Array): string {
  try {
    return inflateSync(content).toString()
  } catch {
    return ''
  }
}

export const contentOf = ({ pack: { plan, reading, places }, own }: KeptPack): string =>
  JSON.stringify({ pack: { plan, reading, places }, own })

/** Tells whether two packs say the same. */
export const digestOfPack = ({ plan, reading, places }: AreaPack): string =>
  digestOf(JSON.stringify({ plan, reading, places }))

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What is wrong with a kept version, in a sentence, or the version. */
export type ReadKept =
  | { readonly ok: true; readonly kept: KeptPack }
  | { readonly ok: false; readonly why: string }

/** Reads a version back. Bytes that were changed since are not what was published. */
export function readKept(bytes: Uint8Array, hash: string): ReadKept {
  const content = unpacked(bytes)
  if (digestOf(content) !== hash) return { ok: false, why: '内容和公布时不一样，被改动过' }
  const parsed = keptSchema.safeParse(JSON.parse(content), { error: cureOf })
  if (parsed.success) return { ok: true, kept: parsed.data }
  const [issue] = parsed.error.issues
  return { ok: false, why: `这一版程序读不懂它：${issue?.path.join('.')} ${issue?.message}` }
}

/** The same pack with these entries in place of those it has for the same offences. */
export function corrected(pack: AreaPack, entries: readonly ReadingEntry[]): AreaPack {
  const fresh = new Map(entries.map((entry) => [entry.offence, entry]))
  const known = new Set(pack.reading.entries.map(({ offence }) => offence))
  const kept = pack.reading.entries.map((entry) => fresh.get(entry.offence) ?? entry)
  const added = entries.filter(({ offence }) => !known.has(offence))
  return { ...pack, reading: { ...pack.reading, entries: [...kept, ...added] } }
}
