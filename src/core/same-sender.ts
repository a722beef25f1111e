/**
 * Names each report by its sender: reports of one address, and reports whose texts are nearly the same, belong to one. Who
 * that is cannot be told from the names.
 */
export function sendersOf(
  reports: readonly {
    readonly caseId: string
    readonly handle: string
    readonly flock: string
  }[],
): ReadonlyMap<string, string> {
  const above = new Map<string, string>()
  const top = (name: string): string => {
    let at = name
    for (let next = above.get(at); next !== undefined && next !== at; next = above.get(at))
      at = next
    return at
  }
  for (const { handle, flock } of reports) {
    const [one, other] = [top(`h ${handle}`), top(`f ${flock}`)]
    if (one !== other) above.set(one, other)
  }
  const numbers = new Map<string, string>()
  return new Map(
    reports.map(({ caseId, handle }) => {
      const name = top(`h ${handle}`)
      const known = numbers.get(name) ?? String(numbers.size + 1)
      numbers.set(name, known)
      return [caseId, known]
    }),
  )
}
