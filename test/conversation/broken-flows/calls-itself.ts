import { form, formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

export const broken: Broken = {
  node: 'deeper',
  story: storyOf([
    formWith({ done: { kind: 'call', flow: 'other', next: 'expired' } }),
    {
      ...form,
      id: 'other',
      needs: {},
      start: 'deeper',
      onCancel: 'expired',
      nodes: {
        deeper: { kind: 'call', flow: 'form', next: 'expired' },
        expired: { kind: 'end', outcome: 'expired' },
      },
    },
  ]),
}
