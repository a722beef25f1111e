import type { HeifImage } from 'libheif-js/wasm-bundle.js'
import type { Cleaning } from './clean-image.ts'
import { drawnAnew } from './clean-image.ts'

/** Four bytes each while it is drawn. */
const MOST_PIXELS = 64_000_000

/**
 * The first picture of an iPhone's file, drawn anew as JPEG; it lies turned upright already. `undefined`: it cannot be drawn here.
 * Runs apart: a made-up file may keep it busy.
 */
export async function cleanHeif(bytes: Uint8Array): Promise<Cleaning | undefined> {
  const { default: libheif } = await import('libheif-js/wasm-bundle.js')
  await libheif.ready
  const decoder = new libheif.HeifDecoder()
  const images = decoder.decode(bytes)
  try {
    return await drawnFrom(images[0])
  } finally {
    for (const one of images) one.free()
    decoder.decoder?.delete()
  }
}

async function drawnFrom(image: HeifImage | undefined): Promise<Cleaning | undefined> {
  if (!image) return undefined
  const [width, height] = [image.get_width(), image.get_height()]
  if (width * height > MOST_PIXELS) return { refused: 'too-large' }
  const data = new Uint8ClampedArray(width * height * 4)
  const isDrawn = await new Promise<boolean>((done) => {
    image.display({ data, width, height }, (drawn) => done(drawn !== null))
  })
  if (!isDrawn) return undefined
  const { default: sharp } = await import('sharp')
  const raw = { width, height, channels: 4 } as const
  return { bytes: await drawnAnew(sharp(data, { raw }), 'jpeg') }
}
