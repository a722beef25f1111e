import { form, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

const { else: _, ...rest } = form.nodes['enough'] as { readonly else?: string }

export const broken: Broken = {
  node: 'enough',
  story: storyOf([{ ...form, nodes: { ...form.nodes, enough: rest as never } }]),
}
