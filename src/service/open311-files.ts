import { ok, refuse, type Result } from '#core/result.ts'
import type { MediaKind, MediaRef } from '#conversation/message.ts'
import { createKeepFile } from './evidence.ts'
import type { Sealed } from './sealed.ts'

interface SentFile {
  readonly type: string
  readonly arrayBuffer: () => Promise<ArrayBuffer>
}

const most = 10

const kinds: Readonly<Record<string, MediaKind>> = {
  image: 'image',
  audio: 'voice',
  video: 'video',
}

/** Files that came along with a form, sealed and cleaned as everybody's; where one is refused none is taken. */
export async function keepSentFiles(
  world: Sealed,
  files: readonly SentFile[],
): Promise<Result<readonly MediaRef[]>> {
  if (files.length > most) return refuse('media-refused')
  const keep = createKeepFile(world)
  const kept: MediaRef[] = []
  for (const file of files) {
    const kind = kinds[file.type.split('/')[0] ?? ''] ?? 'document'
    const bytes = new Uint8Array(await file.arrayBuffer())
    const one = await keep({ channel: 'open311', kind, bytes })
    if ('refused' in one) return refuse('media-refused')
    kept.push(one)
  }
  return ok(kept)
}
