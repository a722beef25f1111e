/** One line of a list of licensed institutions, as the licensing body gave it. */
export interface Institution {
  /** 登记号 or 许可证号. */
  readonly licence: string
  readonly name: string
  readonly address?: string
  readonly category?: string
  /** Until when the licence runs, if the list says so. */
  readonly validUntil?: string
  readonly status?: string
}

/** What is wrong in one line of a file, and the cure. */
export interface LineFault {
  readonly line: number
  readonly cure: string
}

/** Lines whose licence stands in an earlier line: either is a slip, and only a person knows which. */
export function repeatedLicences(
  lines: readonly { readonly line: number; readonly licence: string }[],
): readonly LineFault[] {
  const first = new Map<string, number>()
  const faults: LineFault[] = []
  for (const { line, licence } of lines) {
    const before = first.get(licence)
    if (before === undefined) first.set(licence, line)
    else
      faults.push({
        line,
        cure: `登记号“${licence}”和第 ${before} 行相同。核对哪一行是对的，删去另一行，或者改正号码`,
      })
  }
  return faults
}
