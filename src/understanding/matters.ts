import type { OffenceCode } from '#core/plan.ts'
import type { Scored } from './score.ts'

/** One issue of a text: the offences it may be, best first. */
export interface MatterFound {
  readonly offences: readonly { readonly code: OffenceCode; readonly score: number }[]
  /** Of the first. */
  readonly confidence: number
}

/** A further issue must be as sure as a proposal that is made alone. */
const SURE = 0.55
const AT_MOST = 3

/**
 * The issues of a text, the main one first. A second one is only seen where another part of the text speaks clearly
 * of another group of offences: one report is usually one matter.
 */
export function mattersOf(
  whole: readonly Scored[],
  parts: readonly (readonly Scored[])[],
): readonly MatterFound[] {
  const main = whole[0]
  if (!main) return []
  const found = [matter(whole.slice(0, 5))]
  const groups = new Set([main.code.charAt(0)])
  for (const part of parts) {
    const [first] = part
    if (!first || first.score < SURE || !isReportable(first.code)) continue
    if (groups.has(first.code.charAt(0)) || !isReportable(main.code)) continue
    groups.add(first.code.charAt(0))
    found.push(matter(part.slice(0, 3)))
  }
  return found.slice(0, AT_MOST)
}

const isReportable = (code: OffenceCode): boolean => !/^[MN]/.test(code)

const matter = (offences: readonly Scored[]): MatterFound => ({
  offences: offences.map(({ code, score }) => ({ code, score })),
  confidence: offences[0]?.score ?? 0,
})

/** The parts that may be issues of their own: lines, numbered points, what begins with 另外. */
export function partsOf(text: string): readonly string[] {
  const parts = text
    .split(
      /[\n。]|(?=另外|此外|还有就是|其次|第[二三四五]|[二三四五][、.．]|[（(]?[2-5][)）、.．](?!\d))/,
    )
    .map((part) => part.trim())
    .filter((part) => part.length >= 6)
  return parts.length > 1 ? parts.slice(0, 40) : []
}
