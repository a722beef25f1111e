import { form, formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

/** The called flow asks nothing, so nobody stops the circle around it. */
export const broken: Broken = {
  node: 'round',
  story: storyOf([
    formWith({
      hello: { next: 'round' },
      round: { kind: 'call', flow: 'silent', next: 'again' },
      again: {
        kind: 'switch',
        cases: [{ field: 'opening', when: { missing: true }, next: 'name' }],
        else: 'round',
      },
    }),
    {
      ...form,
      id: 'silent',
      needs: {},
      start: 'expired',
      onCancel: 'expired',
      nodes: { expired: { kind: 'end', outcome: 'expired' } },
    },
  ]),
}
