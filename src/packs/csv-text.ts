/** The text of a file as a spreadsheet saves it: UTF-8 with or without a mark, or GB18030; `undefined`: neither. */
export function csvText(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  return undefined
}
