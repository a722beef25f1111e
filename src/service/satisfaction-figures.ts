import type { Officer } from '#core/access.ts'
import { addDays, startOf } from '#core/clock.ts'
import type { Period } from '#core/period.ts'
import { satisfactionAnswers, stillGoingAnswers } from '#core/rating.ts'
import { tellable } from '#core/small-counts.ts'
import type { FigureScope } from '#store/figures.ts'
import { answerWords } from './rating-words.ts'
import { satisfactionIn } from './satisfaction.ts'
import type { World } from './world.ts'

/** What reporters thought, as rows of words and numbers that point at nobody. */
export interface SatisfactionFigures {
  readonly rows: readonly {
    readonly name: string
    readonly value: string
    readonly count?: number
  }[]
  /** Why there is less than one may have looked for. */
  readonly note: string
}

const few = '不足 3 件或与之相邻，不显示'

/** Told of months, quarters and years of a whole area: shorter spans, or any days taken from others, could point at one reporter. */
export async function satisfactionFigures(
  world: World,
  officer: Officer,
  { area, office, period }: FigureScope & { readonly period: Period },
): Promise<SatisfactionFigures> {
  if (office !== undefined) return { rows: [], note: '满意度只按整个辖区统计，本单位的不单列。' }
  if (period.kind === 'free' || period.kind === 'week')
    return { rows: [], note: '满意度按月、按季、按年统计，请选这几种时段。' }
  const span = { from: startOf(period.from), to: startOf(addDays(period.to, 1)) }
  const read = await satisfactionIn(world, officer, { area, ...span })
  if (!read.ok) return { rows: [], note: '' }
  const { asked, satisfaction, stillGoing } = read.value
  const first = tellable(satisfaction)
  const second = tellable(stillGoing)
  const rowOf = (name: string, count: number | 'few') =>
    count === 'few' ? { name, value: few } : { name, value: String(count), count }
  return {
    rows: [
      ...(asked < 5 ? [] : [{ name: '问过', value: String(asked), count: asked }]),
      ...satisfactionAnswers.flatMap((answer) =>
        first ? [rowOf(answerWords({ question: 'satisfaction', answer }), first[answer] ?? 0)] : [],
      ),
      ...stillGoingAnswers.flatMap((answer) =>
        second
          ? [rowOf(answerWords({ question: 'still-going', answer }), second[answer] ?? 0)]
          : [],
      ),
    ],
    note: first && second ? '' : '答复不足 5 件的，不显示，以免看出是谁。',
  }
}
