import { readFile } from 'node:fs/promises'
import { brotliDecompressSync } from 'node:zlib'
import { create } from '@cantoo/fontkit'

/** A typeface and what it can write. */
export interface Typeface {
  readonly bytes: Uint8Array
  /** Characters it has no sign for, each once. */
  readonly missing: (text: string) => readonly string[]
}

const file = new URL('../../data/fonts/NotoSansSC-Medium.ttf.br', import.meta.url)

/** The typeface that comes with the product; its licence lies beside it. */
export async function openTypeface(): Promise<Typeface> {
  const packed = await readFile(file)
  const bytes = new Uint8Array(brotliDecompressSync(packed))
  const font = create(bytes)
  const has = (one: string): boolean =>
    'hasGlyphForCodePoint' in font && font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0)
  return { bytes, missing: (text) => [...new Set(text)].filter((one) => !has(one)) }
}
