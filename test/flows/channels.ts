import { emailCapabilities } from '#bots/email.ts'
import { telegramCapabilities } from '#bots/telegram.ts'
import { terminalCapabilities } from '#bots/terminal.ts'
import { webChatCapabilities } from '#bots/web-chat.ts'
import type { Channel } from '#conversation/channel.ts'

export const telegram = telegramCapabilities

/** The narrowest there is: no buttons, 2,048 bytes, one answer to a message. */
export const weChat: Channel = {
  id: 'wechat',
  buttons: false,
  text: { max: 2048, unit: 'bytes' },
  perTurn: 1,
  media: ['image', 'voice', 'video'],
  markup: 'none',
  platform: '微信',
}

export const channels: readonly Channel[] = [
  webChatCapabilities,
  telegramCapabilities,
  emailCapabilities,
  weChat,
  terminalCapabilities,
]
