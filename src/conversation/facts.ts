import { isOption, optionsOf } from './choices.ts'
import type { Answers, Ask, Field, Input, Key, Option, Review, Story, Value } from './flow.ts'
import { fieldsOf, labelOf, tell } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { clipMarked } from './plain-text.ts'
import type { Effect } from './session.ts'

type Facts = Readonly<Record<string, string | number>>
type ReviewRow = NonNullable<(Effect & { type: 'say' })['rows']>[number]

/** Characters of an answer that a review or an offer of the old answer shows. */
export const SUMMARY_MAX = 60

const NONE: Facts = {}

/** What a text shows: the answers it names, as people read them. */
export function factsOf(story: Story, words: Lexicon, key: Key, answers: Answers): Facts {
  const fields = fieldsOf(words, key)
  if (fields.length === 0) return NONE
  const facts: Record<string, string | number> = {}
  for (const field of fields) {
    const value = Object.hasOwn(answers, field) ? answers[field] : undefined
    if (value !== undefined) facts[field] = shown(story, words, field, value, answers)
  }
  return facts
}

/** An answer as people read it: the label of a choice, yes and no in words, how many files. */
export function shown(
  story: Story,
  words: Lexicon,
  field: Field,
  value: Value,
  answers: Answers,
): string | number {
  if (value === null) return ''
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return labelOf(words, { value: '', key: value ? 'yes' : 'no' })
  if (typeof value === 'string') return labelled(story, words, field, value, answers)
  const list: readonly unknown[] = value
  if (list.every((item) => typeof item === 'string')) {
    return list.map((item) => labelled(story, words, field, item, answers)).join('、')
  }
  if (list.every(isOption)) return list.map((option) => labelOf(words, option)).join('、')
  return tell(words, 'media.count', { n: list.length })
}

function labelled(
  story: Story,
  words: Lexicon,
  field: Field,
  value: string,
  answers: Answers,
): string {
  const inputs = askedBy(story).get(field)
  if (!inputs) return value
  for (const input of inputs) {
    const option = optionsOf(input.options, answers).find((one) => one.value === value)
    if (option) return labelOf(words, option)
  }
  return value
}

type Choosing = Input & { readonly type: 'choice' | 'multi-choice' }

/** Which questions with options ask for a field, in any flow. */
function askedBy(story: Story): ReadonlyMap<Field, readonly Choosing[]> {
  const kept = choosing.get(story)
  if (kept) return kept
  const made = new Map<Field, Choosing[]>()
  const asks = Object.values(story.flows).flatMap((versions) =>
    versions.flatMap((flow) => Object.values(flow.nodes).filter((node) => node.kind === 'ask')),
  )
  for (const { field, input } of asks as readonly Ask[]) {
    if (input.type !== 'choice' && input.type !== 'multi-choice') continue
    made.set(field, [...(made.get(field) ?? []), input])
  }
  choosing.set(story, made)
  return made
}

const choosing = new WeakMap<Story, ReadonlyMap<Field, readonly Choosing[]>>()

/** The rows of a review that have something to show, and the answers they edit, in the same order. */
export function rowsOf(
  story: Story,
  words: Lexicon,
  review: Review,
  answers: Answers,
): { readonly rows: readonly ReviewRow[]; readonly options: readonly Option[] } {
  const rows: ReviewRow[] = []
  const options: Option[] = []
  for (const row of review.rows) {
    const value = Object.hasOwn(answers, row.field) ? (answers[row.field] ?? null) : null
    const text = rowValue(story, words, row, value, answers)
    if (text === undefined) continue
    rows.push({ label: row.label, value: text })
    options.push({ value: row.edit, key: row.label })
  }
  return { rows, options: [...options, { value: '', key: review.confirm }] }
}

function rowValue(
  story: Story,
  words: Lexicon,
  row: Review['rows'][number],
  value: Value,
  answers: Answers,
): ReviewRow['value'] | undefined {
  if (isNothing(value)) return row.none === undefined ? undefined : { key: row.none }
  const code = typeof value === 'object' ? undefined : String(value)
  const key =
    code !== undefined && row.values && Object.hasOwn(row.values, code)
      ? row.values[code]
      : undefined
  if (key !== undefined) return { key }
  return clipMarked(String(shown(story, words, row.field, value, answers)), SUMMARY_MAX)
}

const isNothing = (value: Value): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)
