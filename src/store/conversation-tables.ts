type Sealed = Uint8Array

/** What people and the office say to each other, and what still has to be sent. */
export interface ConversationTables {
  sessions: {
    id: string
    addressHash: string
    keyId: string
    handle: string
    sealed: Sealed
    area: string | null
    wait: string | null
    status: string
    at: number | null
  }
  seqs: { session: string; last: number }
  heard: { once: string; session: string; seq: number; at: number; keyId: string; sealed: Sealed }
  outbox: {
    id: string
    session: string
    handle: string
    seq: number
    kind: string
    keyId: string
    sealed: Sealed
    state: string
    leasedBy: string | null
    leaseUntil: number | null
    attempts: number
    doubts: number
    nextAt: number
    caseId: string | null
    once: string | null
    createdAt: number
    doneAt: number | null
  }
}
