import { evidencePolicy } from './headers.ts'

interface Sent {
  readonly type: string
  readonly size: number
}

/** How a file of the reporter is sent: a picture to look at, anything else to be kept, and nothing in it runs. */
export function evidenceHeaders({ type, size }: Sent): Readonly<Record<string, string>> {
  const inline = /^image\/(?:png|jpeg|webp)$/.test(type)
  return {
    'Content-Security-Policy': evidencePolicy,
    'Content-Length': String(size),
    'Content-Type': inline ? type : 'application/octet-stream',
    'Content-Disposition': inline
      ? 'inline'
      : `attachment; filename="evidence${endings[type] ?? ''}"`,
  }
}

/** So that the machine of the office knows what to open a file with. */
const endings: Readonly<Record<string, string>> = {
  'application/msword': '.doc',
  'application/pdf': '.pdf',
  'application/vnd.ms-excel': '.xls',
  'application/vnd.ms-powerpoint': '.ppt',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': '.pptx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'audio/aac': '.aac',
  'audio/amr': '.amr',
  'audio/flac': '.flac',
  'audio/mp4': '.m4a',
  'audio/mpeg': '.mp3',
  'audio/ogg': '.ogg',
  'audio/ogg; codecs=opus': '.ogg',
  'audio/wav': '.wav',
  'audio/x-m4a': '.m4a',
  'video/matroska': '.mkv',
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
  'video/webm': '.webm',
}
