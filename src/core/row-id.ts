import type { Instant } from './case.ts'

/** Of ids, in the order that databases keep them in. */
const letters = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
const lettersOfTime = 6
const parts = 64 ** lettersOfTime
/** Of a second. */
const part = 1 / 64
/** 2020 in UTC. */
const began = 1_577_836_800_000

/**
 * The id of a row that says itself when it was made: the time comes first, to a sixty-fourth of a second, so that rows of one
 * time lie together in every index and the next one is written where the last one was, however many there are. `chance`:
 * 21 letters of chance, of which the last 15 (90 bits) stay. Goes round after 34 years. Not for what nobody may know the
 * moment of, nor for secrets.
 */
export function idAt(at: Instant, chance: string): string {
  const since = Math.floor((at - began) / 1000 / part) % parts
  let rest = since < 0 ? since + parts : since
  let id = ''
  for (let n = 0; n < lettersOfTime; n += 1) {
    id = (letters[rest % 64] ?? '') + id
    rest = Math.floor(rest / 64)
  }
  return id + chance.slice(lettersOfTime)
}
