/** Where rewards are transferred to, sealed by the vault; and who may look at it. */
export interface PayeeTables {
  payees: { reward: string; caseId: string; keyId: string; sealed: Uint8Array }
  payeeGrants: {
    reward: string
    asker: string
    askedAt: number
    granter: string | null
    until: number | null
    /** The vault's mark; without it a row opens nothing. */
    proof: Uint8Array | null
  }
}

export const payeeMigration = `
create table "payees" ("reward" text primary key, "caseId" text not null, "keyId" text not null,
  "sealed" :bytes not null) :strict;
create index "payeesByCase" on "payees" ("caseId");
create table "payeeGrants" ("reward" text not null, "asker" text not null, "askedAt" :time not null, "granter" text,
  "until" :time, "proof" :bytes, primary key ("reward", "asker")) :strict
`
