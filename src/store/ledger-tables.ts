/** 工作台账: the tasks of a plan and those an area added, and everything that was noted of each. */
export interface LedgerTables {
  /** `item`: the number in the plan's own table, or an id of ours. */
  ledgerItems: {
    area: string
    item: string
    state: string
    /** Empty where nobody said. */
    doneOn: string
    /** Of a task that the area added itself; empty: the plan says. */
    dueOn: string
    version: number
    changedAt: number
    keyId: string
  }
  /** Added, never changed. */
  ledgerEvents: {
    area: string
    item: string
    seq: number
    at: number
    by: string
    sealed: Uint8Array
  }
}

export const ledgerMigration = `
create table "ledgerItems" ("area" text not null, "item" text not null, "state" text not null, "doneOn" text not null,
  "dueOn" text not null, "version" integer not null, "changedAt" :time not null, "keyId" text not null,
  primary key ("area", "item")) :strict;
create table "ledgerEvents" ("area" text not null, "item" text not null, "seq" integer not null, "at" :time not null,
  "by" text not null, "sealed" :bytes not null, primary key ("area", "item", "seq")) :strict
`
