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
