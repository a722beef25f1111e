import type { Field, Lang } from './flow.ts'

/** A text of the word files, taken apart once. */
export type Template = readonly Part[]
type Part = string | Slot | Plural
interface Slot {
  readonly field: Field
}
interface Plural extends Slot {
  readonly forms: Readonly<Record<string, Template>>
}

export type TextFacts = Readonly<Record<Field, string | number>>

/** Takes `{field}` and `{n, plural, one {…} other {…}}` apart; braces that are neither stay as they are. */
export const compile = (text: string): Template => {
  const parts: Part[] = []
  let rest = 0
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', Math.max(rest, at + 1))) {
    const end = closing(text, at)
    const part = end < 0 ? undefined : placeholder(text.slice(at + 1, end))
    if (part === undefined) continue
    if (at > rest) parts.push(text.slice(rest, at))
    parts.push(part)
    rest = end + 1
  }
  if (rest < text.length) parts.push(text.slice(rest))
  return parts
}

/** The fields a text shows, each once, sorted. */
export const placeholders = (template: Template): readonly Field[] => {
  const fields = new Set<Field>()
  const look = (parts: Template): void => {
    for (const part of parts) {
      if (typeof part === 'string') continue
      fields.add(part.field)
      if ('forms' in part) Object.values(part.forms).forEach(look)
    }
  }
  look(template)
  return [...fields].toSorted()
}

/** Puts the facts in. What a person wrote is never looked at again, whatever braces it has. */
export const fill = (template: Template, facts: TextFacts, lang: Lang): string => {
  let text = ''
  for (const part of template) text += typeof part === 'string' ? part : filled(part, facts, lang)
  return text
}

const filled = (part: Slot | Plural, facts: TextFacts, lang: Lang): string => {
  const fact = Object.hasOwn(facts, part.field) ? facts[part.field] : undefined
  if (!('forms' in part)) return fact === undefined ? '' : String(fact)
  const n = Number(fact ?? 0)
  const exact = `=${n}`
  const form = Object.hasOwn(part.forms, exact) ? exact : rules(lang).select(n)
  return fill(part.forms[form] ?? part.forms['other'] ?? [], facts, lang).replaceAll('#', String(n))
}

const known = new Map<Lang, Intl.PluralRules>()
const rules = (lang: Lang): Intl.PluralRules => {
  const kept = known.get(lang)
  if (kept) return kept
  const [tag = 'zh'] = Intl.PluralRules.supportedLocalesOf([lang])
  const made = new Intl.PluralRules(tag)
  known.set(lang, made)
  return made
}

const closing = (text: string, from: number): number => {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++
    if (text[at] === '}' && --depth === 0) return at
  }
  return -1
}

const NAME = /^[A-Za-z][A-Za-z0-9]*$/

const placeholder = (inner: string): Slot | Plural | undefined => {
  if (NAME.test(inner)) return { field: inner }
  const head = /^([A-Za-z][A-Za-z0-9]*),\s*plural,\s*/.exec(inner)
  if (!head?.[1]) return undefined
  const forms = pluralForms(inner.slice(head[0].length))
  return forms && { field: head[1], forms }
}

/** `one {…} other {…}`; undefined where it is malformed or has no `other`. */
const pluralForms = (text: string): Readonly<Record<string, Template>> | undefined => {
  const forms: Record<string, Template> = {}
  let at = 0
  while (at < text.length) {
    const name = /^\s*(=\d+|zero|one|two|few|many|other)\s*(?=\{)/.exec(text.slice(at))
    if (!name?.[1]) break
    const open = at + name[0].length
    const end = closing(text, open)
    if (end < 0) return undefined
    forms[name[1]] = compile(text.slice(open + 1, end))
    at = end + 1
  }
  return text.slice(at).trim() === '' && forms['other'] ? forms : undefined
}
