type Sealed = Uint8Array

/** How officers prove who they are beside a password. What an officer named or was told lies sealed. */
export interface SignInTables {
  factors: {
    id: string
    officer: string
    /** `totp` or `passkey`. */
    kind: string
    keyId: string
    /** The secret of the codes, or the public half of a passkey; with its name. */
    sealed: Sealed
    /** Of a passkey: by what it is found. */
    credential: string | null
    createdAt: number
    /** Without it, it was begun and proves nothing. */
    confirmedAt: number | null
    usedAt: number | null
    /** The newest time step, or the signature counter, that was used: none is taken twice. */
    counter: number
  }
  recoveryCodes: { hash: string; officer: string; madeAt: number; usedAt: number | null }
  factorResets: {
    id: string
    officer: string
    by: string
    at: number
    keyId: string
    sealed: Sealed
    toldAt: number | null
  }
  usedChallenges: { id: string; until: number }
  /** What somebody was sending when they had to go elsewhere to sign in. */
  stashes: { id: string; keyId: string; sealed: Sealed; until: number }
}

export const signInTables = `
alter table "officers" add column "passwordAt" :time;
alter table "officers" add column "ssoName" text;
alter table "officers" add column "ssoSubject" text;
create unique index "officersBySso" on "officers" ("ssoName") where "ssoName" is not null;
alter table "webSessions" add column "way" text not null default 'password';
alter table "webSessions" add column "agent" text not null default '';
create table "factors" ("id" text primary key, "officer" text not null, "kind" text not null, "keyId" text not null,
  "sealed" :bytes not null, "credential" text unique, "createdAt" :time not null, "confirmedAt" :time, "usedAt" :time,
  "counter" :time not null) :strict;
create index "factorsByOfficer" on "factors" ("officer");
create table "recoveryCodes" ("hash" text primary key, "officer" text not null, "madeAt" :time not null,
  "usedAt" :time) :strict;
create index "recoveryCodesByOfficer" on "recoveryCodes" ("officer");
create table "factorResets" ("id" text primary key, "officer" text not null, "by" text not null, "at" :time not null,
  "keyId" text not null, "sealed" :bytes not null, "toldAt" :time) :strict;
create index "factorResetsUntold" on "factorResets" ("officer") where "toldAt" is null;
create table "usedChallenges" ("id" text primary key, "until" :time not null) :strict;
create table "stashes" ("id" text primary key, "keyId" text not null, "sealed" :bytes not null, "until" :time not null) :strict;
create index "auditByTime" on "audit" ("area", "at");
create index "auditBySubject" on "audit" ("subject")
`
