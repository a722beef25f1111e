import { eventWithout, hiddenWords, masked } from '#core/masking.ts'
import type { OpenCase } from './case-file.ts'

/** The case as everybody at the desk reads it: hidden words are bars, in its history too. */
export function asRead(open: OpenCase): OpenCase {
  const words = hiddenWords(open.case)
  if (words.length === 0) return open
  const events = open.events.map((event) => eventWithout(event, words))
  return { ...open, case: masked(open.case), events }
}
