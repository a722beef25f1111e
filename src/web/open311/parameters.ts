import type { Context } from 'hono'
import { ok, refuse, type Result } from '#core/result.ts'

/** What a client sent, in the query and in the body: both are looked at, since clients put the same thing here or there. */
export interface Parameters {
  /** Nothing given and nothing in it are the same. */
  readonly get: (name: string) => string | undefined
  /** Every value of a name that may come several times. */
  readonly all: (name: string) => readonly string[]
  /** `attribute[code]`, and each of `attribute[code][]`. */
  readonly attribute: (code: string) => readonly string[]
  readonly files: readonly File[]
  /** The same report has the same text, whatever the order of its parts. */
  readonly text: string
}

/** More parts than any form has. */
const mostParts = 500
const longestValue = 20_000

type Pair = readonly [name: string, value: string]

/** The query alone, of what is only read. */
export const inQuery = (c: Context): Parameters => parametersOf([], queryOf(c), [])

const queryOf = (c: Context): readonly Pair[] =>
  [...new URL(c.req.url).searchParams].slice(0, mostParts)

/** Forms as browsers and libraries send them, and no other way. */
export async function inForm(c: Context): Promise<Result<Parameters>> {
  const [type = '', ...rest] = (c.req.header('content-type') ?? '').toLowerCase().split(';')
  const charset = rest.map((one) => one.trim()).find((one) => one.startsWith('charset='))
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset)
  const body = isUtf8 ? await pairsIn(c, type.trim()) : undefined
  if (!body) return refuse('form-unreadable')
  const pairs = body.filter((pair): pair is Pair => typeof pair[1] === 'string')
  const files = body.flatMap(([, value]) =>
    typeof value === 'string' || value.size === 0 ? [] : [value],
  )
  if (pairs.some(([, value]) => value.includes('\ufffd'))) return refuse('form-unreadable')
  const isHuge = body.length > mostParts || pairs.some(([, value]) => value.length > longestValue)
  return isHuge ? refuse('form-too-large') : ok(parametersOf(pairs, queryOf(c), files))
}

type Part = readonly [name: string, value: string | File]

async function pairsIn(c: Context, type: string): Promise<readonly Part[] | undefined> {
  if (type === 'application/x-www-form-urlencoded') {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const text = decoded(bytes)
    return text === undefined ? undefined : [...new URLSearchParams(text.trim())]
  }
  if (type !== 'multipart/form-data') return undefined
  try {
    return [...(await c.req.raw.formData())]
  } catch {
    return undefined
  }
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Line ends are those of every other text of the house. */
const tidy = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim()

function parametersOf(
  body: readonly Pair[],
  query: readonly Pair[],
  files: readonly File[],
): Parameters {
  const all = (name: string): readonly string[] => {
    const inBody = valuesOf(body, name)
    return inBody.length > 0 ? inBody : valuesOf(query, name)
  }
  return {
    get: (name) => all(name)[0],
    all,
    attribute: (code) => [...all(`attribute[${code}]`), ...all(`attribute[${code}][]`)],
    files,
    text: JSON.stringify(
      [...body, ...query]
        .filter(([name]) => name !== 'api_key')
        .map(([name, value]) => [name.trim(), tidy(value)])
        .toSorted(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0)),
    ),
  }
}

const valuesOf = (pairs: readonly Pair[], name: string): readonly string[] =>
  pairs.flatMap(([own, value]) => (own.trim() === name && tidy(value) !== '' ? [tidy(value)] : []))
