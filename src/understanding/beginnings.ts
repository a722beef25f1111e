/** Those whose name begins with the two characters at a place of a text; undefined where there are none. */
export type Beginnings<T> = (text: string, at: number) => readonly T[] | undefined

export function byBeginnings<T>(things: Iterable<T>, nameOf: (thing: T) => string): Beginnings<T> {
  const all = [...things]
  const byPair = Map.groupBy(all, (thing) => pairAt(nameOf(thing), 0))
  const begins = new Uint8Array(0x10000)
  for (const thing of all) begins[nameOf(thing).charCodeAt(0)] = 1
  return (text, at) =>
    begins[text.charCodeAt(at)] === 1 ? byPair.get(pairAt(text, at)) : undefined
}

/** Two characters as one number: looked up without cutting the text. */
const pairAt = (text: string, at: number): number =>
  text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1)
