import { z } from 'zod'

/** What is not as Telegram says it is counts as not there: one odd field costs a message its meaning, never its answer. */
const odd = <T extends z.ZodType>(part: T) => part.optional().catch(undefined)

/** What Telegram delivers to us; an edited message is not among it. */
export const kinds = ['message', 'callback_query', 'my_chat_member'] as const

const word = odd(z.string())
const amount = odd(z.number())
const held = odd(z.object({ file_id: z.string(), file_size: amount, file_name: word }))
const point = z.object({ latitude: z.number(), longitude: z.number() })
const chat = z.object({ id: z.int(), type: z.string() })

const messageSchema = z.object({
  chat,
  from: odd(z.object({ id: z.int() })),
  media_group_id: word,
  text: word,
  caption: word,
  photo: odd(
    z.array(z.object({ file_id: z.string(), file_size: amount, width: amount, height: amount })),
  ),
  voice: held,
  audio: held,
  video: held,
  video_note: held,
  document: held,
  location: odd(point),
  venue: odd(z.object({ location: point, title: word, address: word })),
  contact: odd(
    z.object({
      phone_number: z.string(),
      first_name: word,
      last_name: word,
      user_id: odd(z.int()),
    }),
  ),
})

const pressSchema = z.object({
  id: z.string(),
  from: z.object({ id: z.int() }),
  message: odd(z.object({ chat })),
  data: word,
})

const memberSchema = z.object({ chat, new_chat_member: z.object({ status: z.string() }) })

const updateSchema = z.object({
  message: odd(messageSchema),
  callback_query: odd(pressSchema),
  my_chat_member: odd(memberSchema),
})

/** A message as far as we read it. */
export type Message = z.infer<typeof messageSchema>

/** A change of where we are, as far as we read it. */
export type Member = z.infer<typeof memberSchema>

/** An update as far as we read it: whatever arrived, this is what may be relied on. */
export function checked(update: unknown): z.infer<typeof updateSchema> {
  return updateSchema.safeParse(update).data ?? {}
}
