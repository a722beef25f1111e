import { formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

export const broken: Broken = {
  node: 'island',
  story: storyOf([formWith({ island: { kind: 'say', text: 'retry', next: 'done' } })]),
}
