const START = 0xd8
const END = 0xd9
const SCAN = 0xda
const COMMENT = 0xfe
/** How the colours of some printers' pictures are read. */
const COLOURS = 0xee
const isApplication = (marker: number): boolean => marker >= 0xe0 && marker <= 0xef
/** No length follows, and what comes next is still the picture. */
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7

/** The picture of a JPEG to the last bit, without what programs and cameras wrote beside it. `undefined`: no JPEG. */
export function bareJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const picture = Buffer.from(bytes)
  if (picture[0] !== 0xff || picture[1] !== START) return undefined
  const kept = [picture.subarray(0, 2)]
  for (let at = 2; at + 2 <= picture.length;) {
    const marker = picture[at + 1] ?? 0
    if (picture[at] !== 0xff) return undefined
    if (marker === END) return Buffer.concat([...kept, picture.subarray(at, at + 2)])
    if (at + 4 > picture.length) return undefined
    const body = at + 2 + picture.readUInt16BE(at + 2)
    const end = marker === SCAN ? endOfScan(picture, body) : body
    const isNeeded = marker === COLOURS || !(isApplication(marker) || marker === COMMENT)
    if (isNeeded) kept.push(picture.subarray(at, end))
    at = end
  }
  return undefined
}

function endOfScan(picture: Buffer, from: number): number {
  for (let at = from; ; at += 2) {
    at = picture.indexOf(0xff, at)
    if (at < 0 || at + 1 >= picture.length) return picture.length
    const next = picture[at + 1] ?? 0
    if (next !== 0 && !isRestart(next)) return at
  }
}
