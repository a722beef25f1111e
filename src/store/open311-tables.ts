/** Reports that came by Open311, and what was told of them afterwards. */
export interface Open311Tables {
  /** `id` is what a client calls the report by; nothing leads from it to the case but this row. */
  open311Reports: {
    id: string
    area: string
    /** Id of the key it came with. */
    by: string
    /** Tells the same report sent twice, for a day. */
    mark: string | null
    tokenHash: string
    /** NULL: let go. */
    caseId: string | null
    at: number
  }
  /** `theirs`: digest of the number the client gave it; `mark`: tells whether it says something else now. */
  open311Updates: {
    by: string
    theirs: string
    mark: string
    id: string
    report: string
    at: number
  }
}

export const open311Migration = `
create table "open311Reports" ("id" text primary key, "area" text not null, "by" text not null, "mark" text,
  "tokenHash" text not null unique, "caseId" text, "at" :time not null) :strict;
create unique index "open311ReportsSame" on "open311Reports" ("by", "mark") where "mark" is not null;
create index "open311ReportsByCase" on "open311Reports" ("caseId") where "caseId" is not null;
create table "open311Updates" ("by" text not null, "theirs" text not null, "mark" text not null, "id" text not null,
  "report" text not null, "at" :time not null, primary key ("by", "theirs")) :strict;
create index "open311UpdatesByReport" on "open311Updates" ("report")
`
