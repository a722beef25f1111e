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
  likenessBands: { area: string; band: string; caseId: string }
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
