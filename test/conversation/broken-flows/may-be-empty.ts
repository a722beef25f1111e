import { form, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

/** The question may be skipped, and then the text says nothing. */
export const broken: Broken = {
  node: 'done',
  story: storyOf([form], { done: '编号 {number}，{more}。' }),
}
