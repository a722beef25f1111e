import {
  satisfactionAnswers,
  stillGoingAnswers,
  type RatingAnswer,
  type Satisfaction,
  type StillGoing,
} from '#core/rating.ts'
import type { Answers } from '#conversation/flow.ts'
import { caseByNumber } from '#store/cases.ts'
import { remedyText } from './remedy-text.ts'
import { act } from './reporter-acts.ts'
import type { Asking } from './requests.ts'
import { textOf } from './text-of.ts'

/** What the reporter answers to one of the two questions after the conclusion. */
export async function rateCase(asking: Asking): Promise<Answers> {
  const given = answerIn(asking.given)
  if (!given) return { done: 'later' }
  return await act(asking, () => ({ type: 'rate', ...given }))
}

function answerIn(given: Answers): RatingAnswer | undefined {
  const stillGoing = stillGoingAnswers.find((one) => one === given['stillGoing'])
  const satisfaction = satisfactionAnswers.find((one) => one === given['satisfaction'])
  if (stillGoing) return aboutGoing(stillGoing)
  return satisfaction && aboutContent(satisfaction)
}

const aboutGoing = (answer: StillGoing): RatingAnswer => ({ question: 'still-going', answer })
const aboutContent = (answer: Satisfaction): RatingAnswer => ({ question: 'satisfaction', answer })

/** What can be done about a result: whether it can be looked at again, and what the law gives to whom. */
export async function tellRemedies({ world, tx, session, given }: Asking): Promise<Answers> {
  const row = await caseByNumber(tx, textOf(given['number']))
  return {
    againPossible: row?.state === 'concluded' ? 'yes' : 'no',
    remedy: remedyText(world, session.lang),
  }
}
