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

/** Papers made one after the other share it, which spares some 15 MB; between papers nothing holds it. */
let lately: WeakRef<Typeface> | undefined

/** The typeface that comes with the product; its licence lies beside it. */
export async function openTypeface(): Promise<Typeface> {
  const known = lately?.deref()
  if (known) return known
  const packed = await readFile(file)
  const bytes = new Uint8Array(brotliDecompressSync(packed))
  const font = create(bytes)
  const has = (one: string): boolean =>
    'hasGlyphForCodePoint' in font && font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0)
  const missing = (text: string): readonly string[] => [...new Set(text)].filter((one) => !has(one))
  const typeface = { bytes, missing }
  lately = new WeakRef(typeface)
  return typeface
}
