/** What a person does that lets us speak to them: writing, or following, scanning, pressing in a menu. */
export type Act = 'message' | 'act'

/** The platform's rule of 12 June 2023: so many messages, for so long, after what the person did last. */
export const allowances: Readonly<Record<Act, { readonly count: number; readonly lasts: number }>> =
  {
    message: { count: 5, lasts: 48 * 60 * 60_000 },
    act: { count: 3, lasts: 60_000 },
  }

export interface Allowances {
  /** The person did something. */
  readonly open: (person: string, act: Act) => void
  /** Takes one message from what is left; gives the way to put it back. `undefined`: nothing is left. */
  readonly take: (person: string) => (() => void) | undefined
  /** The platform says that nothing is left. */
  readonly empty: (person: string) => void
}

interface Left {
  count: number
  until: number
}

/** Of whom nothing is known (after a restart, or they wrote to another process) the platform is asked. */
export function createAllowances(now: () => number, most = 50_000): Allowances {
  const people = new Map<string, Partial<Record<Act, Left>>>()
  const keep = (person: string, left: Partial<Record<Act, Left>>): void => {
    people.delete(person)
    people.set(person, left)
    const [oldest] = people.keys()
    if (people.size > most && oldest !== undefined) people.delete(oldest)
  }
  return {
    open: (person, act) => {
      const { count, lasts } = allowances[act]
      keep(person, { ...people.get(person), [act]: { count, until: now() + lasts } })
    },
    take: (person) => {
      const left = people.get(person)
      if (!left) return () => {}
      const from = [left.act, left.message].find(
        (one) => one !== undefined && one.count > 0 && one.until > now(),
      )
      if (!from) return undefined
      from.count -= 1
      return () => {
        from.count += 1
      }
    },
    empty: (person) => keep(person, {}),
  }
}
