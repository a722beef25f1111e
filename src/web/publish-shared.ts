import type { Refusal } from '#core/result.ts'
import type { DeskPublication } from '#service/publication-desk.ts'
import { publicFieldNames } from './words/publication-refusals.ts'
import { refusalWords } from './words/refusals.ts'

export const publishPath = '/desk/publish'

/** In words, with the field as the form calls it. */
export function publishRefusal(refusal: Refusal): string {
  const field = refusal.facts?.['field']
  if (field === undefined) return refusalWords(refusal)
  const name = publicFieldNames[String(field)] ?? String(field)
  return refusalWords({ ...refusal, facts: { ...refusal.facts, field: name } })
}

export function stateWords({ state, version, draft }: DeskPublication): string {
  if (draft && version > 0) return '更正等着审核'
  switch (state) {
    case 'drafted':
      return '等着审核'
    case 'approved':
      return '审核通过，等着公布'
    case 'withdrawn':
      return '已撤下'
    default:
      return '已公布'
  }
}

/** What it is called in a list: of what waits the new words. */
export function titleOf({ draft, out }: DeskPublication): string {
  const content = draft?.content ?? out
  switch (content?.kind) {
    case 'decision':
      return `${content.decision.unit}，${content.decision.number}`
    case 'bulletin':
      return content.bulletin.title
    case 'answer':
      return content.answer.question
    case undefined:
      return '已撤下'
  }
}
