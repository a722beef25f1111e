import type { Attachment } from 'postal-mime'

import type { Port } from '#conversation/channel.ts'
import type { MediaKind, MediaRef, MediaRefusal } from '#conversation/message.ts'

/** Files of one mail that are kept; of more it is said. */
const mostFiles = 9

export interface KeptFiles {
  readonly media: readonly MediaRef[]
  readonly refused: readonly MediaRefusal[]
}

/** Seals the files of a mail, pictures in its text among them. What a file is, its content says, not its name. */
export async function keepFiles(
  files: readonly Attachment[],
  port: Port,
  maxFileBytes: number,
): Promise<KeptFiles> {
  const media: MediaRef[] = []
  const refused = new Set<MediaRefusal>()
  for (const file of files.slice(0, mostFiles)) {
    const kept = await keep(file, port, maxFileBytes)
    if (typeof kept === 'string') refused.add(kept)
    else media.push(kept)
  }
  if (files.length > mostFiles) refused.add('too-many')
  return { media, refused: [...refused] }
}

async function keep(
  { filename, mimeType, content }: Attachment,
  port: Port,
  maxFileBytes: number,
): Promise<MediaRef | MediaRefusal> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
  if (bytes.length === 0) return 'empty'
  if (bytes.length > maxFileBytes) return 'too-large'
  const name = nameOf(filename)
  const kept = await port.keepFile({
    channel: 'email',
    kind: kindOf(mimeType, name),
    bytes,
    ...(name === '' ? {} : { name }),
  })
  return 'refused' in kept ? kept.refused : kept
}

/** A name is shown and no more: no path, no signs that do not print, not endless. */
const nameOf = (given: string | null): string =>
  (given ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/^.*[/\\]/u, '')
    .slice(-120)

const endings: readonly (readonly [MediaKind, RegExp])[] = [
  ['image', /^image\/|\.(jpe?g|png|gif|webp|hei[cf]|avif)$/i],
  ['voice', /^audio\/|\.(mp3|m4a|aac|amr|ogg|wav|flac)$/i],
  ['video', /^video\/|\.(mp4|mov|webm|mkv)$/i],
]

const kindOf = (type: string, name: string): MediaKind =>
  endings.find(([, ending]) => ending.test(type) || ending.test(name))?.[0] ?? 'document'
