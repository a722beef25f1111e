/** The fields of a message; what stands inside a field with fields of its own is left out. */
export type Fields = ReadonlyMap<string, string>

const mostFields = 200

const cdataField = /<(\w{1,40})>\s*<!\[CDATA\[([^]*?)\]\]>\s*<\/\1>/y
const plainField = /<(\w{1,40})>([^<]*)<\/\1>/y
const emptyField = /<(\w{1,40})\s*\/>/y
const opening = /<(\w{1,40})>/y
const space = /\s*/y

/**
 * Reads the platform's XML and nothing more: no declaration of a type, no entity, no attribute, no comment. A field that
 * comes twice makes the whole unreadable, since somebody's words may have tried to be a field. `]]>` in words stays.
 */
export function readXml(text: string): Fields | undefined {
  const body = /^\uFEFF?\s*(?:<\?xml [^<>]*\?>\s*)?<xml>([^]*)<\/xml>\s*$/.exec(text)?.[1]
  if (body === undefined) return undefined
  const fields = new Map<string, string>()
  for (let at = skip(space, body, 0); at < body.length; at = skip(space, body, at)) {
    const field = fieldAt(body, at)
    if (!field || fields.has(field.name) || fields.size >= mostFields) return undefined
    fields.set(field.name, field.value)
    at = field.end
  }
  return fields
}

interface Field {
  readonly name: string
  readonly value: string
  readonly end: number
}

function fieldAt(body: string, at: number): Field | undefined {
  const words = match(cdataField, body, at)
  if (words) return { ...words, value: words.value.replaceAll(']]]]><![CDATA[>', ']]>') }
  return match(plainField, body, at) ?? match(emptyField, body, at) ?? nestedAt(body, at)
}

/** A field with fields in it: its words are none of ours, but it has to end. */
function nestedAt(body: string, at: number): Field | undefined {
  const name = match(opening, body, at)?.name
  if (name === undefined) return undefined
  const end = body.indexOf(`</${name}>`, at)
  return end < 0 ? undefined : { name, value: '', end: end + name.length + 3 }
}

function match(pattern: RegExp, body: string, at: number): Field | undefined {
  pattern.lastIndex = at
  const [, name, value = ''] = pattern.exec(body) ?? []
  return name === undefined ? undefined : { name, value, end: pattern.lastIndex }
}

function skip(pattern: RegExp, body: string, at: number): number {
  pattern.lastIndex = at
  pattern.test(body)
  return pattern.lastIndex
}

/** Words inside a message of ours: `]]>` in them ends nothing. */
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

/** Numbers stand plain, words in CDATA. */
export function writeXml(fields: Readonly<Record<string, string | number>>): string {
  const written = Object.entries(fields).map(
    ([name, value]) => `<${name}>${typeof value === 'number' ? value : cdata(value)}</${name}>`,
  )
  return `<xml>${written.join('')}</xml>`
}

/** Whether XML can carry it: not so control characters and halves of pairs. */
export const fitsXml = (text: string): boolean =>
  text.isWellFormed() && !/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/u.test(text)
