import { form, storyOf, words } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

export const broken: Broken = {
  story: storyOf([form], {}, { en: { ...words, done: 'Thank you.' } }),
}
