import type { TranscriptLine } from '#conversation/message.ts'

import type { Answered } from './answering.ts'
import type { Fault } from './fields.ts'
import { filledIn } from './sheet.ts'
import type { Sheet, Typed } from './sheet.ts'

/** What came of one page. */
export interface Taken {
  readonly sheet: Sheet
  readonly answered: Answered
  /** Lines there were before it. */
  readonly before: number
}

/** A question that is asked again after it was answered here, with what the office says of the answer. */
export function faultIn(
  { sheet, answered, before }: Taken,
  asked: string | undefined,
  lines: readonly TranscriptLine[],
): Fault | undefined {
  if (asked === undefined || asked === '' || answered.how !== 'heard') return undefined
  if (answered.given.has(asked)) {
    const said = lines.slice(before)
    const last = said.findLastIndex((line) => line.from === 'reporter')
    const why = said.slice(last + 1).map(({ text }) => text)
    return sheet.delivery.button === undefined && why.length > 0
      ? { field: asked, why: why.join('\n') }
      : undefined
  }
  return sheet.answers.has(asked) ? { field: asked, why: '' } : undefined
}

/** What was typed on a page that is over, unless it is the very thing that was heard. */
export function unusedOf({ delivery: { text } }: Sheet, lines: readonly TranscriptLine[]) {
  const heard = lines.some((line) => line.from === 'reporter' && line.text.trim() === text?.trim())
  return heard ? undefined : text?.trim()
}

/** Everything a page brought in words. */
export function typedIn({ delivery: { text }, field, answers, carried }: Sheet): Typed {
  const own = text === undefined ? [] : ([[field || 'text', text]] as const)
  return filledIn(new Map([...carried, ...answers, ...own]))
}
