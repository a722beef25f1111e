/** Sharp enough to be read on a printed page. */
const LONGEST_SIDE = 1500
const QUALITY = 78
const MOST_PIXELS = 110_000_000

/** A cleaned copy, once more drawn, as a page of a printed file takes it: JPEG, upright, on white, nothing hung on. */
export async function pagePicture(cleaned: Uint8Array): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  const drawn = await sharp(cleaned, { limitInputPixels: MOST_PIXELS, failOn: 'none' })
    .resize({
      width: LONGEST_SIDE,
      height: LONGEST_SIDE,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: QUALITY })
    .toBuffer()
  return new Uint8Array(drawn)
}
