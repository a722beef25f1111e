import { sql } from 'kysely'
import { kept } from './kept.ts'
import { locksRows } from './row-lock.ts'
import type { Tx } from './transaction.ts'

/** What a case is found by: tokens of the vault, no word. */
export interface SearchRow {
  readonly caseId: string
  /** When it was received: what is found comes newest first. */
  readonly at: number
  readonly tokens: readonly string[]
  /** By which rules words became tokens. Rows of an older form are made anew. */
  readonly form: number
}

/** Writes the tokens of a case in place of those before; those that went are gone from the index, too. */
export const keepSearchRow = async (tx: Tx, row: SearchRow): Promise<void> => {
  const { caseId, at, form } = row
  const tokens = row.tokens.join(' ')
  const known = await searchedCase(tx, caseId)
  if (known?.doc !== undefined && (await tokensOf(tx, known.doc)) === tokens) {
    if (known.form !== form)
      await tx.updateTable('searched').set({ form }).where('caseId', '=', caseId).execute()
    return
  }
  if (known?.doc !== undefined) await dropTokens(tx, known.doc)
  const doc = known?.doc ?? (await freeDoc(tx, at))
  await writeSearched(tx, { caseId, doc, form })
  await insertWords(tx, { doc, tokens })
}

const writeSearched = kept((tx, row: { caseId: string; doc: number; form: number }) => {
  const { caseId, doc, form } = row
  return tx
    .insertInto('searched')
    .values({ caseId, doc, form })
    .onConflict((conflict) => conflict.column('caseId').doUpdateSet({ doc, form }))
})

const insertWords = kept((tx, { doc, tokens }: { doc: number; tokens: string }) => {
  const words = locksRows(tx)
    ? sql`insert into "searchWords" ("rowid", "tokens")
        values (${doc}, array_to_tsvector(string_to_array(${tokens}, ' ')))`
    : sql`insert into "searchWords" ("rowid", "tokens") values (${doc}, ${tokens})`
  return { compile: () => words.compile(tx) }
})

/** At the erasure of a case nothing stays that it could be found by. */
export const forgetSearchRow = async (tx: Tx, caseId: string): Promise<void> => {
  const known = await searchedCase(tx, caseId)
  if (known?.doc !== undefined) await dropTokens(tx, known.doc)
  await tx.deleteFrom('searched').where('caseId', '=', caseId).execute()
}

/** Cases whose tokens are of an older form, or that have none yet. */
export const notSearchable = async (
  tx: Tx,
  form: number,
  limit: number,
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('searched')
    .select('caseId')
    .where('form', '<', form)
    .orderBy('form')
    .limit(limit)
    .execute()
  return rows.map(({ caseId }) => caseId)
}

/** Where the tokens were left out of a copy that is used now, all cases wait for new ones. */
export const beginIfLost = async (tx: Tx): Promise<boolean> => {
  const words = await tx.selectFrom('searchWords').select('rowid').limit(1).execute()
  if (words.length > 0) return false
  const { numUpdatedRows } = await tx
    .updateTable('searched')
    .set({ form: 0 })
    .where('form', '>', 0)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Every one of these terms must be there; of a term any way; of a way every token. */
export type SearchTerms = readonly (readonly (readonly string[])[])[]

export interface FoundDoc {
  readonly caseId: string
  readonly doc: number
}

/** Cases that have these tokens, newest first, from before one on. Others than those looked for may be among them. */
export const findByTokens = async (
  tx: Tx,
  terms: SearchTerms,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<readonly FoundDoc[]> => {
  const found = locksRows(tx)
    ? sql<FoundDoc>`select s."caseId", s."doc" from "searchWords" w join "searched" s on s."doc" = w."rowid"
        where w."tokens" @@ ${written(terms, { and: ' & ', or: ' | ', quote: "'" })}::tsquery
        and w."rowid" < ${before} order by w."rowid" desc limit ${limit}`
    : sql<FoundDoc>`select s."caseId", s."doc" from (
          select "rowid" as "doc" from "searchWords"
          where "searchWords" match ${written(terms, { and: ' AND ', or: ' OR ', quote: '"' })}
          and "rowid" < ${before} order by "rowid" desc limit ${limit}
        ) w join "searched" s on s."doc" = w."doc" order by w."doc" desc`
  return (await found.execute(tx)).rows
}

interface Signs {
  readonly and: string
  readonly or: string
  readonly quote: string
}

const written = (terms: SearchTerms, { and, or, quote }: Signs): string =>
  terms
    .map((ways) => {
      const each = ways.map((tokens) => {
        return `(${tokens.map((token) => `${quote}${token}${quote}`).join(and)})`
      })
      return `(${each.join(or)})`
    })
    .join(and)

const searchedCase = async (tx: Tx, caseId: string) => {
  const [row] = await searchedAs(tx, { caseId })
  return row && { form: row.form, ...(row.doc === null ? {} : { doc: row.doc }) }
}

const searchedAs = kept((tx, { caseId }: { readonly caseId: string }) =>
  tx.selectFrom('searched').select(['doc', 'form']).where('caseId', '=', caseId),
)

const tokensOf = async (tx: Tx, doc: number): Promise<string> => {
  const { rows } = await (
    locksRows(tx)
      ? sql<{
          readonly tokens: string
        }>`select array_to_string(tsvector_to_array("tokens"), ' ') as "tokens"
          from "searchWords" where "rowid" = ${doc}`
      : sql<{ readonly tokens: string }>`select "tokens" from "searchWords" where "rowid" = ${doc}`
  ).execute(tx)
  return rows[0]?.tokens ?? ''
}

const dropTokens = async (tx: Tx, doc: number): Promise<void> => {
  await tx.deleteFrom('searchWords').where('rowid', '=', doc).execute()
}

/** The first number from that moment on that no case has; reports of one millisecond stand one after the other. */
const freeDoc = async (tx: Tx, at: number): Promise<number> => {
  for (let doc = at; ; doc += 1) {
    const taken = await atDoc(tx, { doc })
    if (taken.length === 0) return doc
  }
}

const atDoc = kept((tx, { doc }: { readonly doc: number }) =>
  tx.selectFrom('searched').select('caseId').where('doc', '=', doc),
)
