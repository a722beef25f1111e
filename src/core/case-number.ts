/** A case's number as it is written: the letters of its area, the year, a gap-free counter of five digits and more. */
const written = String.raw`[A-Z]{2,4}-\d{4}-\d{5,9}`

const whole = new RegExp(`^${written}$`)
const within = new RegExp(`(?<![A-Z])${written}(?!\\d)`)

/** Whether the text is a case's number and nothing else, in capitals. */
export const isCaseNumber = (text: string): boolean => whole.test(text)

/** The first case number in a text. */
export const caseNumberIn = (text: string): string | undefined => within.exec(text)?.[0]

/** The source of a pattern that finds case numbers among other things. */
export const caseNumberPattern = written
