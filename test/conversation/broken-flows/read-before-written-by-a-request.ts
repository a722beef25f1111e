import { formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

export const broken: Broken = {
  node: 'file',
  story: storyOf([formWith({ file: { given: ['name', 'place'] } })]),
}
