import { form, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

const { exhausted: _, ...question } = form.nodes['name'] as { readonly exhausted?: string }

/** As JSON may have it: nobody wrote where the last wrong answer leads. */
export const broken: Broken = {
  node: 'name',
  story: storyOf([{ ...form, nodes: { ...form.nodes, name: question as never } }]),
}
