import { formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

const long = '长'.repeat(600)

/** Each text fits; all of them in one turn do not. */
export const broken: Broken = {
  node: 'hello',
  story: storyOf(
    [
      formWith({
        hello: { next: 'b' },
        b: { kind: 'say', text: 'b', next: 'c' },
        c: { kind: 'say', text: 'c', next: 'd' },
        d: { kind: 'say', text: 'd', next: 'name' },
      }),
    ],
    { b: long, c: long, d: long },
  ),
}
