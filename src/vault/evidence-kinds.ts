import { cleanBoxes } from './clean-boxes.ts'
import type { PictureFormat } from './clean-image.ts'
import { cleanOgg } from './clean-ogg.ts'
import { cleanFrames, cleanWav } from './clean-sound.ts'
import { cleanAmr, cleanFlac } from './clean-speech.ts'
import { cleanWebm } from './clean-webm.ts'
import type { CleaningJob } from './clean-worker.ts'

/**
 * What becomes of a kind of file: a picture drawn anew, a recording without what hangs on to it, something rebuilt in a
 * thread of its own, or the original alone.
 */
export type Treatment =
  | { readonly clean: PictureFormat }
  | { readonly strip: (bytes: Uint8Array) => Uint8Array | undefined }
  | { readonly apart: CleaningJob['how'] }
  | 'keep'

const office = 'application/vnd.openxmlformats-officedocument'

/**
 * The kinds of file that are kept, by what their content is, never by their name. Not here: programs,
 * scripts, pages, drawings that can carry scripts, archives and office files with macros.
 */
const KINDS: Readonly<Record<string, Treatment>> = {
  'image/jpeg': { clean: 'jpeg' },
  'image/png': { clean: 'png' },
  'image/webp': { clean: 'webp' },
  'image/gif': { clean: 'png' },
  'image/avif': { clean: 'jpeg' },
  'image/heic': { apart: 'heif' },
  'image/heif': { apart: 'heif' },
  'image/heic-sequence': { apart: 'heif' },
  'image/heif-sequence': { apart: 'heif' },
  'application/pdf': { apart: 'pdf' },
  [`${office}.wordprocessingml.document`]: { apart: 'office' },
  [`${office}.spreadsheetml.sheet`]: { apart: 'office' },
  [`${office}.presentationml.presentation`]: { apart: 'office' },
  'application/msword': 'keep',
  'application/vnd.ms-excel': 'keep',
  'application/vnd.ms-powerpoint': 'keep',
  'audio/amr': { strip: cleanAmr },
  'audio/mpeg': { strip: cleanFrames },
  'audio/mp4': { strip: cleanBoxes },
  'audio/x-m4a': { strip: cleanBoxes },
  'audio/aac': { strip: cleanFrames },
  'audio/ogg': { strip: cleanOgg },
  'audio/ogg; codecs=opus': { strip: cleanOgg },
  'audio/flac': { strip: cleanFlac },
  'audio/wav': { strip: cleanWav },
  'video/mp4': { strip: cleanBoxes },
  'video/webm': { strip: cleanWebm },
  'video/matroska': { strip: cleanWebm },
  'video/quicktime': { strip: cleanBoxes },
}

export const treatmentOf = (type: string | undefined): Treatment | undefined =>
  type !== undefined && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined

/** The type of the cleaned copy. */
export const cleanedType = (type: string): string => {
  const treatment = treatmentOf(type)
  if (!treatment || treatment === 'keep') return type
  if ('clean' in treatment) return `image/${treatment.clean}`
  return 'apart' in treatment && treatment.apart === 'heif' ? 'image/jpeg' : type
}
