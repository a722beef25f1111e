import { PDFiumLibrary } from '@hyzyla/pdfium'
import sharp from 'sharp'

/** One page as a reader's program draws it. */
export interface Drawn {
  readonly text: string
  readonly png: Buffer
  readonly width: number
  readonly height: number
  /** Of all dots how many are dark, and how many red. */
  readonly dark: number
  readonly red: number
}

/** Every page drawn by PDFium, as browsers draw it: the picture, and the words that can be copied. */
export async function renderPages(bytes: Uint8Array, scale = 1): Promise<readonly Drawn[]> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(Buffer.from(bytes))
  const pages: Drawn[] = []
  for (const page of document.pages()) {
    const text = page.getText()
    const drawn = await page.render({ scale, render: 'bitmap' })
    const { width, height, data } = drawn
    const raw = { width, height, channels: 4 } as const
    const png = await sharp(Buffer.from(data), { raw })
      .png({ palette: true, colours: 16 })
      .toBuffer()
    pages.push({ text, png, width, height, ...inkIn(data) })
  }
  document.destroy()
  library.destroy()
  return pages
}

/** Whichever of red and blue comes first, red ink is strong in one of them alone. */
function inkIn(data: Uint8Array): Pick<Drawn, 'dark' | 'red'> {
  const dots = data.length / 4
  let [dark, red] = [0, 0]
  for (let at = 0; at < data.length; at += 4) {
    const [one = 0, green = 0, other = 0] = data.subarray(at, at + 3)
    if (Math.max(one, green, other) < 110) dark += 1
    if (Math.abs(one - other) > 90 && green < 110) red += 1
  }
  return { dark: dark / dots, red: red / dots }
}
