/** So many an hour for one address, counted in this process: two machines that answer each other come to rest. */
export interface Allowance {
  /** 0: go on, it is counted. Else how many milliseconds to wait. */
  readonly take: (address: string) => number
}

const hour = 3_600_000
/** The longest quiet are forgotten first. */
const mostAddresses = 20_000

export function createAllowance(most: number, now: () => number): Allowance {
  const times = new Map<string, readonly number[]>()
  return {
    take: (address) => {
      const at = now()
      const recent = (times.get(address) ?? []).filter((one) => one > at - hour)
      const [first] = recent
      const wait = recent.length >= most && first !== undefined ? first + hour - at : 0
      times.delete(address)
      times.set(address, wait > 0 ? recent : [...recent, at])
      const [oldest] = times.keys()
      if (times.size > mostAddresses && oldest !== undefined) times.delete(oldest)
      return wait
    },
  }
}
