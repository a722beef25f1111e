import type { Random } from './random.ts'
import { aText } from './texts.ts'
import { mutated } from './values.ts'

type Json = Record<string, unknown>

const from = { id: 77, is_bot: false, first_name: '甲', username: 'jia' }
const chat = { id: 77, type: 'private', first_name: '甲' }

const bodies: readonly [(random: Random) => Json, ...((random: Random) => Json)[]] = [
  (random) => ({ text: aText(random) }),
  (random) => ({ text: `/start ${aText(random)}` }),
  (random) => ({ photo: photos(random), caption: aText(random) }),
  (random) => ({
    document: { file_id: 'd', file_name: aText(random), file_size: random.below(1e9) },
  }),
  () => ({ voice: { file_id: 'v', duration: 3, mime_type: 'audio/ogg' } }),
  () => ({ video_note: { file_id: 'n', length: 240 } }),
  (random) => ({
    location: { latitude: random.below(200) - 100, longitude: random.below(400) - 200 },
  }),
  (random) => ({
    venue: {
      location: { latitude: 29.4, longitude: 105.6 },
      title: aText(random),
      address: aText(random),
    },
  }),
  (random) => ({ contact: { phone_number: aText(random), first_name: aText(random) } }),
  () => ({ sticker: { file_id: 's', emoji: '🆘' } }),
  () => ({ poll: { id: 'p', question: '?', options: [] } }),
  (random) => ({
    chat: { id: -100, type: random.pick(['group', 'supergroup', 'channel']) },
    text: '/start',
  }),
]

const photos = (random: Random): readonly Json[] =>
  Array.from({ length: 1 + random.below(4) }, (_, n) => ({
    file_id: `p${n}`,
    width: random.below(4000),
    height: random.below(4000),
  }))

/** An update as Telegram makes them, whole or damaged in up to three places. */
export function anUpdate(random: Random, id: number): unknown {
  const message = { message_id: id, date: 1, from, chat, ...random.pick(bodies)(random) }
  const whole = random.pick<() => Json>([
    () => ({ message }),
    () => ({ message }),
    () => ({ message }),
    () => ({ callback_query: { id: 'q', from, chat_instance: '1', data: aText(random), message } }),
    () => ({ my_chat_member: { chat, from, new_chat_member: { status: 'kicked', user: from } } }),
    () => ({ edited_message: message }),
    () => ({}),
  ])()
  let update: unknown = { update_id: id, ...whole }
  for (let n = random.below(4); n > 0; n -= 1) update = mutated(random, update)
  return update
}
