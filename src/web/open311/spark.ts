/** One document in both formats of GeoReport v2: XML, and JSON by the Spark convention. */
export type Spark = string | boolean | null | SparkList | SparkRecord

interface SparkRecord {
  readonly [element: string]: Spark | undefined
}

/** Children of one name: in JSON a list, of whatever length. */
interface SparkList {
  readonly of: string
  readonly all: readonly Spark[]
}

export type Format = 'xml' | 'json'

const isList = (value: Spark): value is SparkList =>
  typeof value === 'object' && value !== null && 'all' in value && Array.isArray(value.all)

export const list = (of: string, all: readonly Spark[]): SparkList => ({ of, all })

/** The root's own name stands in the XML alone. */
export const written = (format: Format, root: string, value: Spark): string =>
  format === 'xml'
    ? `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`
    : JSON.stringify(plain(value))

/** An empty text is an empty element, and in JSON null. */
function plain(value: Spark): unknown {
  if (value === null || value === '') return null
  if (typeof value !== 'object') return typeof value === 'string' ? value.toWellFormed() : value
  if (isList(value)) return value.all.map(plain)
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [[name, plain(one)]])),
  )
}

function element(name: string, value: Spark): string {
  const inner = contentOf(value)
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`
}

function contentOf(value: Spark): string {
  if (value === null) return ''
  if (typeof value !== 'object') return escaped(String(value))
  if (isList(value)) return value.all.map((one) => element(value.of, one)).join('')
  return Object.entries(value)
    .map(([name, one]) => (one === undefined ? '' : element(name, one)))
    .join('')
}

/** What no XML may hold, not even escaped. */
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(forbidden, '')
    .replaceAll(/[&<>"]/g, (one) => escapes[one] ?? one)
