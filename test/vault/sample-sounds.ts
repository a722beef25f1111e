import { MARK, PICTURE } from './sample-files.ts'

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')
const little = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** Comments longer than one page of an Ogg file holds, as a picture of the cover makes them. */
const comments = Buffer.concat([
  little(MARK.length),
  ascii(MARK),
  little(2),
  ...[`ARTIST=${MARK}`, `COVER=${`${MARK}${'x'.repeat(400)}`.repeat(170)}`].map((one) =>
    Buffer.concat([little(one.length), ascii(one)]),
  ),
])

/** Pages of one packet each; a packet too long for one page goes on in the next. */
const pagesOf = (packet: Buffer, begins: boolean): readonly Buffer[] => {
  const most = 255 * 255
  const page = (body: Buffer, isLast: boolean, flags: number): Buffer => {
    const pieces = [
      ...Array.from({ length: Math.floor(body.length / 255) }, () => 255),
      ...(isLast ? [body.length % 255] : []),
    ]
    return Buffer.concat([
      ascii('OggS\0'),
      Buffer.from([flags]),
      Buffer.alloc(8),
      little(7),
      Buffer.alloc(8),
      Buffer.from([pieces.length, ...pieces]),
      body,
    ])
  }
  const count = Math.floor(packet.length / most) + 1
  return Array.from({ length: count }, (_, n) =>
    page(
      packet.subarray(n * most, (n + 1) * most),
      n === count - 1,
      (begins ? 2 : 0) | (n > 0 ? 1 : 0),
    ),
  )
}

const anOgg = (head: string, tags: Buffer): Buffer =>
  Buffer.concat([
    ...pagesOf(ascii(head), true),
    ...pagesOf(tags, false),
    ...pagesOf(ascii(PICTURE), false),
    ascii(MARK),
  ])

const opusHead = 'OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0'

const vint = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeUIntBE(value, 2, 6)
  bytes[0] = 1
  return bytes
}
const part = (id: string, ...inside: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(inside)
  return Buffer.concat([Buffer.from(id, 'hex'), vint(body.length), body])
}
/** Of a recording that was cut off: it says nothing of its length. */
const open = (id: string, ...inside: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(`${id}01ffffffffffffff`, 'hex'), ...inside])

/** As a browser records it, with titles, a date, a program and an attachment beside picture and sound. */
export const aWebm = (track = 1, docType = 'webm'): Buffer =>
  Buffer.concat([
    part('1a45dfa3', part('4282', ascii(docType))),
    open(
      '18538067',
      part(
        '1549a966',
        part('2ad7b1', Buffer.from([15, 66, 64])),
        part('4d80', ascii(MARK)),
        part('5741', ascii(MARK)),
        part('4461', ascii(MARK.slice(0, 8))),
        part('7ba9', ascii(MARK)),
      ),
      part(
        '1654ae6b',
        part(
          'ae',
          part('d7', Buffer.from([1])),
          part('83', Buffer.from([track])),
          part('86', ascii('V_VP8')),
          part('536e', ascii(MARK)),
        ),
      ),
      open('1f43b675', part('e7', Buffer.from([0])), part('a3', ascii(`\x81\0\0\x80${PICTURE}`))),
      open('1f43b675', part('e7', Buffer.from([9])), part('a3', ascii('\x81\0\0\x80more'))),
      part('1254c367', part('7373', ascii(MARK))),
      part('1941a469', ascii(MARK)),
    ),
  ])

const flacBlock = (kind: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([kind, 0, 0, body.length]), body])

/** Voice messages and recordings with names and devices beside the sound. */
export const sounds: Readonly<Record<string, Uint8Array>> = {
  'audio/ogg; codecs=opus': anOgg(opusHead, Buffer.concat([ascii('OpusTags'), comments])),
  'audio/ogg': anOgg(
    `\x01vorbis${'\0'.repeat(23)}`,
    Buffer.concat([ascii('\x03vorbis'), comments, Buffer.from([1])]),
  ),
  'audio/flac': Buffer.concat([
    ascii('fLaC'),
    flacBlock(0, Buffer.alloc(34, 7)),
    flacBlock(4, ascii(MARK)),
    flacBlock(0x80 | 6, ascii(MARK)),
    ascii(PICTURE),
  ]),
  'audio/amr': ascii(`#!AMR\n\x3c${PICTURE.padEnd(31, '.')}${MARK}`),
  'video/webm': aWebm(),
  'video/matroska': aWebm(1, 'matroska'),
}
