import type { Context } from 'hono'

import type { Address } from '#conversation/message.ts'

import { linesSince, type Chat } from './chat.ts'
import type { Puzzle } from './puzzle.ts'

/** What a browser must do before its first message, while far too many begin at once. */
export interface Barred {
  readonly puzzle: Puzzle
  /** Of a browser that waits in the line: how long still. */
  readonly seconds?: number
}

/** Nothing for whoever has spoken before, nothing while it is calm. Scripts solve the puzzle; others wait in the line. */
export async function barred(
  chat: Chat,
  c: Context,
  address: Address,
  how: 'works' | 'waits' = 'works',
): Promise<Barred | undefined> {
  const { gate } = chat
  if (!gate || gate.isAdmitted(address)) return undefined
  const known = (await linesSince(chat, address, undefined)).length > 0
  if (!known) gate.arrived(address)
  if (known || gate.since() === undefined) {
    gate.admit(address)
    return undefined
  }
  const proof = c.req.query('proof')
  if (proof !== undefined && (await gate.solved(address, proof))) return undefined
  const puzzle = gate.puzzle(address)
  if (how !== 'waits' && c.req.query('wait') !== '1') return { puzzle }
  const seconds = gate.queue(address)
  return seconds === 0 ? undefined : { puzzle, seconds }
}
