import { textOf } from '#conversation/builder.ts'
import { formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

/** 2,000 characters are 6,000 bytes; a message of WeChat has 2,048. */
export const broken: Broken = {
  node: 'done',
  story: storyOf([formWith({ name: { input: textOf(2, 2000) } })], {
    done: '{name}：编号 {number}。',
  }),
}
