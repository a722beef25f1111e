/** Meetings over cases and what comes of them: ids, codes and days; every word is sealed. */
export interface MeetingTables {
  meetings: {
    id: string
    area: string
    /** As `MeetingKind` names it. */
    kind: string
    /** Of the area's plan; empty where it does not speak of it. */
    clause: string
    /** `called`, `held` or `cancelled`. */
    state: string
    /** Who calls it. */
    office: string
    on: string
    at: number
    by: string
    keyId: string
    sealed: Uint8Array
    /** One more with every change of its state or its words. */
    version: number
  }
  meetingCases: { meeting: string; caseId: string }
  meetingOffices: {
    meeting: string
    office: string
    /** `invited`, `coming`, `not-coming` or `present`. */
    state: string
  }
  meetingDecisions: {
    id: string
    meeting: string
    area: string
    /** Who sees to it. */
    office: string
    /** Whose history says so too; empty: none. */
    caseId: string
    dueOn: string
    /** `open` or `done`. */
    state: string
    at: number
    keyId: string
    sealed: Uint8Array
  }
  /** 联合执法、异地交叉执法 asked of another area. */
  jointRequests: {
    id: string
    kind: string
    area: string
    /** The area that is asked, where it is here; empty: a letter goes to an organ elsewhere. */
    toArea: string
    clause: string
    /** `asked`, `accepted`, `declined` or `done`. */
    state: string
    office: string
    dueOn: string
    at: number
    by: string
    answeredAt: number | null
    keyId: string
    sealed: Uint8Array
  }
}

export const meetingMigration = `
create table "meetings" ("id" text primary key, "area" text not null, "kind" text not null, "clause" text not null,
  "state" text not null, "office" text not null, "on" text not null, "at" :time not null, "by" text not null,
  "keyId" text not null, "sealed" :bytes not null) :strict;
create index "meetingsByArea" on "meetings" ("area", "on", "id");
create table "meetingCases" ("meeting" text not null, "caseId" text not null,
  primary key ("meeting", "caseId")) :strict;
create index "meetingCasesByCase" on "meetingCases" ("caseId");
create table "meetingOffices" ("meeting" text not null, "office" text not null, "state" text not null,
  primary key ("meeting", "office")) :strict;
create index "meetingOfficesByOffice" on "meetingOffices" ("office");
create table "meetingDecisions" ("id" text primary key, "meeting" text not null, "area" text not null,
  "office" text not null, "caseId" text not null, "dueOn" text not null, "state" text not null, "at" :time not null,
  "keyId" text not null, "sealed" :bytes not null) :strict;
create index "meetingDecisionsByMeeting" on "meetingDecisions" ("meeting");
create index "meetingDecisionsByOffice" on "meetingDecisions" ("office", "state", "dueOn");
create table "jointRequests" ("id" text primary key, "kind" text not null, "area" text not null,
  "toArea" text not null, "clause" text not null, "state" text not null, "office" text not null,
  "dueOn" text not null, "at" :time not null, "by" text not null, "answeredAt" :time,
  "keyId" text not null, "sealed" :bytes not null) :strict;
create index "jointRequestsByArea" on "jointRequests" ("area", "at");
create index "jointRequestsByToArea" on "jointRequests" ("toArea", "at")
`

export const meetingVersionMigration = `
alter table "meetings" add column "version" integer not null default 1
`
