/** What officers of one office know of each other's work: codes, days and ids, no word. */
export interface ColleagueTables {
  /** Days on which somebody is away, the last one too. */
  absences: { officer: string; first: string; last: string; by: string; at: number }
  /** A list as an officer wants to find it again; `query` has codes alone. */
  savedViews: { id: string; officer: string; query: string; opens: number; at: number }
  /** Who has a case before them now; forgotten after some minutes. */
  viewing: { caseId: string; officer: string; since: number; seenAt: number }
  /** Who was asked in a working note to look. */
  mentions: { event: string; officer: string; caseId: string; at: number; readAt: number | null }
}

export const colleagueMigration = `
create table "absences" ("officer" text primary key, "first" text not null, "last" text not null, "by" text not null,
  "at" :time not null) :strict;
create table "savedViews" ("id" text primary key, "officer" text not null, "query" text not null,
  "opens" integer not null, "at" :time not null, unique ("officer", "query")) :strict;
create table "viewing" ("caseId" text not null, "officer" text not null, "since" :time not null, "seenAt" :time not null,
  primary key ("caseId", "officer")) :strict;
create index "viewingByTime" on "viewing" ("seenAt");
create table "mentions" ("event" text not null, "officer" text not null, "caseId" text not null, "at" :time not null,
  "readAt" :time, primary key ("event", "officer")) :strict;
create index "mentionsByCase" on "mentions" ("caseId")
`
