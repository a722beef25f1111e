import { form, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

export const broken: Broken = { story: storyOf([form], { 'ask.age': '多大？' }) }
