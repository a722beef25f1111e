import { formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

/** A filing that is refused is filed again, at once and for ever. */
export const broken: Broken = {
  node: 'file',
  story: storyOf([
    formWith({
      file: { next: 'filed' },
      filed: {
        kind: 'switch',
        cases: [{ field: 'refusal', when: { equals: 'none' }, next: 'done' }],
        else: 'file',
      },
    }),
  ]),
}
