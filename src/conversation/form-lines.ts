import { aloud } from './aloud.ts'
import type { Field, FlowId, Key, NodeId, Story } from './flow.ts'
import { labelOf, lexiconFor, SOURCE, written } from './lexicon.ts'

/** Where a question of a form stands, and what its line is called; absent: as it is asked. */
export interface FormPlace {
  readonly flow: FlowId
  readonly node: NodeId
  readonly label?: Key
}

/** One line of a form, made of a question of a flow. */
export interface FormLine {
  readonly field: Field
  readonly label: string
  /** As it is asked aloud. */
  readonly question: string
  /** Characters an answer may have. */
  readonly max?: number
  readonly options?: readonly { readonly value: string; readonly label: string }[]
}

/** The lines of a form, in the words of the conversation. */
export function formLines(story: Story, places: readonly FormPlace[]): readonly FormLine[] {
  const words = lexiconFor(story, SOURCE)
  return places.map(({ flow, node: id, label }) => {
    const node = story.flows[flow]?.at(-1)?.nodes[id]
    if (node?.kind !== 'ask') throw new Error(`no question ${id} in the flow ${flow}`)
    const { field, input, text } = node
    const options = 'options' in input && !('from' in input.options) ? input.options : undefined
    return {
      field,
      label: label === undefined ? aloud(written(words, text)) : written(words, label),
      question: aloud(written(words, text)),
      ...('max' in input ? { max: input.max } : {}),
      ...(options
        ? {
            options: options.map((one) => ({ value: one.value, label: bare(labelOf(words, one)) })),
          }
        : {}),
    }
  })
}

const bare = (label: string): string => label.replace(/（.*）$/u, '')
