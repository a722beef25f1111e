/** What waits for somebody's decision, and when cases are put away by themselves: ids, codes and days, no word. */
export interface DecisionTables {
  decisions: {
    /** Of the case, the kind and the task. */
    id: string
    caseId: string
    /** Empty where the case as a whole is meant. */
    task: string
    /** `extension`, `re-examination`, `review`. */
    kind: string
    area: string
    office: string
    /** The officer who asked, or wrote what is reviewed; empty where the reporter asked. */
    asker: string
    offence: string
    /** Empty where no day runs. */
    dueOn: string
    askedAt: number
  }
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
