/** What follows from cases for those complained of: monthly lists for inspection, credit records, results used elsewhere. */
export interface OversightTables {
  /** Weights that an area set in place of the default. Versions are added, never changed. */
  inspectionWeights: { area: string; number: number; at: number; by: string; content: string }
  /** Published lists; a list that was published stays as it is. */
  inspectionLists: {
    area: string
    month: string
    number: number
    at: number
    by: string
    rows: number
    digest: string
    keyId: string
    sealed: Uint8Array
  }
  creditEntries: {
    id: string
    area: string
    /** Whom it is of, as of its making. */
    subject: string
    /** NULL once the case was erased. */
    caseId: string | null
    matter: string
    /** As `CreditKind` names it. */
    kind: string
    state: string
    /** Why somebody has to look at it again: a key, or empty. */
    doubt: string
    version: number
    at: number
    changedAt: number
    keyId: string
  }
  /** Appended, never edited; sealed under the key of its entry. */
  creditEvents: {
    entry: string
    seq: number
    type: string
    at: number
    by: string
    sealed: Uint8Array
  }
  /** What was given out of one subject, and for what. */
  resultExports: {
    id: string
    area: string
    subject: string
    use: string
    at: number
    by: string
    digest: string
    keyId: string
    sealed: Uint8Array
  }
}

export const oversightMigration = `
create table "inspectionWeights" ("area" text not null, "number" integer not null, "at" :time not null,
  "by" text not null, "content" text not null, primary key ("area", "number")) :strict;
create table "inspectionLists" ("area" text not null, "month" text not null, "number" integer not null,
  "at" :time not null, "by" text not null, "rows" integer not null, "digest" text not null, "keyId" text not null,
  "sealed" :bytes not null, primary key ("area", "month", "number")) :strict;
create table "creditEntries" ("id" text primary key, "area" text not null, "subject" text not null, "caseId" text,
  "matter" text not null, "kind" text not null, "state" text not null, "doubt" text not null, "version" integer not null,
  "at" :time not null, "changedAt" :time not null, "keyId" text not null,
  unique ("caseId", "matter", "subject", "kind")) :strict;
create index "creditEntriesByArea" on "creditEntries" ("area", "state", "changedAt");
create index "creditEntriesBySubject" on "creditEntries" ("subject");
create table "creditEvents" ("entry" text not null, "seq" integer not null, "type" text not null, "at" :time not null,
  "by" text not null, "sealed" :bytes not null, primary key ("entry", "seq")) :strict;
create table "resultExports" ("id" text primary key, "area" text not null, "subject" text not null, "use" text not null,
  "at" :time not null, "by" text not null, "digest" text not null, "keyId" text not null,
  "sealed" :bytes not null) :strict;
create index "resultExportsByArea" on "resultExports" ("area", "at");
create index "resultExportsBySubject" on "resultExports" ("subject", "at")
`
