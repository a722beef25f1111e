/** Supervision of the departments: what stands beside the cases. Codes, days and numbers; every word that was written is sealed. */
export interface ScrutinyTables {
  /** A visit 督察, a talk 约谈, a drawing of closed files 稽查 or a lead about dereliction. */
  scrutinies: {
    id: string
    area: string
    kind: string
    /** Whom it is about; empty where it is about more than one. */
    department: string
    place: string
    state: string
    /** The nearest day on which something is owed; empty: nothing is. */
    dueOn: string
    startedAt: number
    changedAt: number
    version: number
    keyId: string
  }
  /** Everything that was ever done with it; added, never changed. */
  scrutinyEvents: { scrutiny: string; seq: number; at: number; by: string; sealed: Uint8Array }
  /** One closed file that was drawn, and what was found in it; sealed under the key of its case, so that it goes with it. */
  fileChecks: {
    scrutiny: string
    caseId: string
    task: string
    nth: number
    department: string
    office: string
    outcome: string
    /** Empty until it was looked at. */
    grade: string
    state: string
    dueOn: string
    /** Of the aspects that are wrong, their ids. */
    aspects: string
    by: string
    at: number | null
    keyId: string
    sealed: Uint8Array | null
  }
  /** Of a matter that is looked at again, the office whose conclusion did not stand, and the day. */
  reopened: { caseId: string; task: string; area: string; office: string; day: string }
}

export const scrutinyMigration = `
create table "scrutinies" ("id" text primary key, "area" text not null, "kind" text not null, "department" text not null,
  "place" text not null, "state" text not null, "dueOn" text not null, "startedAt" :time not null,
  "changedAt" :time not null, "version" integer not null, "keyId" text not null) :strict;
create index "scrutiniesByArea" on "scrutinies" ("area", "kind", "changedAt");
create table "scrutinyEvents" ("scrutiny" text not null, "seq" integer not null, "at" :time not null, "by" text not null,
  "sealed" :bytes not null, primary key ("scrutiny", "seq")) :strict;
create table "fileChecks" ("scrutiny" text not null, "caseId" text not null, "task" text not null, "nth" integer not null,
  "department" text not null, "office" text not null, "outcome" text not null, "grade" text not null,
  "state" text not null, "dueOn" text not null, "aspects" text not null, "by" text not null, "at" :time,
  "keyId" text not null, "sealed" :bytes, primary key ("scrutiny", "caseId", "task")) :strict;
create table "reopened" ("caseId" text not null, "task" text not null, "area" text not null, "office" text not null,
  "day" text not null, primary key ("caseId", "task")) :strict;
create index "reopenedByArea" on "reopened" ("area", "day", "office");
insert into "uncounted" ("caseId") select distinct "e"."caseId" from "caseEvents" as "e"
  join "cases" as "c" on "c"."id" = "e"."caseId"
  where "e"."type" in ('re-examination-requested', 're-examination-granted') and "c"."erasedAt" is null
  and "c"."accuses" is null and "e"."caseId" not in (select "caseId" from "uncounted")
`
