import { choice, option } from '#conversation/builder.ts'
import { formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

export const broken: Broken = {
  node: 'more',
  story: storyOf([
    formWith({ more: { input: choice([option('a', 'retry'), option('b', 'retry')]) } }),
  ]),
}
