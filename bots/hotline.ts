import type { Bot, Channel } from '#conversation/channel.ts'

const onPaper = {
  buttons: false,
  text: { max: 20_000, unit: 'utf16' },
  perTurn: 30,
  media: [],
  markup: 'none',
  nobodyThere: true,
  source: 'hotline',
} as const

/** Calls that an operator writes down, and orders that another authority's system sends. */
export const hotlineCapabilities: Channel = { id: 'hotline', ...onPaper }
export const workOrderCapabilities: Channel = { id: 'work-orders', ...onPaper }

/** Nobody is reached where they called from: whoever wants to know asks with number and passcode. */
const unreachable = (capabilities: Channel): Bot<never> => ({
  capabilities,
  start: async () => {},
  send: async () => 'closed',
  stop: async () => {},
})

/** The telephone and the orders of other hotlines, as channels of the house; their pages are the desk's. */
export const createHotline = (): readonly Bot<never>[] => [
  unreachable(hotlineCapabilities),
  unreachable(workOrderCapabilities),
]
