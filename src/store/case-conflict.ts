/** PostgreSQL's own code for two transactions in each other's way: `Db.transaction` runs such work again. */
const SERIALIZATION_FAILURE = '40001'

/** The case has more events than the writer knew: nothing is written, the work has to read it again. */
export const changedMeanwhile = (caseId: string, expected: number, found: number): Error =>
  Object.assign(
    new Error(`case ${caseId} has ${found} events, not ${expected}: it changed meanwhile`),
    { code: SERIALIZATION_FAILURE },
  )
