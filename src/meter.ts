import type { Port } from '#conversation/channel.ts'

/** Takes the measure of what this process does; it is told numbers and names of channels and routes, never whom or what. */
export interface Meter {
  readonly heard: (channel: string, seconds: number) => void
  readonly answered: (channel: string, outcome: string) => void
  readonly round: (seconds: number, isWell: boolean) => void
  readonly request: (
    door: { readonly method: string; readonly route: string; readonly status: number },
    seconds: number,
  ) => void
}

export const silentMeter: Meter = {
  heard: () => {},
  answered: () => {},
  round: () => {},
  request: () => {},
}

const since = (began: number): number => (performance.now() - began) / 1000

/** The port as bots see it, with the time that a message takes from the platform until its answer is on disk and sent. */
export const measuredPort = (meter: Meter, port: Port): Port => ({
  ...port,
  hear: async (heard, say) => {
    const { channel } = heard
    const began = performance.now()
    const verdict = await port.hear(heard, async (message, rest) => {
      const delivery = await say(message, rest)
      meter.answered(channel, typeof delivery === 'string' ? delivery : 'later')
      return delivery
    })
    meter.heard(channel, since(began))
    return verdict
  },
})

/** When the clockwork last came round. */
export interface Pulse {
  readonly last: () => number
  readonly beating: <T>(round: () => Promise<T>) => () => Promise<T>
}

export function createPulse(meter: Meter, clock: () => number): Pulse {
  let last = clock()
  return {
    last: () => last,
    beating: (round) => async () => {
      const began = performance.now()
      try {
        const done = await round()
        last = clock()
        meter.round(since(began), true)
        return done
      } catch (cause) {
        meter.round(since(began), false)
        throw cause
      }
    },
  }
}
