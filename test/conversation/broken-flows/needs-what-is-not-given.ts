import { text } from '#conversation/builder.ts'
import { form, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

/** A flow that breaks in cannot know the name: the question may not have been asked. */
const aside = {
  ...form,
  id: 'aside',
  needs: { name: text(20) },
  start: 'expired',
  onCancel: 'expired',
  nodes: { expired: { kind: 'end', outcome: 'expired' } },
} as const

export const broken: Broken = { story: { ...storyOf([form, aside]), signals: { life: 'aside' } } }
