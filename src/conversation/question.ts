import type { Ask, NodeId, Review } from './flow.ts'
import type { Reading } from './inputs.ts'
import type { Turn } from './turn.ts'
import { emit, moved, nextId, replaceTop, say, topOf, valueOf, write } from './turn.ts'
import { buttonsOf, deadlines, go, grown, waitFor } from './walk.ts'

export type Answer = Reading & { readonly ok: true }

/** Writes an answer and goes on. */
export function accept(turn: Turn, node: Ask, found: Answer): void {
  write(turn, node.field, found.value)
  if (found.clipped && 'max' in node.input) {
    emit(turn, {
      id: nextId(turn),
      type: 'say',
      key: 'text.clipped',
      facts: { max: node.input.max },
    })
  }
  leave(turn, node.next, 'answered')
}

/** Leaves a question forward; an answer edited from a review leads back to the review. */
export function leave(turn: Turn, next: NodeId, reason: string): void {
  const frame = topOf(turn)
  if (!frame) return
  const trail = grown(frame.trail, [frame.node])
  if (frame.editing === undefined) {
    replaceTop(turn, moved(frame, frame.node, trail))
    return go(turn, next, reason)
  }
  const { editing, ...still } = frame
  const isEdited = reason === 'answered' || reason === 'skipped'
  replaceTop(turn, isEdited ? still : { ...still, trail })
  go(turn, isEdited ? editing : next, reason)
}

/** A wrong answer: says why and waits for another, or leads to the way out after the last try. */
export function wrong(turn: Turn, node: Ask | Review, why: string = node.retry): void {
  const { standing } = turn
  if (standing.status !== 'waiting') return
  const wait = { ...standing.wait, ...deadlines(turn), tries: standing.wait.tries + 1 }
  if (wait.tries >= node.tries) return giveUp(turn, node, node.exhausted, 'exhausted')
  const options = buttonsOf(turn, node, wait)
  say(turn, why, options.length > 0 ? { options, wait: wait.id } : undefined)
  waitFor(turn, wait)
}

/** Leaves a question without an answer: the field is null unless it was written before. */
export function giveUp(turn: Turn, node: Ask | Review, next: NodeId, reason: string): void {
  if (node.kind === 'ask' && valueOf(turn, node.field) === undefined) write(turn, node.field, null)
  leave(turn, next, reason)
}

/** Goes to the question behind one row of a review. */
export function edit(turn: Turn, to: NodeId): void {
  const frame = topOf(turn)
  if (!frame) return
  replaceTop(turn, { ...frame, editing: frame.node })
  go(turn, to, 'edit')
}
