import type { Selectable } from 'kysely'
import { present, type Present } from './row.ts'
import type { Schema } from './schema.ts'

/**
 * `owed` → `sending` before the call → `sent`. `uncertain`: nobody knows whether it arrived, it is sent once
 * more. `undeliverable`: given up. `closed`: the person left.
 */
export type OutboxState = 'owed' | 'sending' | 'sent' | 'uncertain' | 'undeliverable' | 'closed'
export type OutboxKind = 'answer' | 'notice' | 'reminder'

type Columns = Present<Selectable<Schema['outbox']>>

/** One message owed to a person. `doubts` counts the times it may have been sent without being noted. */
export type OutboxRow = Omit<Columns, 'state' | 'kind'> & {
  readonly state: OutboxState
  readonly kind: OutboxKind
}

/** What still has to go out. Nothing later of the same conversation passes it. */
export const UNSENT = ['owed', 'sending', 'uncertain'] as const satisfies readonly OutboxState[]

export const outboxRow = (row: Selectable<Schema['outbox']>): OutboxRow => present(row) as OutboxRow

/** In place of a worker: a row that waits for its time, or for the person to speak, whichever comes first. */
export const FOR_PERSON = 'the person'

const FIRST = 5_000
const LONGEST = 3_600_000

/** Milliseconds to wait after so many attempts: doubling from five seconds, never more than an hour. */
export const backOff = (attempts: number): number =>
  Math.min(LONGEST, FIRST * 2 ** Math.max(0, attempts - 1))
