/** Rewards: what lists, counts and the public register need in plain, the rest sealed under the key of the case. */
export interface RewardTables {
  rewards: {
    id: string
    /** Of an erased case neither id nor number is left. */
    caseId: string | null
    number: string | null
    area: string
    /** Of the office that has it, whoever proposed it. */
    office: string
    department: string
    scheme: string
    offence: string
    level: string
    state: string
    /** Amounts in fen. */
    sum: number
    paid: number
    recover: number
    recovered: number
    /** Of the notice in force, if one was given. */
    year: number | null
    notice: string | null
    /** The last day to claim, as it was told. */
    dueOn: string | null
    /** A keyed digest of the number of the decision it rests on; empty once the case is erased. */
    decision: string
    version: number
    createdAt: number
    changedAt: number
    notifiedAt: number | null
    remindedAt: number | null
  }
  /** `caseId`: under whose key it is sealed. */
  rewardEvents: {
    reward: string
    caseId: string
    seq: number
    id: string
    type: string
    at: number
    by: string
    sealed: Uint8Array
  }
  /** Every notice that was ever given, once and for all. */
  rewardNotices: {
    number: string
    reward: string
    office: string
    year: number
    nth: number
    at: number
  }
  rewardCounters: { office: string; year: number; last: number }
  /** 文号 begins with these letters of an office. */
  rewardLetters: { area: string; office: string; letters: string }
  /** Money that left the till or came back; stays for the books when the case is gone. */
  rewardPayments: {
    reward: string
    seq: number
    area: string
    office: string
    scheme: string
    offence: string
    level: string
    kind: string
    sum: number
    at: number
  }
  /** Whoever filed the case wished for a reward. `secret`: of the claim secret only this is kept, under a key the database does not hold. */
  rewardWishes: { caseId: string; area: string; secret: string | null }
  /** An area's own parameters of a scheme. Versions are added, never changed. */
  rewardParameters: {
    area: string
    scheme: string
    number: number
    at: number
    by: string
    reason: string
    content: string
    hash: string
    /** The second person; none where it was published before two were needed. */
    approvedBy: string | null
  }
  /** Parameters that one person entered and a second has not approved yet; one at a time for a scheme of an area. */
  rewardDrafts: {
    area: string
    scheme: string
    id: string
    at: number
    by: string
    reason: string
    content: string
    /** Number of the version it was entered over. */
    seen: number
    /** The second person said that it is not so, and why; nobody approves it any more. */
    sentBackBy: string | null
    sentBack: string | null
  }
}

export const rewardMigration = `
create table "rewards" ("id" text primary key, "caseId" text, "number" text, "area" text not null, "office" text not null,
  "department" text not null, "scheme" text not null, "offence" text not null, "level" text not null,
  "state" text not null, "sum" :time not null, "paid" :time not null, "recover" :time not null, "recovered" :time not null,
  "year" integer, "notice" text, "dueOn" text, "decision" text not null, "version" integer not null,
  "createdAt" :time not null, "changedAt" :time not null, "notifiedAt" :time, "remindedAt" :time) :strict;
create index "rewardsByArea" on "rewards" ("area", "state", "office");
create index "rewardsByCase" on "rewards" ("caseId") where "caseId" is not null;
create index "rewardsByDecision" on "rewards" ("decision") where "decision" <> '';
create index "rewardsNotified" on "rewards" ("area", "notifiedAt") where "notifiedAt" is not null;
create index "rewardsToWatch" on "rewards" ("id") where "state" = 'notified';
create table "rewardEvents" ("reward" text not null, "caseId" text not null, "seq" integer not null,
  "id" text not null unique, "type" text not null, "at" :time not null, "by" text not null, "sealed" :bytes not null,
  primary key ("reward", "seq")) :strict;
create index "rewardEventsByCase" on "rewardEvents" ("caseId");
create table "rewardNotices" ("number" text primary key, "reward" text not null, "office" text not null,
  "year" integer not null, "nth" integer not null, "at" :time not null, unique ("office", "year", "nth")) :strict;
create table "rewardCounters" ("office" text not null, "year" integer not null, "last" integer not null,
  primary key ("office", "year")) :strict;
create table "rewardLetters" ("area" text not null, "office" text not null, "letters" text not null unique,
  primary key ("area", "office")) :strict;
create table "rewardPayments" ("reward" text not null, "seq" integer not null, "area" text not null,
  "office" text not null, "scheme" text not null, "offence" text not null, "level" text not null, "kind" text not null,
  "sum" :time not null, "at" :time not null, primary key ("reward", "seq")) :strict;
create index "rewardPaymentsByArea" on "rewardPayments" ("area", "at");
create table "rewardWishes" ("caseId" text primary key, "area" text not null, "secret" text unique) :strict;
create index "rewardWishesByArea" on "rewardWishes" ("area");
create table "rewardParameters" ("area" text not null, "scheme" text not null, "number" integer not null,
  "at" :time not null, "by" text not null, "reason" text not null, "content" text not null, "hash" text not null,
  primary key ("area", "scheme", "number")) :strict
`

/** Parameters are published by two people. */
export const rewardDraftMigration = `
alter table "rewardParameters" add column "approvedBy" text;
create table "rewardDrafts" ("area" text not null, "scheme" text not null, "id" text not null unique, "at" :time not null,
  "by" text not null, "reason" text not null, "content" text not null, "seen" integer not null,
  primary key ("area", "scheme")) :strict
`

/** What the second person found wrong stays with what was entered, for whoever mends it. */
export const rewardSentBackMigration = `
alter table "rewardDrafts" add column "sentBackBy" text;
alter table "rewardDrafts" add column "sentBack" text
`
