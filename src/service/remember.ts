import type { Understanding, Understood } from '#understanding/understand.ts'

/** Texts of one conversation are asked about at every turn until it is filed; so many stay in mind. */
const most = 1000

/** The same answers, thought out once: a story is read when it is told, when its place is found and when it is filed. */
export function remembering(understanding: Understanding): Understanding {
  const known = new Map<string, Understood>()
  return {
    ...understanding,
    understand: (text, area) => {
      const key = `${area ?? ''}:${text}`
      const before = known.get(key)
      if (before) return before
      const fresh = understanding.understand(text, area)
      known.set(key, fresh)
      const [oldest] = known.keys()
      if (known.size > most && oldest !== undefined) known.delete(oldest)
      return fresh
    },
  }
}
