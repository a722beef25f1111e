/** Where departments are told of what waits for them, and what each place is owed. */
export interface DepartmentTables {
  /** One group robot, mail box or machine. Its address and secrets are sealed. */
  noticeEndpoints: {
    id: string
    area: string
    /** NULL: everything of the area. */
    office: string | null
    kind: string
    name: string
    /** Types it wants, with a space before and after each. */
    wants: string
    keyId: string
    sealed: Uint8Array
    state: string
    /** Nothing goes out before: its own pace, or the pause after a failure. */
    nextAt: number
    leasedBy: string | null
    leaseUntil: number | null
    createdAt: number
    sentAt: number | null
    failedAt: number | null
    failure: string | null
    /** In a row, of the one that stands first. */
    failures: number
  }
  noticesOwed: {
    id: string
    endpoint: string
    seq: number
    /** What it tells of: the same twice is owed once. */
    about: string
    type: string
    caseId: string | null
    keyId: string
    sealed: Uint8Array
    state: string
    attempts: number
    doubts: number
    createdAt: number
    triedAt: number | null
    doneAt: number | null
  }
}
