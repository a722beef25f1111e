/** Links by which officers who forgot their password choose a new one. */
export interface PasswordResetTables {
  passwordResets: {
    tokenHash: string
    officer: string
    by: string
    madeAt: number
    expiresAt: number
    usedAt: number | null
  }
}

export const passwordResetMigration = `
create table "passwordResets" ("tokenHash" text primary key, "officer" text not null, "by" text not null,
  "madeAt" :time not null, "expiresAt" :time not null, "usedAt" :time) :strict;
create index "passwordResetsByOfficer" on "passwordResets" ("officer")
`
