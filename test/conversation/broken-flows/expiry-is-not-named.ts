import { formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

export const broken: Broken = {
  node: 'expired',
  story: storyOf([formWith({ expired: { kind: 'end', outcome: 'over' } })]),
}
