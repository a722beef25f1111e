/** What reports are found by. */
export interface SearchTables {
  /** Which cases can be searched for, and in what form their words were taken; `doc` grows with the day of receipt. */
  searched: { caseId: string; doc: number | null; form: number }
  /** Keyed digests of pieces of words: full text of SQLite (`rowid` is the `doc`) or of PostgreSQL. */
  searchWords: { rowid: number; tokens: string }
}
