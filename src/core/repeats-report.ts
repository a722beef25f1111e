import type { Case } from './case.ts'
import { textsOf } from './masking.ts'

/** So many characters in a row are nobody's chance. */
const tooAlike = 10

const plain = (text: string): string => text.replaceAll(/[\s\p{P}]/gu, '')

/**
 * Whether words that leave the offices repeat what a reporter wrote: who reads them could recognise the report, and by it
 * the reporter. Where something happened and whom it is about are not the reporter's words alone.
 */
export function repeatsReport(
  text: string,
  about: Pick<Case, 'facts' | 'supplements' | 'questions'>,
): boolean {
  const { where: _place, who: _accused, ...own } = textsOf(about as Case)
  const said = Object.values(own).map(plain)
  const words = plain(text)
  for (let from = 0; from + tooAlike <= words.length; from += 1) {
    const part = words.slice(from, from + tooAlike)
    if (said.some((one) => one.includes(part))) return true
  }
  return false
}
