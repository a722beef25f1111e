/** How wide a sign is. */
export type Measure = (sign: string) => number

/** Signs that never begin a line, and those that never end one. */
const notFirst = new Set('，。、；：？！）》」』”’〕】…—·,.;:?!)]}%')
const notLast = new Set('（《「『“‘〔【([{')

/** Breaks a text into lines no wider than `room`, as Chinese is set: anywhere, but for punctuation, Latin words and numbers. */
export function linesOf(
  text: string,
  measure: Measure,
  { room, indent = 0 }: { readonly room: number; readonly indent?: number },
): readonly string[] {
  return text
    .split(/\r\n|\n|\r/)
    .flatMap((paragraph) => broken(piecesOf(paragraph, measure, room), { room, indent, measure }))
}

interface Piece {
  readonly text: string
  readonly width: number
}

function piecesOf(text: string, measure: Measure, room: number): readonly Piece[] {
  const words = text.match(/[\w./:@#&+=-]+|[^]/gu) ?? []
  return words.flatMap((word) => {
    const width = widthOf(word, measure)
    return width <= room
      ? [{ text: word, width }]
      : Array.from(word, (sign) => ({ text: sign, width: measure(sign) }))
  })
}

const widthOf = (text: string, measure: Measure): number =>
  Array.from(text).reduce((sum, sign) => sum + measure(sign), 0)

interface Setting {
  readonly room: number
  readonly indent: number
  readonly measure: Measure
}

function broken(pieces: readonly Piece[], { room, indent, measure }: Setting): readonly string[] {
  const lines: string[] = []
  let line = ''
  let left = room - indent
  for (const { text, width } of pieces) {
    if (width <= left || line === '' || mayHang(text, line)) {
      line += text
      left -= width
      continue
    }
    const kept = notFirst.has(text) ? withoutLast(line) : withoutOpening(line)
    lines.push(kept)
    line = line.slice(kept.length) + (text === ' ' ? '' : text)
    left = room - widthOf(line, measure)
  }
  return [...lines, line]
}

/** One closing sign may stand over the edge; several of them go to the next line. */
const mayHang = (text: string, line: string): boolean =>
  notFirst.has(text) && !notFirst.has(line.slice(-1))

/** What a closing sign belongs to goes with it to the next line. */
function withoutLast(line: string): string {
  let end = line.length
  while (end > 1 && notFirst.has(line[end - 1] ?? '')) end -= 1
  return end > 1 ? line.slice(0, end - 1) : line
}

function withoutOpening(line: string): string {
  let end = line.length
  while (end > 1 && notLast.has(line[end - 1] ?? '')) end -= 1
  return line.slice(0, end)
}
