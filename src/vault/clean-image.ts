import type { Sharp } from 'sharp'

/** A picture of more pixels is a bomb, or no telephone's. */
const MOST_PIXELS = 110_000_000
/** Enough to read a licence on the wall; the original keeps every pixel. */
const LONGEST_SIDE = 4096
/** Drawing takes longer only where somebody meant it to. */
const SECONDS = 20

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif'

export type Cleaning =
  | { readonly bytes: Uint8Array }
  | { readonly refused: 'too-large' | 'forbidden-kind' }

/**
 * The picture alone, drawn anew: turned upright, without place, device, time, thumbnail or anything hung on
 * behind it; of one that moves the first. What cannot be drawn is no picture. One at a time: a telephone's picture takes
 * some forty megabytes while it is drawn, and the memory that several take at once does not come back.
 */
export const cleanImage = async (bytes: Uint8Array, format: PictureFormat): Promise<Cleaning> => {
  const turn = last.then(async () => await cleaned(bytes, format))
  last = turn.catch(() => {})
  return await turn
}

let last: Promise<unknown> = Promise.resolve()

const cleaned = async (bytes: Uint8Array, format: PictureFormat): Promise<Cleaning> => {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > MOST_PIXELS) return { refused: 'too-large' }
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'none' })
    return { bytes: await drawnAnew(picture.rotate(), format) }
  } catch {
    return { refused: 'forbidden-kind' }
  }
}

/** Without a second pass over the codes, which would hold the whole picture once more and save one byte in twenty. */
export const drawnAnew = async (picture: Sharp, format: PictureFormat): Promise<Uint8Array> =>
  await picture
    .resize({
      width: LONGEST_SIDE,
      height: LONGEST_SIDE,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .timeout({ seconds: SECONDS })
    .toFormat(format, { optimiseCoding: false })
    .toBuffer()
