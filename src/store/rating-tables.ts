/** What reporters were asked after the conclusion and what they answered: codes and times, no word. */
export interface RatingTables {
  ratings: {
    /** Once it is erased, `gone:` and an id that leads to nothing. */
    caseId: string
    area: string
    /** Of the office that concluded it. */
    office: string
    offence: string
    /** 1: about officials, and counted nowhere. */
    accuses: number
    /** The news by which it is asked. */
    news: string
    askAt: number
    askedAt: number | null
    stillGoing: string | null
    satisfaction: string | null
    ratedAt: number | null
  }
}
