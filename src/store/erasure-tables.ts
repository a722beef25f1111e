type Sealed = Uint8Array

/** What was let go, is to be let go, or may not be. */
export interface ErasureTables {
  erasures: {
    id: string
    kind: string
    number: string | null
    area: string
    why: string
    by: string
    at: number
    /** What was let go, as JSON: ids of keys and files, and the tombstone of a case. */
    plain: string
    keyId: string | null
    sealed: Sealed | null
    doneAt: number | null
    mac: Sealed | null
  }
  forgets: { handle: string; at: number; why: string; nextAt: number }
  retentionChanges: {
    id: string
    area: string
    at: number
    by: string
    kind: string
    before: string
    after: string
    /** Published with the terms. */
    reason: string
  }
  holds: {
    id: string
    caseId: string
    number: string
    area: string
    keyId: string
    placedBy: string
    placedAt: number
    reason: Sealed
    endedBy: string | null
    endedAt: number | null
    endReason: Sealed | null
  }
}
