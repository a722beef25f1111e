export interface LeastRecent<K, V> {
  readonly get: (key: K) => V | undefined
  readonly set: (key: K, value: V) => void
  readonly drop: (key: K) => void
}

/**
 * A map that forgets what was not asked for lately: never more than `most` entries, and always the half of that which was
 * used last. Two generations instead of one order: taking the oldest out of a map, again and again, grows slower and slower.
 */
export const leastRecent = <K, V>(most: number): LeastRecent<K, V> => {
  const half = Math.max(1, Math.floor(most / 2))
  let young = new Map<K, V>()
  let old = new Map<K, V>()
  const set = (key: K, value: V): void => {
    if (young.size >= half && !young.has(key)) {
      old = young
      young = new Map()
    }
    old.delete(key)
    young.set(key, value)
  }
  return {
    get: (key) => {
      const recent = young.get(key)
      if (recent !== undefined) return recent
      const value = old.get(key)
      if (value !== undefined) set(key, value)
      return value
    },
    set,
    drop: (key) => {
      young.delete(key)
      old.delete(key)
    },
  }
}
