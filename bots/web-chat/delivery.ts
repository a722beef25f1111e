import { z } from 'zod'

import type { Port } from '#conversation/channel.ts'
import type { Address, Deed, MediaKind, MediaRef, MediaRefusal } from '#conversation/message.ts'

/** What one request of the page brings: something said, pressed or attached. */
export interface Delivery {
  readonly once: string
  /** The last line the page shows; with it the answer is every line since, the reporter's own too. */
  readonly after?: string | undefined
  readonly text?: string | undefined
  readonly button?: string | undefined
  readonly start?: boolean | undefined
  readonly files: readonly File[]
  /** Files that were sent ahead of the message, piece by piece. */
  readonly uploads?: readonly string[] | undefined
}

export type Unreadable = 'empty' | 'notUnderstood' | 'tooMany' | 'tooLong'

/** Characters of one message: what the conversation keeps whole. */
const largestText = 100_000
/** The same in a request, where a character is at most six bytes. */
export const largestBody = 6 * largestText + 10_000
export const mostFiles = 9

/** By a pattern: the library's own limits of length look at whatever has a `length`, and fall over what is no number. */
const said = {
  once: z.string().regex(/^[^]{8,64}$/),
  after: z
    .string()
    .regex(/^[^]{0,128}$/)
    .optional(),
  text: z.string().optional(),
  button: z
    .string()
    .regex(/^[^]{0,64}$/)
    .optional(),
}
const jsonSchema = z.strictObject({
  ...said,
  start: z.literal(true).optional(),
  uploads: z.array(z.string().regex(/^[\w-]{16,64}$/)).optional(),
})
const formSchema = z.object({ ...said, start: z.string().optional() })

export function fromJson(body: unknown): Delivery | Unreadable {
  const read = jsonSchema.safeParse(body)
  if ((read.data?.uploads?.length ?? 0) > mostFiles) return 'tooMany'
  return read.success ? filled({ ...read.data, files: [] }) : 'notUnderstood'
}

/** A form names an empty file when none was chosen, and sends line ends as CR LF. */
export function fromForm(form: FormData): Delivery | Unreadable {
  const fields = [...form].filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  )
  const read = formSchema.safeParse(Object.fromEntries(fields))
  if (!read.success) return 'notUnderstood'
  const files = form
    .getAll('files')
    .filter((file) => typeof file !== 'string')
    .filter((file) => file.name !== '' || file.size > 0)
  if (files.length > mostFiles) return 'tooMany'
  const { text, start, ...rest } = read.data
  return filled({
    ...rest,
    text: text?.replaceAll('\r\n', '\n'),
    start: start !== undefined,
    files,
  })
}

function filled(delivery: Delivery): Delivery | Unreadable {
  const { text = '', button, start, files, uploads = [] } = delivery
  if (text.length > largestText) return 'tooLong'
  const brings = files.length + uploads.length > 0
  return text.trim() !== '' || button !== undefined || start === true || brings ? delivery : 'empty'
}

interface Keeping {
  readonly channel: string
  readonly port: Port
  readonly address: Address
  readonly maxFileBytes: number
}

export interface Kept {
  readonly once: string
  readonly what: Deed
}

/**
 * Keeps the files and tells what was done, in order. What was refused is told by its own, with a once of its own
 * made from the page's, so that the same request again is the same deliveries again.
 */
export async function deedsOf(
  delivery: Delivery,
  { channel, port, address, maxFileBytes }: Keeping,
): Promise<readonly Kept[]> {
  const { once, text, button, start, files, uploads = [] } = delivery
  if (button !== undefined) return [{ once, what: { type: 'button', data: button } }]
  if (start === true) return [{ once, what: { type: 'start' } }]
  if (files.length + uploads.length === 0)
    return [{ once, what: { type: 'text', text: text ?? '' } }]
  const media: MediaRef[] = []
  const refused = new Set<MediaRefusal>()
  for (const file of files) {
    const kept = await keep(file, { channel, port, maxFileBytes })
    if (typeof kept === 'string') refused.add(kept)
    else media.push(kept)
  }
  for (const id of uploads) {
    const kept = await port.uploads?.finish({ channel, address }, id)
    if (kept && !('refused' in kept)) media.push(kept)
    else refused.add(kept?.refused ?? 'unreachable')
  }
  const caption = text?.trim() ? { caption: text } : {}
  const rest = [...refused].map((why): Kept => ({
    once: `${once}:${why}`,
    what: { type: 'refused-media', why },
  }))
  if (media.length > 0) return [{ once, what: { type: 'media', media, ...caption } }, ...rest]
  return text?.trim() ? [{ once, what: { type: 'text', text } }, ...rest] : rest
}

async function keep(
  file: File,
  { channel, port, maxFileBytes }: Omit<Keeping, 'address'>,
): Promise<MediaRef | MediaRefusal> {
  if (file.size === 0) return 'empty'
  if (file.size > maxFileBytes) return 'too-large'
  const bytes = new Uint8Array(await file.arrayBuffer())
  const kept = await port.keepFile({
    channel,
    kind: kindOf(file.type),
    name: file.name,
    bytes,
  })
  return 'refused' in kept ? kept.refused : kept
}

export const kindOf = (type: string): MediaKind =>
  type.startsWith('image/')
    ? 'image'
    : type.startsWith('audio/')
      ? 'voice'
      : type.startsWith('video/')
        ? 'video'
        : 'document'
