import type { OffenceCode } from '#core/plan.ts'
import type { Span } from './phrase-book.ts'
import type { Scored } from './score.ts'

/** One issue of a text: the offences it may be, best first. */
export interface MatterFound {
  readonly offences: readonly { readonly code: OffenceCode; readonly score: number }[]
  /** Of the first. */
  readonly confidence: number
}

/** A further issue must be surer than a proposal that is made alone, and felt in the whole text. */
const SURE = 0.6
const FELT = 0.3
/** With more parts than this it is a story, which touches on many things. */
const FEW = 6
const SURE_IN_A_STORY = 0.72
const AT_MOST = 3

/**
 * The issues of a text, the main one first. A further one is only seen where another part of the text speaks clearly
 * of another group of offences: one report is usually one matter.
 */
export function mattersOf(
  whole: readonly Scored[],
  parts: readonly (readonly Scored[])[],
): readonly MatterFound[] {
  const [main] = whole
  if (!main) return []
  const felt = new Set(whole.filter(({ score }) => score >= FELT).map(({ code }) => code))
  const sure = parts.length <= FEW ? SURE : SURE_IN_A_STORY
  const further = parts.filter(
    ([first]) => first && first.score >= sure && felt.has(first.code) && isReportable(first.code),
  )
  const byGroup = Map.groupBy(further, ([first]) => first?.code.charAt(0))
  byGroup.delete(main.code.charAt(0))
  const others = !/^[MN]/.test(main.code) ? [...byGroup.values()].map(([part]) => part ?? []) : []
  return [whole.slice(0, 5), ...others.map((part) => part.slice(0, 3))]
    .slice(0, AT_MOST)
    .map(matter)
}

/** Quality, attitude and officials are spoken of in passing in every angry letter. */
const isReportable = (code: OffenceCode): boolean => !/^([MNK]|I[345])/.test(code)

const matter = (offences: readonly Scored[]): MatterFound => ({
  offences: offences.map(({ code, score }) => ({ code, score })),
  confidence: offences[0]?.score ?? 0,
})

/** A stretch of a text. */
export type Part = Span

/** The parts that may be issues of their own: lines, numbered points, what begins with 另外. */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = []
  let from = 0
  for (const { index, 0: mark } of text.matchAll(BETWEEN)) {
    parts.push({ from, to: index })
    from = index + mark.length
  }
  const long = [...parts, { from, to: text.length }].filter(({ from: at, to }) => to - at >= 6)
  return long.length > 1 ? long.slice(0, 40) : []
}

const BETWEEN =
  /[\n。]|(?=另外|此外|还有就是|其次|第[二三四五]|[二三四五][、.．]|[（(]?[2-5][)）、.．](?!\d))/g
