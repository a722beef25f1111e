/** The middle and the slow end of what was measured, in milliseconds. */
export function counts(took: readonly number[]): { readonly p50: number; readonly p95: number } {
  const sorted = took.toSorted((one, other) => one - other)
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}
