/** 风险预警: counts by day that the watch reads, and the warnings it gave. What an officer wrote is sealed, all else codes and numbers. */
export interface WarningTables {
  /** How many different senders told something on a day. `kind`: the whole area, an offence, a place, both, or a subject. */
  surgeCounts: { area: string; day: string; kind: string; key: string; senders: number }
  /** Days that were counted; those that are young are counted again. */
  surgeDays: { area: string; day: string; countedAt: number }
  /** The day up to which the watch has looked. */
  surgeWatch: { area: string; day: string; at: number }
  /** Reports whose words tell of harm by a drug or a device, until a warning says so. `signs`: ids of what was recognised. */
  adverseSigns: {
    caseId: string
    area: string
    at: number
    grave: number
    signs: string
    raised: number
  }
  warnings: {
    id: string
    area: string
    /** Counted from 1 in its area. */
    nth: number
    kind: string
    /** The same thing is warned of once: its series and first day, its flock or its case. */
    once: string
    series: string
    offence: string
    place: string
    subject: string
    grade: number
    state: string
    clause: string
    /** Whom it was handed to; empty while the intake office has it. */
    department: string
    fromOn: string
    toOn: string
    senders: number
    cases: number
    /** Thousandths of a report. */
    expected: number
    keyId: string
    version: number
    raisedAt: number
    changedAt: number
  }
  /** Everything that was ever done with a warning; added, never changed. `facts`: codes and numbers. */
  warningEvents: {
    warning: string
    seq: number
    id: string
    type: string
    at: number
    by: string
    facts: string
    sealed: Uint8Array | null
  }
  warningCases: { warning: string; caseId: string }
}

export const warningMigration = `
create table "surgeCounts" ("area" text not null, "day" text not null, "kind" text not null, "key" text not null,
  "senders" integer not null, primary key ("area", "day", "kind", "key")) :strict;
create index "surgeCountsBySeries" on "surgeCounts" ("area", "kind", "key", "day");
create table "surgeDays" ("area" text not null, "day" text not null, "countedAt" :time not null,
  primary key ("area", "day")) :strict;
create table "surgeWatch" ("area" text primary key, "day" text not null, "at" :time not null) :strict;
create table "adverseSigns" ("caseId" text primary key, "area" text not null, "at" :time not null,
  "grave" integer not null, "signs" text not null, "raised" integer not null) :strict;
create index "adverseSignsNew" on "adverseSigns" ("at") where "raised" = 0;
create table "warnings" ("id" text primary key, "area" text not null, "nth" integer not null, "kind" text not null,
  "once" text not null, "series" text not null, "offence" text not null, "place" text not null, "subject" text not null,
  "grade" integer not null, "state" text not null, "clause" text not null, "department" text not null,
  "fromOn" text not null, "toOn" text not null, "senders" integer not null, "cases" integer not null,
  "expected" :time not null, "keyId" text not null, "version" integer not null, "raisedAt" :time not null,
  "changedAt" :time not null, unique ("area", "nth"), unique ("area", "once")) :strict;
create index "warningsByArea" on "warnings" ("area", "state", "raisedAt");
create index "warningsBySeries" on "warnings" ("area", "series", "toOn");
create table "warningEvents" ("warning" text not null, "seq" integer not null, "id" text not null unique,
  "type" text not null, "at" :time not null, "by" text not null, "facts" text not null, "sealed" :bytes,
  primary key ("warning", "seq")) :strict;
create table "warningCases" ("warning" text not null, "caseId" text not null, primary key ("warning", "caseId")) :strict;
create index "warningCasesByCase" on "warningCases" ("caseId");
update "noticeEndpoints" set "wants" = "wants" || 'warning.raised '
  where "wants" like '% task.new %' and "wants" like '% case.withdrawn %'
`
