/** Pieces of words come again and again; a digest costs more than a look. */
const most = 20_000

/** Makes again only what has not been asked for lately. */
export function remembering<T extends {}>(): (name: string, make: () => T) => T {
  let now = new Map<string, T>()
  let before = now
  return (name, make) => {
    const known = now.get(name)
    if (known !== undefined) return known
    if (now.size >= most) [before, now] = [now, new Map()]
    const made = before.get(name) ?? make()
    now.set(name, made)
    return made
  }
}
