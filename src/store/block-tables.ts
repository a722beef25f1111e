type Sealed = Uint8Array

/** Reports that say nearly the same, and conversations whose reports stand aside. */
export interface BlockTables {
  likenesses: {
    caseId: string
    area: string
    handle: string
    at: number
    flock: string
    marks: Uint8Array
  }
  /** By which those that may say nearly the same are found: each follows from the marks. */
  bands: { area: string; band: string; caseId: string }
  blocks: {
    id: string
    handle: string
    area: string
    /** The case at which the conversation was blocked. */
    number: string
    keyId: string
    reason: Sealed
    by: string
    at: number
    until: number
    liftedBy: string | null
    liftedAt: number | null
    liftReason: Sealed | null
  }
  shelved: { caseId: string; block: string; area: string; at: number }
}

const columns = `"area" text not null, "band" text not null, "caseId" text not null, primary key ("area", "band", "caseId")`
const nth = Array.from({ length: 16 }, (_, n) => `select ${n * 12 + 1} as "at"`).join(' union all ')
const part = 'substr(l."marks", p."at", 10)'
const fill = (
  band: string,
): string => `insert into "bands" select distinct l."area", ${band}, l."caseId"
  from "likenesses" l cross join (${nth}) p
  where exists (select 1 from "likenessBands" b where b."caseId" = l."caseId")`

/** Each band in one tree instead of three, and shorter. */
export const bandMigration = `
:sqlite create table "bands" (${columns}) strict, without rowid;
:postgres create table "bands" (${columns});
:sqlite ${fill(`lower(hex(${part}))`)};
:postgres ${fill(`encode(${part}, 'hex')`)};
drop table "likenessBands"
`
