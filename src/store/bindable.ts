/** What both databases keep as it was given. */
export type Bindable = string | number | bigint | null | Uint8Array

/**
 * Throws for a value the drivers would bend: `node:sqlite` stores NULL for a plain object or a Date,
 * `pg` stores its JSON. A wrong type must never become a silent loss.
 */
export const bindable = (values: readonly unknown[]): readonly Bindable[] =>
  values.map((value, position) => {
    if (isBindable(value)) return value
    throw new Error(
      `value ${position + 1} of a query is ${kindOf(value)}, which no column can hold`,
    )
  })

const isBindable = (value: unknown): value is Bindable =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'bigint' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  value instanceof Uint8Array

const kindOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `a ${value.constructor?.name ?? 'object'}`
    : typeof value
