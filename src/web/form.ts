import type { Context } from 'hono'
import type { BodyData } from 'hono/utils/body'

/** What was typed. A field that is not there is empty. */
export interface Form {
  readonly text: (name: string) => string
  readonly all: (name: string) => readonly string[]
  readonly file: (name: string) => File | undefined
  readonly files: (name: string) => readonly File[]
  /** Every text field, as often as it came. */
  readonly pairs: readonly (readonly [string, string])[]
}

/** Longer than anything that is asked; what goes beyond the core refuses. */
const longest = 20_000

/** Reads a form; line ends are those of every other text of the house. */
export async function readForm(c: Context): Promise<Form> {
  const body: BodyData<{ all: true }> = await c.req.parseBody({ all: true }).catch(unlessTorn)
  const values = (name: string) => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined
    return value === undefined ? [] : [value].flat()
  }
  const all = (name: string): readonly string[] =>
    values(name).flatMap((value) => (typeof value === 'string' ? [plain(value)] : []))
  return {
    all,
    text: (name) => all(name)[0] ?? '',
    file: (name) => values(name).find((value) => value instanceof File),
    files: (name) => values(name).filter((value) => value instanceof File),
    pairs: Object.keys(body).flatMap((name) => all(name).map((value) => [name, value] as const)),
  }
}

/** A form that breaks off or follows no rule of forms says nothing; any other fault stays one. */
function unlessTorn(cause: unknown): Readonly<Record<string, string>> {
  if (cause instanceof TypeError) return {}
  throw cause
}

const plain = (value: string): string => value.replace(/\r\n?/g, '\n').slice(0, longest)
