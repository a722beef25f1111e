import { form, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

export const broken: Broken = { node: 'hello', story: storyOf([form], { hello: '您好，{name}。' }) }
