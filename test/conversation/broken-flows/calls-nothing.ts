import { formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

export const broken: Broken = {
  node: 'away',
  story: storyOf([
    formWith({ hello: { next: 'away' }, away: { kind: 'call', flow: 'nowhere', next: 'name' } }),
  ]),
}
