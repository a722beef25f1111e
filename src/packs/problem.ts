/** What is wrong in one data file and how to cure it: words for whoever keeps the data. */
export interface Problem {
  /** Path inside the data folder. */
  readonly file: string
  /** Where in the file; empty when it is the file as a whole. */
  readonly field: string
  readonly cure: string
}

export const tell = (problem: Problem): string =>
  `${problem.file}${problem.field === '' ? '' : ` · ${problem.field}`}：${problem.cure}`

export interface PackError extends Error {
  readonly name: 'PackError'
  readonly problems: readonly Problem[]
}

/** One error for everything that is wrong, so that nobody mends one file only to meet the next. */
export function packError(problems: readonly Problem[]): PackError {
  const list = problems.map((problem) => `- ${tell(problem)}`).join('\n')
  const error = new Error(`数据有 ${problems.length} 处问题，改好再启动：\n${list}`)
  return Object.assign(error, { name: 'PackError' as const, problems })
}

export const isPackError = (error: unknown): error is PackError =>
  error instanceof Error && error.name === 'PackError'
