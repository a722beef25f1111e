import { z } from 'zod'
import { ok } from '#core/result.ts'
import { readChannels, readUndelivered, testChannel } from '#service/channel-desk.ts'
import { channelStateNames } from '../words/channels.ts'
import { operation } from './operation.ts'
import { idText, instant, list, oneOf } from './shapes.ts'

const text = z.string()

const channels = operation({
  id: 'listChannels',
  method: 'GET',
  path: '/channels',
  scope: 'manage:channels',
  zh: '各渠道现在怎样',
  en: 'How each channel stands',
  answer: z.object({
    channels: list(
      z.object({
        channel: text,
        state: oneOf(channelStateNames),
        since: instant.optional(),
        lastIn: instant.optional(),
        lastOut: instant.optional(),
        lastError: z.object({ code: text, at: instant }).optional(),
        canTest: z.boolean(),
      }),
    ),
  }),
  run: async ({ world, officer }) => {
    const found = await readChannels(world, officer)
    return found.ok ? ok({ answer: { channels: found.value } }) : found
  },
})

const test = operation({
  id: 'testChannel',
  method: 'POST',
  path: '/channels/{channel}/test',
  scope: 'manage:channels',
  zh: '问平台凭据是否有效；不给任何人发消息',
  en: 'Asks a platform whether our credentials hold; nobody is sent anything',
  body: z.strictObject({ channel: idText.describe('再写一次渠道') }),
  answer: z.object({ channel: text, came: text }),
  run: async ({ world, officer, path }) => {
    const channel = (path['channel'] ?? '').slice(0, 40)
    const came = await testChannel(world, officer, channel)
    if (!came.ok) return came
    return ok({ answer: { channel, came: came.value === 'ok' ? 'ok' : came.value.code } })
  },
})

const undelivered = operation({
  id: 'listUndelivered',
  method: 'GET',
  path: '/undelivered',
  scope: 'read:cases',
  zh: '举报人知道的渠道都送不到的',
  en: 'News that could be told nowhere',
  answer: z.object({ cases: list(z.object({ number: text })) }),
  run: async ({ world, officer }) => {
    const found = await readUndelivered(world, officer)
    return found.ok ? ok({ answer: { cases: found.value } }) : found
  },
})

export const channelOperations = [channels, test, undelivered]
