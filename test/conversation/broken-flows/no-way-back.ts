import { formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

export const broken: Broken = {
  node: 'more',
  story: storyOf([formWith({ more: { back: false } })]),
}
