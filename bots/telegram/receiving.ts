import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { Rest } from '../timing/pause.ts'
import type { Handle } from './handling.ts'

/** What both ways of getting updates work with: asking for them and being called. */
export interface Receiving {
  readonly api: Api
  /** Resolves when the update is safe; a rejection is a fault of ours and the update is tried again. */
  readonly handle: Handle
  /** After the last try: an update that always fails may not stop its chat for ever. */
  readonly giveUp: (update: Update) => Promise<void>
  readonly onFault: (error: unknown) => void
  readonly graceMs: number
  readonly retryMs: number
  /** How it rests when the platform cannot be reached: resolves after so many milliseconds, or when the signal says so. */
  readonly rest?: Rest
}
