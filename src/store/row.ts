type Nullable<T> = { [K in keyof T]: null extends T[K] ? K : never }[keyof T]

/** A row as values of the trade: a NULL column is an absent property. */
export type Present<T> = { readonly [K in Exclude<keyof T, Nullable<T>>]: T[K] } & {
  readonly [K in Nullable<T>]?: Exclude<T[K], null>
}

export const present = <T extends object>(row: T): Present<T> => withoutNull(row) as Present<T>

const withoutNull = (row: object): Record<string, unknown> => {
  const known: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(row)) if (value !== null) known[name] = value
  return known
}

/** The first row as `present`, or `undefined`. */
export const presentFirst = <T extends object>(rows: readonly T[]): Present<T> | undefined =>
  rows[0] && present(rows[0])
