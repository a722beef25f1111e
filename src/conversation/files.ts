import { isOption } from './choices.ts'
import { EVIDENCE_MAX } from './engine-keys.ts'
import type { Field, Value } from './flow.ts'
import { refOf } from './inputs.ts'
import type { MediaRef } from './message.ts'
import type { Turn } from './turn.ts'
import { emit, nextId, say, valueOf, write } from './turn.ts'

/** Keeps files as evidence and their references in a field, as far as there is room; gives those kept. */
export function keepFiles(
  turn: Turn,
  media: readonly MediaRef[],
  field: Field,
): readonly MediaRef[] {
  const before = filesIn(valueOf(turn, field))
  const kept = media.slice(0, Math.max(0, EVIDENCE_MAX - before.length))
  if (kept.length > 0) {
    emit(turn, { id: nextId(turn), type: 'keep-evidence', media: kept })
    write(turn, field, [...before, ...kept.map(refOf)])
  }
  if (kept.length < media.length) say(turn, 'media.refused.too-many')
  return kept
}

/** Says that files were kept; of one that is still to be fetched only that it is being saved. */
export function sayKept(turn: Turn, kept: readonly MediaRef[], key: string): void {
  if (kept.length > 0) say(turn, isAnyPending(kept) ? 'media.pending' : key)
}

export function isAnyPending(files: readonly MediaRef[]): boolean {
  return files.some((file) => file.state === 'pending')
}

export function filesIn(value: Value | undefined): readonly MediaRef[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.filter(isFile)
}

function isFile(value: unknown): value is MediaRef {
  return typeof value === 'object' && value !== null && !isOption(value)
}
