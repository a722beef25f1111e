import type { OffenceCode } from '#core/plan.ts'
import type { Judged, Likely } from './judgement.ts'
import { weighByTrade } from './medical.ts'
import { type Span, within } from './phrase-book.ts'
import type { Read } from './read.ts'
import { score, type Scored } from './score.ts'

/** One issue of a text: the offences it may be, best first. */
export interface MatterFound {
  readonly offences: readonly { readonly code: OffenceCode; readonly score: number }[]
  /** The chance that the first is right. */
  readonly confidence: number
}

/** What the phrases must say of a part for it to be an issue of its own. */
const SURE = 0.6
/** With more parts than this it is a story, which touches on many things. */
const FEW = 6
const SURE_IN_A_STORY = 0.72
/** And felt in the whole text: by its phrases, or by what was learned. */
const FELT = { byPhrase: 0.3, chance: 0.05 }
const AT_MOST = 3

/**
 * The issues of a text, the main one first. A further one is only seen where another part of the text speaks clearly
 * of another group of offences: one report is usually one matter.
 */
export function mattersOf(read: Read, judged: Judged): readonly MatterFound[] {
  const [main] = judged.offences
  if (!main) return []
  const whole: MatterFound = { offences: judged.offences, confidence: judged.confidence }
  return [whole, ...furtherOf(read, judged, main)].slice(0, AT_MOST)
}

function furtherOf(read: Read, judged: Judged, main: Likely): readonly MatterFound[] {
  if (/^[MN]/.test(main.code)) return []
  const parts = partsOf(read.told)
  const begins = read.matches.map(({ spans }) => spans[0]?.from ?? 0)
  const sure = parts.length <= FEW ? SURE : SURE_IN_A_STORY
  const isFelt = (code: OffenceCode): boolean =>
    judged.chanceOf(code) >= FELT.chance ||
    (read.byPhrase.find((one) => one.code === code)?.score ?? 0) >= FELT.byPhrase
  const speaking = parts.flatMap((part) => {
    if (!begins.some((at) => at >= part.from && at < part.to)) return []
    const matches = within(part, read.matches)
    if (matches.length === 0) return []
    return [weighByTrade(read.told.slice(part.from, part.to), score(matches))]
  })
  const further = speaking.filter(
    ([first]) => first && first.score >= sure && isFelt(first.code) && isReportable(first.code),
  )
  const byGroup = Map.groupBy(further, ([first]) => first?.code.charAt(0))
  byGroup.delete(main.code.charAt(0))
  return [...byGroup.values()].map(([part]) => matter((part ?? []).slice(0, 3)))
}

/** Quality, attitude and officials are spoken of in passing in every angry letter. */
const isReportable = (code: OffenceCode): boolean => !/^([MNK]|I[345])/.test(code)

const matter = (offences: readonly Scored[]): MatterFound => ({
  offences: offences.map(({ code, score: sure }) => ({ code, score: sure })),
  confidence: offences[0]?.score ?? 0,
})

/** A stretch of a text. */
type Part = Span

/** The parts that may be issues of their own: lines, numbered points, what begins with 另外. */
function partsOf(text: string): readonly Part[] {
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
  /[\n。]|(?=另外|此外|还有就是|其次|(?<=[，,])(?:还|而且|并且|同时)|第[二三四五]|[二三四五][、.．]|[（(]?[2-5][)）、.．](?!\d))/g
