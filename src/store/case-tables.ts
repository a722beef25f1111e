/** A case: what happened to it, its plain columns, the part of each office, and the news owed to its reporter. */
export interface CaseTables {
  caseEvents: {
    caseId: string
    seq: number
    id: string
    type: string
    at: number
    by: string
    sealed: Uint8Array
  }
  cases: {
    id: string
    number: string
    area: string
    state: string
    offence: string
    urgent: string | null
    acknowledgedAt: number | null
    waitingSince: number | null
    supervisedSince: number | null
    receivedAt: number
    changedAt: number
    version: number
    handle: string
    keyId: string
    /** Of an accusation the department accused, or empty where nobody knows which; else NULL. */
    accuses: string | null
    /** Of the first matter, once it is concluded. */
    outcome: string | null
    /** What was told is gone; the row is what is left. */
    erasedAt: number | null
    /** Number of the case it is handled in. */
    mergedInto: string | null
  }
  tasks: {
    caseId: string
    task: string
    matter: string
    office: string
    department: string
    role: string
    state: string
    dueOn: string
    clause: string | null
    offence: string
    countedBy: string
    /** When its clock is to be looked at next. */
    lookAt: number
    /** When it was over; 0 while it is not. */
    endedAt: number
    place: string | null
    stream: string | null
    /** The officer who took it. */
    holder: string | null
    /** Whom its office waits for: a key. */
    waitsFor: string | null
  }
  news: {
    id: string
    caseId: string
    handle: string
    sealed: Uint8Array
    at: number
    readAt: number | null
    /** Since then there is no place left to tell it. */
    lostAt: number | null
  }
}
