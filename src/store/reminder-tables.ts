/** What was said of the clocks that run, and who has read it. */
export interface ReminderTables {
  /** One step of one clock of a task that is in hand. */
  reminders: {
    id: string
    caseId: string
    task: string
    /** What waits for a decision, where it is not the task's own clock: see `decisions`. */
    decision: string
    clock: string
    step: string
    area: string
    office: string
    /** Who hears it beside the office: `office`, `coordination`, `supervisors`, `deciders`. */
    reach: string
    /** 1: it stands in the list; 0: a later one says it too. */
    said: number
    at: number
  }
  remindersRead: { reminder: string; officer: string; at: number }
}
