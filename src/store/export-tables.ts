/** Files that take a while to make, and the reports that are made by the calendar. */
export interface ExportTables {
  exports: {
    id: string
    area: string
    /** `week`, `month`: figures; `case-file`: all of a case. */
    kind: string
    /** Key of the period, or number of the case. */
    about: string
    /** Whose file it is; nothing: of the whole area, made by the calendar. */
    officer: string | null
    /** `waiting`, `working`, `ready` or `failed`. */
    state: string
    done: number
    total: number
    leasedBy: string | null
    leaseUntil: number | null
    attempts: number
    createdAt: number
    madeAt: number | null
  }
  /** What came of it. `keyId`: sealed under the key of the case; figures are numbers alone and lie open. */
  exportFiles: {
    export: string
    name: string
    type: string
    keyId: string | null
    bytes: Uint8Array
  }
}

export const exportMigration = `
create table "exports" ("id" text primary key, "area" text not null, "kind" text not null, "about" text not null,
  "officer" text, "state" text not null, "done" integer not null, "total" integer not null, "leasedBy" text,
  "leaseUntil" :time, "attempts" integer not null, "createdAt" :time not null, "madeAt" :time) :strict;
create unique index "exportsByCalendar" on "exports" ("area", "kind", "about") where "officer" is null;
create index "exportsByArea" on "exports" ("area", "createdAt");
create index "exportsToMake" on "exports" ("createdAt") where "state" in ('waiting', 'working');
create table "exportFiles" ("export" text not null, "name" text not null, "type" text not null, "keyId" text,
  "bytes" :bytes not null, primary key ("export", "name")) :strict
`
