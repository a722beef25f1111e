/** Machines that work for an officer, and what they asked to be done once. */
export interface ApiTables {
  apiTokens: {
    id: string
    officer: string
    name: string
    tokenHash: string
    /** Names of scopes with a blank between. */
    scopes: string
    createdAt: number
    expiresAt: number
    /** The last day, never the hour. */
    usedOn: string | null
    revokedAt: number | null
  }
  apiKeys: {
    token: string
    key: string
    /** Digest of what was asked under the key. */
    request: string
    at: number
    /** Absent while it is being done. */
    status: number | null
    answer: string | null
  }
}

/** Their migration. */
export const apiMigration = `
create table "apiTokens" ("id" text primary key, "officer" text not null, "name" text not null,
  "tokenHash" text not null unique, "scopes" text not null, "createdAt" :time not null, "expiresAt" :time not null,
  "usedOn" text, "revokedAt" :time) :strict;
create index "apiTokensByOfficer" on "apiTokens" ("officer", "createdAt");
create table "apiKeys" ("token" text not null, "key" text not null, "request" text not null, "at" :time not null,
  "status" integer, "answer" text, primary key ("token", "key")) :strict;
create index "apiKeysByAge" on "apiKeys" ("at")
`
