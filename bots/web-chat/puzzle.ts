import { createHmac, pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'

import type { Address } from '#conversation/message.ts'

const derive = promisify(pbkdf2)

/**
 * A little work for the browser: for each of `parts` find a number whose PBKDF2 over the challenge begins with `bits`
 * zeros. Eight tries a part, half a second on a computer, about two on an old phone; to look it up costs one try a part.
 */
export interface Puzzle {
  readonly challenge: string
  readonly parts: number
  readonly bits: number
  readonly rounds: number
}

const shape = { parts: 4, bits: 3, rounds: 4000 } as const
const hour = 3_600_000
const largestNumber = 10_000

/** Good for this conversation alone, within this hour and the next. */
export function puzzleFor(secret: string, address: Address, now: number): Puzzle {
  const challenge = createHmac('sha256', secret)
    .update(`${address} ${Math.floor(now / hour)}`)
    .digest('base64url')
  return { challenge, ...shape }
}

/** `answer`: one number a part, with points between. The first that is wrong ends the looking. */
export async function isSolved(
  secret: string,
  { address, now }: { readonly address: Address; readonly now: number },
  answer: string,
): Promise<boolean> {
  if (!/^\d{1,5}(?:\.\d{1,5}){3}$/.test(answer)) return false
  for (const at of [now, now - hour])
    if (await fits(puzzleFor(secret, address, at), answer.split('.'))) return true
  return false
}

async function fits(
  { challenge, bits, rounds }: Puzzle,
  numbers: readonly string[],
): Promise<boolean> {
  for (const [part, number] of numbers.entries()) {
    if (Number(number) > largestNumber) return false
    const [first = 255] = await derive(`${challenge}.${part}`, number, rounds, 1, 'sha256')
    if (first >= 256 >> bits) return false
  }
  return true
}
