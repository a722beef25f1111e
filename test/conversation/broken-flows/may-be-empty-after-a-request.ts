import { flag, number, orNull } from '#conversation/builder.ts'
import { formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

/** The service says itself that there may be no number; nobody asks whether there is one. */
export const broken: Broken = {
  node: 'done',
  story: storyOf([
    formWith({ file: { gives: { number: orNull(number), refusal: flag('none') } } }),
  ]),
}
