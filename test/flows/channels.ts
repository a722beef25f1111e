import { emailCapabilities } from '#bots/email.ts'
import { telegramCapabilities } from '#bots/telegram.ts'
import { terminalCapabilities } from '#bots/terminal.ts'
import { webChatCapabilities } from '#bots/web-chat.ts'
import { wechatOfficialCapabilities } from '#bots/wechat-official.ts'
import { wechatPersonalCapabilities } from '#bots/wechat-personal.ts'
import type { Channel } from '#conversation/channel.ts'

export const telegram = telegramCapabilities

/** The narrowest there is: no buttons, 2,048 bytes, one answer to a message. */
export const weChat = wechatOfficialCapabilities

export const channels: readonly Channel[] = [
  webChatCapabilities,
  telegramCapabilities,
  emailCapabilities,
  weChat,
  wechatPersonalCapabilities,
  terminalCapabilities,
]
