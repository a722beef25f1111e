import { createHash } from 'node:crypto'

/** A machine that answers every mail with the same words, and says nowhere that it is one. */
export interface Repeats {
  /** This very mail was counted before: it is tried again. */
  readonly isKnown: (mail: Mail) => boolean
  readonly areTooMany: (mail: Mail) => boolean
}

interface Mail {
  readonly address: string
  readonly once: string
  readonly text: string
  readonly files: readonly unknown[]
}

interface Counted {
  readonly once: string
  readonly text: string
  readonly at: number
}

const hour = 3_600_000
const most = 3
const mostAddresses = 20_000
const shortest = 8

/** The fourth mail with the same words within an hour is not heard. A number that chooses an option is no such words. */
export function createRepeats(now: () => number): Repeats {
  const seen = new Map<string, readonly Counted[]>()
  const recent = (address: string): readonly Counted[] =>
    (seen.get(address) ?? []).filter(({ at }) => at > now() - hour)
  return {
    isKnown: ({ address, once }) => recent(address).some((one) => one.once === once),
    areTooMany: ({ address, once, text, files }) => {
      const before = recent(address)
      const words = createHash('sha256').update(text).digest('base64url')
      const same = before.filter((one) => one.text === words && one.once !== once).length
      const others = before.filter((one) => one.once !== once).slice(-50)
      seen.delete(address)
      seen.set(address, [...others, { once, text: words, at: now() }])
      const [oldest] = seen.keys()
      if (seen.size > mostAddresses && oldest !== undefined) seen.delete(oldest)
      return same >= most && files.length === 0 && text.length >= shortest
    },
  }
}
