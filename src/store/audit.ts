import { createHash, timingSafeEqual } from 'node:crypto'
import type { Selectable } from 'kysely'
import { ok, refuse, type Result } from '#core/result.ts'
import { kept, only } from './kept.ts'
import { holdName } from './row-lock.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** One thing somebody did or saw. `reason` is a key; words of an officer go sealed. */
export interface AuditEntry {
  readonly area: string
  readonly at: number
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly reason?: string
  readonly sealed?: Uint8Array
}

/** The digest of a chain, by its name in the standards; kept with the chain. */
export type ChainDigest = 'SHA-256' | 'SM3'

/** Made by the vault under a key the database does not hold. */
export interface Mac {
  (bytes: Uint8Array): Uint8Array
  /** The digest of the house's suite, by which new chains begin; SHA-256 where it names none. */
  readonly digest?: ChainDigest
}

/** How long an area's chain is and what it ends in: published, it binds the whole chain. */
export interface AuditHead {
  readonly area: string
  readonly count: number
  readonly hash: Uint8Array
  readonly digest: string
}

/**
 * Appends to the area's chain. Every entry's hash covers the stored bytes of all before it, so erasing a key
 * breaks nothing and changing a byte breaks everything after. Others of the area wait from here to the
 * commit, so come last.
 */
export const appendAudit = async (tx: Tx, entry: AuditEntry, mac: Mac): Promise<void> =>
  await appendAudits(tx, [entry], mac)

/** As `appendAudit`, several of one area in their order. */
export const appendAudits = async (
  tx: Tx,
  [first, ...rest]: readonly AuditEntry[],
  mac: Mac,
): Promise<void> => {
  if (!first) return
  const { area } = first
  await holdName(tx, 'audit', area)
  const before = await headOf(tx, area)
  const digest = before?.digest ?? mac.digest ?? 'SHA-256'
  let { count, hash } = before ?? { count: 0, hash: undefined }
  for (const entry of [first, ...rest]) {
    if (entry.area !== area) throw new Error('entries of two areas belong to two chains')
    const stored = storedAs(entry, (count += 1))
    hash = linkHash(digest, hash, stored)
    await insertEntry(tx, { ...stored, hash })
  }
  if (!hash) return
  const next = { area, count, hash, digest }
  await writeHead(tx, { ...next, mac: mac(headBytes(next)) })
}

const storedAs = (entry: AuditEntry, seq: number) => {
  const { reason = null, sealed = null, ...plain } = entry
  if (!KEY.test(reason ?? ''))
    throw new Error('the reason of an audit entry is a key; words go sealed')
  return { ...plain, reason, sealed, seq }
}

const insertEntry = kept((tx, row: Selectable<Schema['audit']>) =>
  tx.insertInto('audit').values(only(row, ENTRY)),
)

const ENTRY = [
  'area',
  'seq',
  'at',
  'actor',
  'action',
  'subject',
  'reason',
  'sealed',
  'hash',
] as const satisfies readonly (keyof Schema['audit'])[]

const writeHead = kept((tx, { area, count, hash, digest, mac }: Selectable<Schema['auditHeads']>) =>
  tx
    .insertInto('auditHeads')
    .values({ area, count, hash, digest, mac })
    .onConflict((conflict) => conflict.column('area').doUpdateSet({ count, hash, digest, mac })),
)

/** The heads of all areas, to be published. */
export const auditHeads = async (tx: Tx): Promise<readonly AuditHead[]> =>
  await tx
    .selectFrom('auditHeads')
    .select(['area', 'count', 'hash', 'digest'])
    .orderBy('area')
    .execute()

/** What a chain's entry was when it was the last one; `undefined` where there is none. */
export const auditHashAt = async (
  tx: Tx,
  area: string,
  seq: number,
): Promise<Uint8Array | undefined> =>
  (
    await tx
      .selectFrom('audit')
      .select('hash')
      .where('area', '=', area)
      .where('seq', '=', seq)
      .executeTakeFirst()
  )?.hash

