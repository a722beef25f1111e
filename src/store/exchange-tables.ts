/** Systems of other authorities that our cases are exchanged with. */
export interface ExchangeTables {
  /** `sealed`: its secrets, and digests of its keys. */
  exchangePartners: {
    id: string
    area: string
    name: string
    /** Of `noticeEndpoints`, where it is told of changes; NULL: it only asks. */
    endpoint: string | null
    /** Whose cases it may know of, with a space before and after each; empty: those of the whole area. */
    departments: string
    /** `codes`, or `texts`: what departments wrote to reporters as well. */
    tells: string
    state: string
    keyId: string
    sealed: Uint8Array
    createdAt: number
    /** The last days, never the hour. */
    pulledOn: string | null
    heardOn: string | null
  }
  /** What a partner sent, each id once. */
  exchangeMessages: {
    id: string
    partner: string
    area: string
    /** Id that the partner gave it. */
    theirs: string
    /** Digest of what was sent under the id. */
    mark: string
    type: string
    caseId: string | null
    number: string | null
    /** Its place among the partner's messages on the case. */
    serial: number | null
    /** `open`, `held`, `noted`, `set-aside`, `refused`. */
    state: string
    status: number
    /** A key, never words. */
    reason: string | null
    keyId: string
    sealed: Uint8Array
    at: number
    doneAt: number | null
    doneBy: string | null
  }
}

export const exchangeMigration = `
create table "exchangePartners" ("id" text primary key, "area" text not null, "name" text not null, "endpoint" text,
  "departments" text not null, "tells" text not null, "state" text not null, "keyId" text not null,
  "sealed" :bytes not null, "createdAt" :time not null, "pulledOn" text, "heardOn" text) :strict;
create index "exchangePartnersByArea" on "exchangePartners" ("area", "createdAt");
create table "exchangeMessages" ("id" text primary key, "partner" text not null, "area" text not null,
  "theirs" text not null, "mark" text not null, "type" text not null, "caseId" text, "number" text, "serial" integer,
  "state" text not null, "status" integer not null, "reason" text, "keyId" text not null, "sealed" :bytes not null,
  "at" :time not null, "doneAt" :time, "doneBy" text, unique ("partner", "theirs")) :strict;
create index "exchangeMessagesOpen" on "exchangeMessages" ("area", "at") where "state" in ('open', 'held');
create index "exchangeMessagesByArea" on "exchangeMessages" ("area", "at");
create index "exchangeMessagesByCase" on "exchangeMessages" ("caseId", "partner", "serial");
create index "casesByChange" on "cases" ("area", "changedAt", "id")
`

/** Cases that were let go, for partners that keep a copy. */
export const exchangeErasedMigration = `
create index "casesByErasure" on "cases" ("area", "erasedAt", "id") where "erasedAt" is not null
`
