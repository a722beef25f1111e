import { isDay } from './clock.ts'
import type { Day, Instant } from './case.ts'
import { refuse } from './result.ts'
import { isBlank } from './words.ts'

/** How far an institution is with what it has to put right. */
export type RectificationState = 'given' | 'answered' | 'accepted' | 'sent-back' | 'taken-back'

/** What the department says, and what the coordinator answered; sealed wherever it is kept. */
export interface RectificationWords {
  readonly institution: string
  readonly coordinator: string
  readonly items: string
  readonly said: readonly {
    readonly by: 'coordinator' | 'department'
    readonly at: Instant
    readonly text: string
  }[]
}

/** What can be done to it while it stands so. */
export const rectificationMoves: Readonly<
  Record<RectificationState, readonly RectificationState[]>
> = {
  given: ['answered', 'taken-back'],
  'sent-back': ['answered', 'taken-back'],
  answered: ['accepted', 'sent-back', 'taken-back'],
  accepted: [],
  'taken-back': [],
}

const longest = 5000

/** A name, a coordinator, what is to be done, a day to come. */
export function faultInRectification(
  {
    institution,
    coordinator,
    items,
  }: Pick<RectificationWords, 'institution' | 'coordinator' | 'items'>,
  { dueOn, today }: { readonly dueOn: Day; readonly today: Day },
): ReturnType<typeof refuse> | undefined {
  if (isBlank(institution) || isBlank(coordinator))
    return refuse('rectification-institution-missing')
  if (isBlank(items)) return refuse('rectification-items-missing')
  if (items.length > longest) return refuse('text-too-long', { longest })
  if (!isDay(dueOn)) return refuse('day-missing')
  return dueOn < today ? refuse('day-over') : undefined
}