/** Entries about one subject (a case number, a handle), oldest first. */
export const auditOf = async (tx: Tx, subject: string) =>
  await tx
    .selectFrom('audit')
    .select(['area', 'seq', 'at', 'actor', 'action', 'subject', 'reason', 'sealed'])
    .where('subject', '=', subject)
    .orderBy('at')
    .orderBy('area', 'desc')
    .orderBy('seq')
    .execute()

const KEY = /^[\w:./# -]*$/

const PAGE = 1_000

/**
 * Follows every chain from its first entry. Finds any entry that was changed, deleted or swapped; the last
 * ones too where `mac` is given, since then the heads prove themselves. `chain`: that one alone.
 */
export const verifyAudit = async (
  tx: Tx,
  mac?: Mac,
  chain?: string,
): Promise<Result<{ entries: number }>> => {
  const all = await tx.selectFrom('auditHeads').selectAll().orderBy('area').execute()
  const orphans = await areasWithoutHead(tx, all)
  const heads = chain === undefined ? all : all.filter(({ area }) => area === chain)
  if (orphans) return refuse('audit-head-missing', { area: orphans })
  let entries = 0
  for (const head of heads) {
    if (mac && !same(mac(headBytes(head)), head.mac))
      return refuse('audit-head-forged', { area: head.area })
    const broken = await firstBreak(tx, head)
    if (broken !== undefined) return refuse('audit-broken', { area: head.area, entry: broken })
    entries += head.count
  }
  return ok({ entries })
}

const areasWithoutHead = async (
  tx: Tx,
  heads: readonly AuditHead[],
): Promise<string | undefined> => {
  const areas = await tx.selectFrom('audit').select('area').distinct().execute()
  return areas.find(({ area }) => !heads.some((head) => head.area === area))?.area
}

/** The first entry that does not fit, or `undefined` where the chain is whole. */
const firstBreak = async (tx: Tx, head: AuditHead): Promise<number | undefined> => {
  let count = 0
  let hash: Uint8Array | undefined
  for (;;) {
    const page = await pageAfter(tx, head.area, count)
    for (const row of page) {
      if (row.seq !== count + 1 || !same(linkHash(head.digest, hash, row), row.hash))
        return count + 1
      count = row.seq
      hash = row.hash
    }
    if (page.length < PAGE) break
  }
  return count === head.count && hash && same(hash, head.hash) ? undefined : count + 1
}

const pageAfter = async (tx: Tx, area: string, seq: number) =>
  await tx
    .selectFrom('audit')
    .selectAll()
    .where('area', '=', area)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(PAGE)
    .execute()

const headOf = async (tx: Tx, area: string) => (await headsOf(tx, { area }))[0]

const headsOf = kept((tx, { area }: { readonly area: string }) =>
  tx.selectFrom('auditHeads').select(['count', 'hash', 'digest']).where('area', '=', area),
)

const names: Readonly<Record<string, string>> = { 'SHA-256': 'sha256', SM3: 'sm3' }

/** A digest that nobody here knows is none of ours: nothing fits. */
const linkHash = (
  digest: string,
  before: Uint8Array | undefined,
  row: Omit<Selectable<Schema['audit']>, 'hash'>,
): Uint8Array =>
  createHash(names[digest] ?? 'sha512')
    .update(before ?? new Uint8Array(32))
    .update(
      JSON.stringify([
        row.area,
        row.seq,
        row.at,
        row.actor,
        row.action,
        row.subject,
        row.reason,
        row.sealed && Buffer.from(row.sealed).toString('base64'),
      ]),
    )
    .digest()

/** The digest is named where it is another than once it always was. */
const headBytes = ({ area, count, hash, digest }: AuditHead): Uint8Array => {
  const named = digest === 'SHA-256' ? [] : [digest]
  return Buffer.from(JSON.stringify([area, count, Buffer.from(hash).toString('base64'), ...named]))
}

const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b)
