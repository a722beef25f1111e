import { expect, it } from 'vitest'
import { telegramCapabilities } from '#bots/telegram.ts'
import type { Channel } from '#conversation/channel.ts'
import { webChatCapabilities } from '#bots/web-chat.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk } from './world.ts'

it('who runs the house sees which channel carries words abroad, and nothing while none does', async () => {
  const desk = await aDesk()
  await desk.officer('admin', 'administrator', '')
  const admin = aBrowser(desk.app)
  const channels = desk.world.channels as Map<string, Channel>
  channels.set(webChatCapabilities.id, webChatCapabilities)
  expect((await admin.signIn('admin')).text).not.toContain('境外')
  channels.set(telegramCapabilities.id, telegramCapabilities)
  const { text } = await admin.get('/desk/admin')
  expect(text).toContain('Telegram，服务器在境外')
  expect(text).toContain('第三十八、三十九条')
  await desk.close()
})
