import type { Delivery, Port } from '#conversation/channel.ts'
import type { TellDepartment } from '#conversation/department.ts'
import type { Send } from '#service/notify.ts'
import type { Db } from '#store/transaction.ts'

/** How a request was answered: by the pattern of its route, never by what was asked for. */
export interface Answered {
  readonly method: string
  readonly route: string
  readonly status: number
}

/** Something that is done, from its begin to its end. There is no place in it for a word, a name or an address. */
export interface Doing {
  readonly what: 'request' | 'message' | 'transaction' | 'delivery' | 'round'
  /** Which channel, or which kind of a department's machine. */
  readonly channel?: string
}

/** How it ended; without an outcome it is done. */
export interface Ending {
  readonly outcome?: string
  readonly answered?: Answered
}

/** Does the work as a part of whatever is done around it. What it throws goes on to the caller. */
export type During = <T>(
  doing: Doing,
  work: () => Promise<T>,
  ended?: (value: T) => Ending,
) => Promise<T>

/** Takes the measure of what this process does; it is told numbers and names of channels and routes, never whom or what. */
export interface Meter {
  readonly heard: (channel: string, seconds: number) => void
  readonly answered: (channel: string, outcome: string) => void
  readonly round: (seconds: number, isWell: boolean) => void
  readonly request: (door: Answered, seconds: number) => void
  /** Absent: nobody follows what is done from step to step. */
  readonly during?: During
}

export const silentMeter: Meter = {
  heard: () => {},
  answered: () => {},
  round: () => {},
  request: () => {},
}

/** Work that nobody follows. */
const plainly: During = async (_doing, work) => await work()

const since = (began: number): number => (performance.now() - began) / 1000

const wordFor = (delivery: Delivery): string => (typeof delivery === 'string' ? delivery : 'later')

const deliveryEnded = (delivery: Delivery): Ending => ({ outcome: wordFor(delivery) })

/** The port as bots see it, with the time that a message takes from the platform until its answer is on disk and sent. */
export const measuredPort = (meter: Meter, port: Port): Port => {
  const { during = plainly } = meter
  return {
    ...port,
    hear: async (heard, say) => {
      const { channel } = heard
      const began = performance.now()
      const hear = async (): ReturnType<Port['hear']> =>
        await port.hear(heard, async (message, rest) => {
          const saying = async (): Promise<Delivery> => await say(message, rest)
          const delivery = await during({ what: 'delivery', channel }, saying, deliveryEnded)
          meter.answered(channel, wordFor(delivery))
          return delivery
        })
      const verdict = await during({ what: 'message', channel }, hear, (word) => ({
        outcome: word ?? 'heard',
      }))
      meter.heard(channel, since(began))
      return verdict
    },
  }
}

/** What notify sends, each message by itself. */
export const measuredSend = ({ during = plainly }: Meter, send: Send): Send => {
  return async (channel, address, message) => {
    const sending = async (): Promise<Delivery> => await send(channel, address, message)
    return await during({ what: 'delivery', channel }, sending, deliveryEnded)
  }
}

/** What departments are told; of their machines the kind alone is known. */
export const measuredTelling = (
  { during = plainly }: Meter,
  tell: TellDepartment,
): TellDepartment => {
  return async (target, notice) =>
    await during(
      { what: 'delivery', channel: target.kind },
      async () => await tell(target, notice),
      (delivery) => ({ outcome: typeof delivery === 'string' ? delivery : 'later' }),
    )
}

/** The store with its transactions followed; without somebody who follows them it is the store itself. */
export const measuredDb = ({ during }: Meter, db: Db): Db =>
  during
    ? {
        ...db,
        transaction: async (work) =>
          await during({ what: 'transaction' }, async () => await db.transaction(work)),
      }
    : db

/** When the clockwork last came round. */
export interface Pulse {
  readonly last: () => number
  readonly beating: <T>(round: () => Promise<T>) => () => Promise<T>
}

export function createPulse(meter: Meter, clock: () => number): Pulse {
  const { during = plainly } = meter
  let last = clock()
  return {
    last: () => last,
    beating: (round) => async () => {
      const began = performance.now()
      try {
        const done = await during({ what: 'round' }, round)
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
