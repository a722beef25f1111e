export interface PaceTables {
  /** What somebody has left of how often they may do something, where several processes count together. */
  paces: { who: string; left: number; at: number }
  /** How many new web chats each process saw begin in the last minute, and since when it asks them for work. */
  arrivals: { worker: string; count: number; since: number | null; at: number }
}

export const paceMigration = `
create table "paces" ("who" text primary key, "left" real not null, "at" :time not null) :strict;
create table "arrivals" ("worker" text primary key, "count" integer not null, "since" :time, "at" :time not null) :strict
`
