/** An answer that is text; anything else counts as nothing said. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
