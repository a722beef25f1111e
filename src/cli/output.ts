/** Exit codes of every command. */
export const exit = { done: 0, refused: 1, usage: 2 } as const

export type Exit = (typeof exit)[keyof typeof exit]

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

export const printJson = (value: unknown): void => print(JSON.stringify(value))

/** What went wrong and its cure, on standard error. */
export const complain = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

/** What an error says; where it says nothing itself, as several attempts at one connection, what is in it. */
export function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  if (cause instanceof SuppressedError) return wordsOf(cause.error)
  if (cause.message !== '') return cause.message
  const inner: unknown = cause instanceof AggregateError ? cause.errors[0] : cause.cause
  if (inner !== undefined) return wordsOf(inner)
  return 'code' in cause ? String(cause.code) : cause.name
}
