import type { Rating, RatingAnswer, Satisfaction, StillGoing } from '#core/rating.ts'

const stillGoing: Readonly<Record<StillGoing, string>> = {
  yes: '还在做',
  no: '没有做了',
  unknown: '不知道还在不在做',
}

const satisfaction: Readonly<Record<Satisfaction, string>> = {
  satisfied: '满意',
  fair: '一般',
  dissatisfied: '不满意',
}

/** An answer as those at the desk read it. */
export const answerWords = (given: RatingAnswer): string =>
  given.question === 'still-going' ? stillGoing[given.answer] : satisfaction[given.answer]

/** All that was answered: 还在做，不满意. */
export const ratingWords = (rating: Rating): string =>
  [
    ...(rating.stillGoing ? [stillGoing[rating.stillGoing]] : []),
    ...(rating.satisfaction ? [satisfaction[rating.satisfaction]] : []),
  ].join('，')
