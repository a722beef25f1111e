export interface LeastRecent<K, V> {
  readonly get: (key: K) => V | undefined
  readonly set: (key: K, value: V) => void
  readonly drop: (key: K) => void
}

/** A map that forgets what was not asked for longest, beyond `most` entries. */
export const leastRecent = <K, V>(most: number): LeastRecent<K, V> => {
  const kept = new Map<K, V>()
  const set = (key: K, value: V): void => {
    kept.delete(key)
    kept.set(key, value)
    if (kept.size > most) for (const oldest of kept.keys()) return void kept.delete(oldest)
  }
  return {
    get: (key) => {
      const value = kept.get(key)
      if (value !== undefined) set(key, value)
      return value
    },
    set,
    drop: (key) => void kept.delete(key),
  }
}
