/** Areas below the township, who walks there, and what they are asked to look at. */
export interface GridTables {
  /** Every list of villages and grids that was imported; the highest number is in force. `content`: public names. */
  gridVersions: {
    area: string
    number: number
    at: number
    by: string
    places: number
    content: Uint8Array
    hash: string
  }
  /** `sealed`: name and telephone. */
  gridWorkers: {
    id: string
    area: string
    office: string
    place: string
    keyId: string
    sealed: Uint8Array
    state: string
    madeAt: number
    endedAt: number | null
  }
  /** One-time links; `tries`: how often a wrong telephone was typed. */
  gridLinks: {
    tokenHash: string
    worker: string
    expiresAt: number
    tries: number
    usedAt: number | null
  }
  /** Browsers of workers. */
  gridPairs: {
    idHash: string
    worker: string
    csrf: string
    madeAt: number
    seenAt: number
    expiresAt: number
    agent: string
  }
  /** Places of the routine round. `sealed`: where, and what to look at. */
  gridPoints: {
    id: string
    area: string
    office: string
    place: string
    everyDays: number
    nextOn: string
    keyId: string
    sealed: Uint8Array
    endedAt: number | null
  }
  /** `sealed`: where, and what to look at. `point`: it came from the routine round; `part`: of the case's task. */
  gridTasks: {
    id: string
    area: string
    office: string
    officer: string
    kind: string
    place: string
    worker: string | null
    caseId: string | null
    part: string | null
    point: string | null
    keyId: string
    sealed: Uint8Array
    state: string
    givenAt: number
    showOn: string
    dueOn: string
    finding: string | null
    answeredAt: number | null
    readAt: number | null
    remindedOn: string | null
  }
  /** `once`: made by the page, so that the same form sent twice is one answer. `sealed`: the note. */
  gridAnswers: {
    once: string
    task: string
    worker: string
    at: number
    finding: string
    photos: number
    sealed: Uint8Array
  }
}

export const gridMigration = `
create table "gridVersions" ("area" text not null, "number" integer not null, "at" :time not null, "by" text not null,
  "places" integer not null, "content" :bytes not null, "hash" text not null, primary key ("area", "number")) :strict;
create table "gridWorkers" ("id" text primary key, "area" text not null, "office" text not null, "place" text not null,
  "keyId" text not null, "sealed" :bytes not null, "state" text not null, "madeAt" :time not null, "endedAt" :time) :strict;
create index "gridWorkersByArea" on "gridWorkers" ("area", "state");
create table "gridLinks" ("tokenHash" text primary key, "worker" text not null, "expiresAt" :time not null,
  "tries" integer not null, "usedAt" :time) :strict;
create index "gridLinksByWorker" on "gridLinks" ("worker");
create table "gridPairs" ("idHash" text primary key, "worker" text not null, "csrf" text not null, "madeAt" :time not null,
  "seenAt" :time not null, "expiresAt" :time not null, "agent" text not null) :strict;
create index "gridPairsByWorker" on "gridPairs" ("worker");
create table "gridPoints" ("id" text primary key, "area" text not null, "office" text not null, "place" text not null,
  "everyDays" integer not null, "nextOn" text not null, "keyId" text not null, "sealed" :bytes not null,
  "endedAt" :time) :strict;
create index "gridPointsDue" on "gridPoints" ("nextOn") where "endedAt" is null;
create table "gridTasks" ("id" text primary key, "area" text not null, "office" text not null, "officer" text not null,
  "kind" text not null, "place" text not null, "worker" text, "caseId" text, "part" text, "point" text,
  "keyId" text not null, "sealed" :bytes not null, "state" text not null, "givenAt" :time not null, "showOn" text not null,
  "dueOn" text not null, "finding" text, "answeredAt" :time, "readAt" :time, "remindedOn" text) :strict;
create index "gridTasksByWorker" on "gridTasks" ("worker", "state", "dueOn");
create index "gridTasksByArea" on "gridTasks" ("area", "state", "dueOn");
create index "gridTasksByCase" on "gridTasks" ("caseId") where "caseId" is not null;
create table "gridAnswers" ("once" text primary key, "task" text not null, "worker" text not null, "at" :time not null,
  "finding" text not null, "photos" integer not null, "sealed" :bytes not null) :strict;
create index "gridAnswersByTask" on "gridAnswers" ("task", "at")
`

/** What is late is looked for on every round, and mostly there is nothing. */
export const gridLateMigration = `
create index "gridTasksLate" on "gridTasks" ("dueOn") where "state" = 'open' and "remindedOn" is null
`
