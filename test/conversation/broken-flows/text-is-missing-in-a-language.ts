import { form, storyOf, words } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

const { 'ask.name': _, ...rest } = words

export const broken: Broken = {
  node: 'name',
  story: storyOf([form], {}, { en: rest }),
}
