import { caseNumberPattern } from './case-number.ts'
import type { PublicContent } from './publication.ts'
import type { PublishRules } from './publish-rules.ts'

/** Why something cannot come out as it stands. */
export interface PublicFault {
  readonly field: string
  readonly why:
    | 'missing'
    | 'too-long'
    | 'telltale'
    | 'report-number'
    | 'contact'
    | 'own-words'
    | 'unfilled'
  /** The words in question. */
  readonly words?: string
}

/** Fields in which a report's own words would be somebody's voice. */
const longest: Readonly<Record<string, number>> = {
  unit: 120,
  number: 80,
  organ: 80,
  violation: 300,
  basis: 400,
  title: 80,
  found: 2000,
  handled: 2000,
  law: 1000,
  reminder: 1000,
  question: 300,
  answer: 3000,
  source: 400,
}

/** What the name, number and basis of a decision may be: a field of these is the decision's own, never the report's. */
const official: ReadonlySet<string> = new Set(['unit', 'number', 'organ', 'basis', 'law', 'source'])
/** Here citizens are told what they can do: they may read that they can report. */
const addressed: ReadonlySet<string> = new Set(['reminder', 'question', 'answer'])

/** The words that come out, by field. */
export function publicFields(content: PublicContent): Readonly<Record<string, string>> {
  switch (content.kind) {
    case 'decision': {
      const { unit, number, organ, violation, basis } = content.decision
      return { unit, number, organ, violation, basis }
    }
    case 'bulletin':
      return { ...content.bulletin }
    case 'answer':
      return { ...content.answer }
  }
}

/**
 * What would give somebody away: that anything was reported, a report's number, a telephone or identity number, or a
 * stretch of the words that a reporter wrote.
 */
export function publicFaults(
  content: PublicContent,
  rules: Pick<PublishRules, 'telltale'>,
  reported: readonly string[] = [],
): readonly PublicFault[] {
  return Object.entries(publicFields(content)).flatMap(([field, text]) => {
    const fault = faultIn(field, text, rules) ?? ownWords(field, text, reported)
    return fault ? [{ field, ...fault }] : []
  })
}

type Why = Omit<PublicFault, 'field'>

function faultIn(
  field: string,
  text: string,
  { telltale }: Pick<PublishRules, 'telltale'>,
): Why | undefined {
  if (text.trim() === '') return { why: 'missing' }
  if (text.length > (longest[field] ?? 300)) return { why: 'too-long' }
  const open = /\{[^{}]*\}/.exec(text)?.[0]
  if (open !== undefined) return { why: 'unfilled', words: open }
  const number = new RegExp(caseNumberPattern, 'i').exec(text)?.[0]
  if (number !== undefined) return { why: 'report-number', words: number }
  const contact = contactIn(text)
  if (contact !== undefined) return { why: 'contact', words: contact }
  if (addressed.has(field)) return undefined
  const word = telltale.words.find((one) => text.includes(one))
  return word === undefined ? undefined : { why: 'telltale', words: word }
}

/** A mobile telephone, an identity number, an e-mail address. */
const contactIn = (text: string): string | undefined =>
  /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|[\w.+-]+@[\w-]+\.[\w.]+/.exec(text)?.[0]

/** So many signs in a row are nobody's chance. */
const sameStretch = 10

function ownWords(field: string, text: string, reported: readonly string[]): Why | undefined {
  if (official.has(field)) return undefined
  const told = reported.map(bare).join('\n')
  const here = bare(text)
  for (let from = 0; from + sameStretch <= here.length; from += 1) {
    const words = here.slice(from, from + sameStretch)
    if (told.includes(words)) return { why: 'own-words', words }
  }
  return undefined
}

const bare = (text: string): string => text.replace(/[\s\p{P}\p{S}]/gu, '')

/** A natural person's name as it is shown: the family name alone. */
export function shortName(name: string, { fill, compound }: PublishRules['names']): string {
  const plain = name.trim()
  const family = compound.find((one) => plain.startsWith(one) && plain.length > one.length)
  return `${family ?? plain.slice(0, 1)}${fill}`
}
