import type { Port } from '#conversation/channel.ts'
import type { Deed } from '#conversation/message.ts'

import type { Api } from './api.ts'
import type { Attachment } from './reading.ts'

export interface Source {
  readonly api: Api
  readonly port: Port
  readonly channel: string
  readonly maxFileBytes: number
}

/**
 * Fetches at once, since the platform gives a file away for three days only, and keeps. What cannot be had is said, not
 * thrown; but words the platform understood of a voice are worth more than that refusal.
 */
export async function fetchFile(
  { api, port, channel, maxFileBytes }: Source,
  { mediaId, kind, name, words }: Attachment,
): Promise<Deed> {
  const bytes = await api.media(mediaId, maxFileBytes)
  const kept =
    typeof bytes === 'string'
      ? { refused: bytes }
      : await port.keepFile({ channel, kind, bytes, ...(name ? { name } : {}) })
  if (!('refused' in kept))
    return { type: 'media', media: [kept], ...(words ? { caption: words } : {}) }
  return words ? { type: 'text', text: words } : { type: 'refused-media', why: kept.refused }
}
