/** What an institution has to put right, and how its coordinator comes to it. No report, no case stands in it. */
export interface RectificationTables {
  rectifications: {
    id: string
    area: string
    office: string
    clause: string
    /** `given`, `answered`, `accepted`, `sent-back` or `taken-back`. */
    state: string
    dueOn: string
    at: number
    by: string
    changedAt: number
    keyId: string
    /** Name of the institution and its coordinator, items, answers. */
    sealed: Uint8Array
    /** Digest of the code that signs the coordinator in once; empty: none is good. */
    codeHash: string
    codeUntil: number
    /** Wrong codes since the last one was made. */
    tries: number
    /** Digest of the cookie of the one session; empty: nobody is signed in. */
    sessionHash: string
    sessionUntil: number
  }
}

export const rectificationMigration = `
create table "rectifications" ("id" text primary key, "area" text not null, "office" text not null,
  "clause" text not null, "state" text not null, "dueOn" text not null, "at" :time not null, "by" text not null,
  "changedAt" :time not null, "keyId" text not null, "sealed" :bytes not null, "codeHash" text not null,
  "codeUntil" :time not null, "tries" integer not null, "sessionHash" text not null,
  "sessionUntil" :time not null) :strict;
create index "rectificationsByArea" on "rectifications" ("area", "state", "dueOn");
create index "rectificationsByOffice" on "rectifications" ("office", "state", "dueOn")
`
