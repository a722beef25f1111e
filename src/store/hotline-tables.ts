/** What is kept of calls and of the orders of other hotlines. */
export interface HotlineTables {
  /** `sealed`: the passcode, until it is handed over. */
  calls: {
    id: string
    officer: string
    at: number
    number: string | null
    keyId: string | null
    sealed: Uint8Array | null
    handed: string
  }
  /** `theirs`: the number in the source's own system; `mark`: tells whether the same number says something else now. */
  workOrders: {
    source: string
    theirs: string
    area: string
    mark: string
    receivedAt: number
    at: number
    by: string
    caseId: string | null
    number: string | null
  }
}
