import { cleanBoxes } from './clean-boxes.ts'
import { cleanFrames, cleanWav } from './clean-sound.ts'

/** What becomes of a kind of file: a picture drawn anew, a recording without what hangs on to it, or the original alone. */
export type Treatment =
  | { readonly clean: 'jpeg' | 'png' | 'webp' }
  | { readonly strip: (bytes: Uint8Array) => Uint8Array | undefined }
  | 'keep'

/**
 * The kinds of file that are kept, by what their content is, never by their name. Not here: programs,
 * scripts, pages, drawings that can carry scripts, archives and office files with macros.
 */
const KINDS: Readonly<Record<string, Treatment>> = {
  'image/jpeg': { clean: 'jpeg' },
  'image/png': { clean: 'png' },
  'image/webp': { clean: 'webp' },
  'image/gif': { clean: 'png' },
  'image/heic': 'keep',
  'image/heif': 'keep',
  'application/pdf': 'keep',
  'audio/amr': 'keep',
  'audio/mpeg': { strip: cleanFrames },
  'audio/mp4': { strip: cleanBoxes },
  'audio/x-m4a': { strip: cleanBoxes },
  'audio/aac': { strip: cleanFrames },
  'audio/ogg': 'keep',
  'audio/ogg; codecs=opus': 'keep',
  'audio/wav': { strip: cleanWav },
  'video/mp4': { strip: cleanBoxes },
  'video/webm': 'keep',
  'video/quicktime': { strip: cleanBoxes },
}

export const treatmentOf = (type: string | undefined): Treatment | undefined =>
  type !== undefined && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined

/** The type of the cleaned copy. */
export const cleanedType = (type: string): string => {
  const treatment = treatmentOf(type)
  return treatment && treatment !== 'keep' && 'clean' in treatment
    ? `image/${treatment.clean}`
    : type
}
