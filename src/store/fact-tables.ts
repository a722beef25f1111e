/** What figures are counted from: codes and days, no word. */
export interface FactTables {
  /** One office's leading part in a matter. `place` lies right below the area; what is not known is empty. */
  facts: {
    caseId: string
    task: string
    area: string
    office: string
    department: string
    offence: string
    place: string
    channel: string
    state: string
    dueOn: string
    givenOn: string
    acceptedOn: string | null
    acceptDays: number | null
    closedOn: string | null
    closeDays: number | null
    late: number
    unnumbered: number
    backOn: string | null
    again: number
  }
  /** Months that are over, counted once; `office` is empty for the whole area. */
  monthFigures: { area: string; month: string; office: string; figures: string }
  /** Cases from before there were figures. */
  uncounted: { caseId: string }
}
