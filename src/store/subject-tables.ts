/** Whom reports complain of: ids, codes and days; every name, address and licence is sealed. */
export interface SubjectTables {
  subjects: {
    id: string
    area: string
    /** As `SubjectKind` names it. */
    kind: string
    /** Smallest place that is known, or empty. */
    place: string
    /** The subject an officer joined it to, or empty. */
    into: string
    /** The subject at the end of that chain; itself where it was joined to none. */
    root: string
    keyId: string
    sealed: Uint8Array
    version: number
    createdAt: number
    changedAt: number
  }
  /** Which matter complains of whom. */
  subjectCases: {
    caseId: string
    matter: string
    /** The one it was given to. */
    origin: string
    /** The root of that one: what counts now. */
    subject: string
    area: string
    offence: string
    place: string
    /** When the case was received. */
    at: number
    /** `proposed` by machine or `confirmed` by an officer. */
    how: string
    /** 0: whom the matter complains of first. */
    nth: number
  }
  /** Keyed digests of pieces of names, addresses and licences. */
  subjectTokens: { area: string; token: string; subject: string }
  /** Two that may be the same: proposed, or decided. `one` sorts before `other`. */
  subjectPairs: {
    one: string
    other: string
    area: string
    /** Why it may be so: a key. */
    why: string
    /** From 0 to 1000. */
    score: number
    state: string
    at: number
  }
  /** What officers decided, oldest first. */
  subjectDeeds: {
    id: string
    area: string
    subject: string
    other: string
    caseId: string
    kind: string
    at: number
    by: string
    /** Under the key of `subject`: why, and what it was called before. */
    sealed: Uint8Array
  }
  /** New cases that were not compared with others and not looked through for whom they complain of, and cannot be searched for. */
  followUps: { caseId: string }
  /** Lists of licensed institutions: each import is a version, and stays as it is. */
  institutionLists: {
    area: string
    number: number
    at: number
    by: string
    rows: number
    digest: string
    keyId: string
    sealed: Uint8Array
  }
}

/** What came before there were subjects is looked through a few cases a round. */
export const subjectMigration = `
create table "subjects" ("id" text primary key, "area" text not null, "kind" text not null, "place" text not null,
  "into" text not null, "root" text not null, "keyId" text not null, "sealed" :bytes not null,
  "version" integer not null, "createdAt" :time not null, "changedAt" :time not null) :strict;
create index "subjectsByRoot" on "subjects" ("root");
create index "subjectsByArea" on "subjects" ("area", "id") where "into" = '';
create table "subjectCases" ("caseId" text not null, "matter" text not null, "origin" text not null,
  "subject" text not null, "area" text not null, "offence" text not null, "place" text not null, "at" :time not null,
  "how" text not null, "nth" integer not null, primary key ("caseId", "matter", "origin")) :strict;
create index "subjectCasesBySubject" on "subjectCases" ("subject", "at");
create index "subjectCasesByOrigin" on "subjectCases" ("origin");
create index "subjectCasesByArea" on "subjectCases" ("area", "at");
create table "subjectTokens" ("area" text not null, "token" text not null, "subject" text not null,
  primary key ("area", "token", "subject")) :strict;
create index "subjectTokensBySubject" on "subjectTokens" ("subject");
create table "subjectPairs" ("one" text not null, "other" text not null, "area" text not null, "why" text not null,
  "score" integer not null, "state" text not null, "at" :time not null, primary key ("one", "other")) :strict;
create index "subjectPairsToDecide" on "subjectPairs" ("area", "score", "one", "other") where "state" = 'proposed';
create index "subjectPairsByOther" on "subjectPairs" ("other");
create table "subjectDeeds" ("id" text primary key, "area" text not null, "subject" text not null,
  "other" text not null, "caseId" text not null, "kind" text not null, "at" :time not null, "by" text not null,
  "sealed" :bytes not null) :strict;
create index "subjectDeedsBySubject" on "subjectDeeds" ("subject", "at");
create index "subjectDeedsByOther" on "subjectDeeds" ("other", "at");
create table "subjectsToFill" ("caseId" text primary key) :strict;
insert into "subjectsToFill" ("caseId") select "id" from "cases" where "erasedAt" is null and "accuses" is null;
create table "institutionLists" ("area" text not null, "number" integer not null, "at" :time not null,
  "by" text not null, "rows" integer not null, "digest" text not null, "keyId" text not null,
  "sealed" :bytes not null, primary key ("area", "number")) :strict
`

/** One list of all that follows a filing. What waited to be looked through for subjects is followed as a whole. */
export const followUpMigration = `
:sqlite create table "followUps" ("caseId" text primary key) strict, without rowid;
:postgres create table "followUps" ("caseId" text primary key);
insert into "followUps" ("caseId") select "caseId" from "subjectsToFill";
drop table "subjectsToFill"
`
