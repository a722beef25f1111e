import { formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

export const broken: Broken = {
  node: 'early',
  story: storyOf([
    formWith({
      hello: { next: 'early' },
      early: {
        kind: 'switch',
        cases: [{ field: 'more', when: { equals: true }, next: 'person' }],
        else: 'name',
      },
    }),
  ]),
}
