import { randomBytes } from 'node:crypto'

/** Drawn at once: the way to the system's randomness is long, and each nonce would go it for twelve bytes. */
const drawn = 4096
let pool = new Uint8Array()
let used = 0

/** Random bytes that are no secret. None is given twice. */
export function nonceOf(size: number): Uint8Array {
  if (used + size > pool.length) {
    pool = randomBytes(drawn)
    used = 0
  }
  used += size
  return pool.slice(used - size, used)
}
