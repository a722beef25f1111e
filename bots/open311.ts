import type { Bot, Channel } from '#conversation/channel.ts'

/** Reports that other programs send by Open311: a city's reporting site, an app, another authority's desk. */
export const open311Capabilities: Channel = {
  id: 'open311',
  buttons: false,
  text: { max: 20_000, unit: 'utf16' },
  perTurn: 30,
  media: ['image', 'voice', 'video', 'document'],
  markup: 'none',
  nobodyThere: true,
}

/** The programs come to us, at the pages under `/open311/v2`; nobody is reached there. */
export const createOpen311 = (): Bot<never> => ({
  capabilities: open311Capabilities,
  start: async () => {},
  send: async () => 'closed',
  stop: async () => {},
})
