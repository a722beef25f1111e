import type { Bot, Port } from '#conversation/channel.ts'
import type { ChannelStates } from '#service/channel-states.ts'
import type { Send } from '#service/notify.ts'

/** The port as bots see it: what they bring in and get out is noted, and what they say of their platform. */
export const watchedPort = (states: ChannelStates, port: Port): Port => ({
  ...port,
  hear: async (heard, say) => {
    const { channel } = heard
    const verdict = await port.hear(heard, async (message, rest) => {
      const delivery = await say(message, rest)
      if (delivery === 'sent') states.wentOut(channel)
      return delivery
    })
    states.cameIn(channel)
    return verdict
  },
  report: (channel, report) => states.report(channel, report),
})

/** What notify sends is noted in the same way. Whoever left is no fault of the channel. */
export const watchedSend =
  (states: ChannelStates, send: Send): Send =>
  async (channel, address, message) => {
    try {
      const delivery = await send(channel, address, message)
      if (delivery === 'sent') states.wentOut(channel)
      return delivery
    } catch (cause) {
      states.failed(channel, codeOfFault(cause))
      throw cause
    }
  }

/** The doors by which a report comes in without an officer. */
export const doorsOf = (bots: readonly Bot[]): ReadonlyMap<string, NonNullable<Bot['canary']>> =>
  new Map(
    bots.flatMap(({ capabilities: { id }, canary }) => (canary ? [[id, canary] as const] : [])),
  )

/** What runs here is known from the start, and how its platform can be asked. */
export function watchBots(
  bots: readonly Bot[],
  { states, probes }: { readonly states: ChannelStates; readonly probes: Probes },
): void {
  for (const { capabilities, probe } of bots) {
    states.begin(capabilities.id)
    if (probe) probes.set(capabilities.id, probe)
  }
}

type Probes = Map<string, NonNullable<Bot['probe']>>

/** A bot's own sentence ends with a code and names nobody; of any other fault the kind is told. */
export function codeOfFault(cause: unknown): string {
  if (!(cause instanceof Error)) return 'fault'
  const { message, name } = cause
  if (/not reached/.test(message)) return 'not-reached'
  if (/refuses user or password/.test(message)) return 'refused-login'
  const code = /^(?:telegram|wechat|mail)\b[^:]*: (-?[\w-]{1,40})$/.exec(message)?.[1]
  return code ?? (name === 'Error' ? 'fault' : name.slice(0, 40))
}
