export interface CanaryTables {
  /** What became of the last made-up report through each channel's door; nothing else is kept of any. */
  canaries: {
    channel: string
    /** A series of its own. */
    number: number
    sentAt: number
    /** The last that came to its queue, and when. */
    arrived: number
    arrivedAt: number | null
    tookMs: number | null
    /** Since then they do not come, or too late. */
    lateSince: number | null
  }
}

export const canaryMigration = `
create table "canaries" ("channel" text primary key, "number" integer not null, "sentAt" :time not null,
  "arrived" integer not null, "arrivedAt" :time, "tookMs" integer, "lateSince" :time) :strict
`
