/** 你点名、我监督: whom citizens want inspected, without who they are. */
export interface NominationTables {
  /** `sealed`: what was written, what is shown instead, the result. `into`: another one that means the same. */
  nominations: {
    id: string
    area: string
    month: string
    place: string
    kind: string
    state: string
    on: string
    keyId: string
    sealed: Uint8Array
    into: string | null
    draw: string | null
    outcome: string | null
    inspectedOn: string | null
    publishedOn: string | null
  }
  /** That a browser voted this month, as a keyed hash; for whom stands nowhere. Gone with the month. */
  nominationMarks: { area: string; month: string; mark: string }
  /** Votes a day. */
  nominationDays: { nomination: string; on: string; votes: number }
  /** Who drew how many, and the seed by which anybody can draw again; `pool`: ids with their weights then. */
  nominationDraws: {
    id: string
    area: string
    month: string
    at: number
    by: string
    size: number
    seed: string
    pool: Uint8Array
  }
}

export const nominationMigration = `
create table "nominations" ("id" text primary key, "area" text not null, "month" text not null, "place" text not null,
  "kind" text not null, "state" text not null, "on" text not null, "keyId" text not null, "sealed" :bytes not null,
  "into" text, "draw" text, "outcome" text, "inspectedOn" text, "publishedOn" text) :strict;
create index "nominationsByMonth" on "nominations" ("area", "month", "state");
create table "nominationMarks" ("area" text not null, "month" text not null, "mark" text not null,
  primary key ("area", "month", "mark")) :strict;
create table "nominationDays" ("nomination" text not null, "on" text not null, "votes" integer not null,
  primary key ("nomination", "on")) :strict;
create table "nominationDraws" ("id" text primary key, "area" text not null, "month" text not null, "at" :time not null,
  "by" text not null, "size" integer not null, "seed" text not null, "pool" :bytes not null) :strict;
create index "nominationDrawsByMonth" on "nominationDraws" ("area", "month")
`
