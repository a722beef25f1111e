/** What waits for somebody's decision, and when cases are put away by themselves: ids, codes and days, no word. */
export interface DecisionTables {
  decisions: {
    /** Of the case, the kind and the task. */
    id: string
    caseId: string
    /** Empty where the case as a whole is meant. */
    task: string
    /** As `DecisionKind` names it. */
    kind: string
    area: string
    office: string
    /** The officer who asked, or wrote what is reviewed; empty where the reporter asked. */
    asker: string
    offence: string
    /** Empty where no day runs. */
    dueOn: string
    askedAt: number
    /** When its clock is looked at again; 0: something happened to the case since. */
    lookAt: number
  }
  /** Cases from before the list, that nobody has looked through for it yet. */
  decisionsToFill: { caseId: string }
  archives: {
    caseId: string
    at: number
  }
}

/** Cases that are over when this is laid out are looked at once, by the day they were changed last. */
export const decisionMigration = `
create table "decisions" ("id" text primary key, "caseId" text not null, "task" text not null, "kind" text not null,
  "area" text not null, "office" text not null, "asker" text not null, "offence" text not null, "dueOn" text not null,
  "askedAt" :time not null) :strict;
create index "decisionsByCase" on "decisions" ("caseId");
create index "decisionsByArea" on "decisions" ("area", "kind", "dueOn", "id");
create index "decisionsByOffice" on "decisions" ("office", "kind", "dueOn", "id");
create table "archives" ("caseId" text primary key, "at" :time not null) :strict;
create index "archivesDue" on "archives" ("at");
insert into "archives" ("caseId", "at") select "id", "changedAt" from "cases"
  where "erasedAt" is null and "state" in ('concluded', 'declined', 'withdrawn')
`

/** What waits for a decision has a clock that is looked at; what waited before there was a list is looked for once. */
export const decisionClockMigration = `
alter table "decisions" add column "lookAt" :time not null default 0;
create index "decisionsToLook" on "decisions" ("lookAt");
create table "decisionsToFill" ("caseId" text primary key) :strict;
insert into "decisionsToFill" ("caseId") select "id" from "cases"
  where "erasedAt" is null and "state" <> 'withdrawn';
alter table "reminders" add column "decision" text not null default '';
update "noticeEndpoints" set "wants" = "wants" || 'decision.waiting '
  where "wants" like '% task.new %' and "wants" like '% task.supervised %'
`
