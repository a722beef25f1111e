/** Number and passcode as the office gives them in a text; each `undefined` where it is not there. */
export function receiptIn(text: string): {
  readonly number: string | undefined
  readonly passcode: string | undefined
} {
  return {
    number: /(?<![A-Z])[A-Z]{2,4}-\d{4}-\d{5,}/.exec(text)?.[0],
    passcode: /(?:[0-9A-Z]{4}-){3}[0-9A-Z]{5}/.exec(text)?.[0],
  }
}
