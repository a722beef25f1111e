/** Something that only some may ever read, under the name a failing test calls it by. */
export interface Canary {
  readonly name: string
  readonly text: string
}

/** Every way in which a text may stand somewhere without being recognised at first sight. */
export function spellingsOf(text: string): readonly Buffer[] {
  const plain = Buffer.from(text, 'utf8')
  const wide = Buffer.from(text, 'utf16le')
  const turned = Buffer.from(wide).swap16()
  const units = Array.from(text, (letter) => letter)
  const escaped = text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${hex4(unit.charCodeAt(0))}`)
  const entities = units.map((letter) => `&#${letter.codePointAt(0)};`).join('')
  const url = encodeURIComponent(text)
  const encoded = [plain, wide].flatMap((bytes) => inBase64(bytes))
  const words = [url, url.toLowerCase(), escaped, entities, plain.toString('hex'), ...encoded]
  const all = [plain, wide, turned, ...words.map((word) => Buffer.from(word, 'latin1'))]
  return [...new Map(all.map((bytes) => [bytes.toString('latin1'), bytes])).values()]
}

const hex4 = (code: number): string => code.toString(16).padStart(4, '0')

/** What stays the same of the base64 of something that holds these bytes, wherever they begin in it. */
function inBase64(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const from = Math.ceil((before * 4) / 3)
    const settled = Math.floor(((before + bytes.length) * 8) / 6)
    const word = whole.slice(from, settled)
    return [word, word.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

/** Finds which of the canaries stand in some bytes; the same bytes are read once. */
export function createFinder(
  canaries: readonly Canary[],
): (bytes: Uint8Array | string) => readonly string[] {
  const needles = canaries.map(({ name, text }) => ({ name, spellings: spellingsOf(text) }))
  const known = new Map<string, readonly string[]>()
  return (given) => {
    const bytes = Buffer.from(given)
    const small = bytes.length < 200_000 ? bytes.toString('latin1') : undefined
    const before = small === undefined ? undefined : known.get(small)
    if (before) return before
    const found = needles
      .filter(({ spellings }) => spellings.some((spelling) => bytes.includes(spelling)))
      .map(({ name }) => name)
    if (small !== undefined) known.set(small, found)
    return found
  }
}
