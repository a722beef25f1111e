import { formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

/** Asks again and again, and nobody ever comes. */
export const broken: Broken = {
  node: 'name',
  story: storyOf([
    formWith({
      name: { exhausted: 'name', next: 'name' },
      more: undefined,
      enough: undefined,
      check: undefined,
      file: undefined,
      done: undefined,
      person: undefined,
    }),
  ]),
}
