import { GrammyError } from 'grammy'
import type { Api } from 'grammy'

import type { Port } from '#conversation/channel.ts'
import type { Deed, MediaRefusal } from '#conversation/message.ts'

import type { Attachment } from './reading.ts'

/** What Telegram gives a bot at most. */
const largestFile = 20 * 1024 * 1024

export interface Source {
  readonly api: Api
  readonly token: string
  readonly apiRoot: string
}

/** Fetches at once, since the link lives an hour, and keeps; what cannot be had is said, not thrown. */
export async function fetchFile(source: Source, port: Port, file: Attachment): Promise<Deed> {
  if (file.size > largestFile) return { type: 'refused-media', why: 'too-large' }
  const bytes = await download(source, file.fileId)
  if (typeof bytes === 'string') return { type: 'refused-media', why: bytes }
  const { kind, name, caption } = file
  const kept = await port.keepFile({ channel: 'telegram', kind, bytes, ...(name ? { name } : {}) })
  if ('refused' in kept) return { type: 'refused-media', why: kept.refused }
  return { type: 'media', media: [kept], ...(caption ? { caption } : {}) }
}

/** The address of a file holds the token, so nothing that names the address may leave here. */
async function download(
  { api, token, apiRoot }: Source,
  id: string,
): Promise<Uint8Array | MediaRefusal> {
  try {
    const { file_path: path } = await api.getFile(id)
    if (path === undefined) return 'unreachable'
    const signal = AbortSignal.timeout(60_000)
    const response = await fetch(`${apiRoot}/file/bot${token}/${path}`, { signal })
    if (!response.ok) return 'unreachable'
    if (Number(response.headers.get('content-length') ?? 0) > largestFile) return 'too-large'
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (bytes.length > largestFile) return 'too-large'
    return bytes.length === 0 ? 'empty' : bytes
  } catch (error) {
    const tooBig = error instanceof GrammyError && error.description.includes('too big')
    return tooBig ? 'too-large' : 'unreachable'
  }
}
