/** A picture of more pixels is a bomb, or no telephone's. */
const MOST_PIXELS = 110_000_000
/** Enough to read a licence on the wall; the original keeps every pixel. */
const LONGEST_SIDE = 4096

export type Cleaning =
  | { readonly bytes: Uint8Array }
  | { readonly refused: 'too-large' | 'forbidden-kind' }

/**
 * The picture alone, drawn anew: turned upright, without place, device, time, thumbnail or anything hung on
 * behind it. What cannot be drawn is no picture.
 */
export const cleanImage = async (
  bytes: Uint8Array,
  format: 'jpeg' | 'png' | 'webp',
): Promise<Cleaning> => {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > MOST_PIXELS) return { refused: 'too-large' }
    const drawn = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'none' })
      .rotate()
      .resize({
        width: LONGEST_SIDE,
        height: LONGEST_SIDE,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .toFormat(format)
      .toBuffer()
    return { bytes: drawn }
  } catch {
    return { refused: 'forbidden-kind' }
  }
}
