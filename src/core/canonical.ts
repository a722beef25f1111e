/**
 * JSON in one spelling only: names in order, no spaces. The same value gives the same bytes wherever it was made;
 * `jq -cSj .` writes it so too.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const names = Object.keys(value).toSorted((one, other) => (one < other ? -1 : 1))
  const fields = value as Readonly<Record<string, unknown>>
  const pairs = names
    .filter((name) => fields[name] !== undefined)
    .map((name) => `${JSON.stringify(name)}:${canonical(fields[name])}`)
  return `{${pairs.join(',')}}`
}
