/** What becomes of a kind of file: a cleaned copy in `clean` format, or only the sealed original. */
export type Treatment = { readonly clean: 'jpeg' | 'png' | 'webp' } | 'keep'

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
  'audio/mpeg': 'keep',
  'audio/mp4': 'keep',
  'audio/x-m4a': 'keep',
  'audio/aac': 'keep',
  'audio/ogg': 'keep',
  'audio/ogg; codecs=opus': 'keep',
  'audio/wav': 'keep',
  'video/mp4': 'keep',
  'video/webm': 'keep',
  'video/quicktime': 'keep',
}

export const treatmentOf = (type: string | undefined): Treatment | undefined =>
  type !== undefined && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined

/** The type of the cleaned copy. */
export const cleanedType = (type: string): string => {
  const treatment = treatmentOf(type)
  return treatment && treatment !== 'keep' ? `image/${treatment.clean}` : type
}
