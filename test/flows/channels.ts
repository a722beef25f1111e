import type { Channel } from '#conversation/channel.ts'

/** Channels as the bots describe them, one of each kind. */
export const webChat: Channel = {
  id: 'web-chat',
  buttons: { max: 12, titleBytes: 200, dataBytes: 64 },
  text: { max: 8000, unit: 'utf16' },
  perTurn: 12,
  media: ['image', 'voice', 'video', 'document'],
  markup: 'none',
  knowsIds: true,
}

export const telegram: Channel = {
  id: 'telegram',
  buttons: { max: 12, titleBytes: 120, dataBytes: 64 },
  text: { max: 4096, unit: 'utf16' },
  perTurn: 8,
  media: ['image', 'voice', 'video', 'document'],
  markup: 'html',
  platform: 'Telegram',
}

export const weChat: Channel = {
  id: 'wechat',
  buttons: false,
  text: { max: 2048, unit: 'bytes' },
  perTurn: 1,
  media: ['image', 'voice', 'video'],
  markup: 'none',
  platform: '微信',
}

export const terminal: Channel = {
  id: 'terminal',
  buttons: false,
  text: { max: 4000, unit: 'utf16' },
  perTurn: 12,
  media: [],
  markup: 'none',
}

export const channels: readonly Channel[] = [webChat, telegram, weChat, terminal]
