import { crc32 } from 'node:zlib'
import sharp from 'sharp'

export const MARK = 'SONY-CANARY-LENS'

/** A picture as a telephone makes it, with place and device in it. */
export const aPhoto = async (
  format: 'jpeg' | 'png' | 'webp' | 'gif',
  width = 40,
  height = 30,
): Promise<Uint8Array> =>
  await sharp({ create: { width, height, channels: 3, background: '#c33' } })
    .withExif({
      IFD0: { Make: MARK, Model: MARK },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 24/1 1200/100' },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>${MARK}</place></x:xmpmeta>`)
    .toFormat(format)
    .toBuffer()

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const box = (brand: string): Uint8Array =>
  Buffer.concat([ascii(`\0\0\0\x18ftyp${brand}\0\0\0\0${brand}mp42`), Buffer.alloc(200)])

const chunk = (type: string, body: Uint8Array): Uint8Array => {
  const named = Buffer.concat([ascii(type), body])
  const frame = Buffer.alloc(4)
  frame.writeUInt32BE(body.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([frame, named, check])
}

/** A picture of a few bytes that claims to be 60,000 pixels wide and high. */
export const aBomb = (): Uint8Array => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(60_000, 0)
  head.writeUInt32BE(60_000, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    ascii('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', head),
    chunk('IDAT', Buffer.from('789c030000000001', 'hex')),
    chunk('IEND', new Uint8Array()),
  ])
}

const boxed = (type: string, ...inside: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(inside)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
const words = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4)
  for (const [n, number] of numbers.entries()) bytes.writeUInt32BE(number, n * 4)
  return bytes
}
const handler = (kind: string): Buffer =>
  boxed('hdlr', words(0, 0), ascii(kind), words(0, 0, 0), ascii(`${MARK}\0`))

/** A track of one chunk with two samples of eight bytes. */
const track = (kind: string, at: number): Buffer =>
  boxed(
    'trak',
    boxed('tkhd', words(7, 0xe1e1e1e1, 0xe2e2e2e2, 1, 0), Buffer.alloc(60)),
    boxed('udta', ascii(MARK)),
    boxed(
      'mdia',
      boxed('mdhd', words(0, 0xe1e1e1e1, 0xe2e2e2e2, 1000, 2000, 0)),
      handler(kind),
      boxed(
        'minf',
        boxed('vmhd', words(1, 0, 0)),
        boxed(
          'stbl',
          boxed('stsd', words(0, 0)),
          boxed('stsc', words(0, 1, 1, 2, 1)),
          boxed('stsz', words(0, 0, 2, 8, 8)),
          boxed('stco', words(0, 1, at)),
        ),
      ),
    ),
  )

export const PICTURE = 'the-moving-image'

/** A film as a telephone makes it: place, device and a track of positions beside picture and sound. */
export const aFilm = (brand = 'qt  '): Buffer => {
  const begin = boxed('ftyp', ascii(`${brand}\0\0\0\0${brand}mp42`))
  const film = boxed('mdat', ascii(PICTURE), ascii(MARK.padEnd(16, '!')))
  const moov = boxed(
    'moov',
    boxed('mvhd', words(0, 0xe1e1e1e1, 0xe2e2e2e2, 1000, 2000), Buffer.alloc(80)),
    track('vide', begin.length + 8),
    track('meta', begin.length + 8 + PICTURE.length),
    boxed('udta', boxed('\xa9xyz', ascii(`+29.4052+105.5940/${MARK}`))),
    boxed('meta', handler('mdta'), boxed('keys', ascii('com.apple.quicktime.location.ISO6709'))),
  )
  return Buffer.concat([begin, film, moov, boxed('uuid', ascii(`0123456789abcdef${MARK}`))])
}

const riff = (type: string, body: Uint8Array): Buffer => {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

/** Recordings with names, places and devices beside the sound. */
export const recordings: Readonly<Record<string, Uint8Array>> = {
  'video/quicktime': aFilm(),
  'video/mp4': aFilm('isom'),
  'audio/x-m4a': aFilm('M4A '),
  'audio/wav': riff(
    'RIFF',
    Buffer.concat([
      ascii('WAVE'),
      riff('fmt ', Buffer.from('01000100401f0000803e000002001000', 'hex')),
      riff('LIST', ascii(`INFOIART${MARK}`)),
      riff('data', ascii(PICTURE)),
      riff('bext', ascii(MARK)),
    ]),
  ),
  'audio/mpeg': Buffer.concat([
    ascii('ID3\x03\0\0\0\0\0\x10'),
    ascii(MARK),
    Buffer.from('fffb9064', 'hex'),
    ascii(PICTURE),
    Buffer.alloc(397),
    Buffer.from('fffb9064', 'hex'),
    Buffer.alloc(413),
    ascii(`TAG${MARK}`.padEnd(128, '\0')),
  ]),
}

/** Kinds that are kept as they are, since no clean copy can be made of them. */
export const kept: Readonly<Record<string, Uint8Array>> = {
  'image/heic': box('heic'),
  'application/pdf': ascii('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n'),
  'audio/x-m4a': box('M4A '),
  'video/mp4': box('isom'),
  'video/webm': Buffer.concat([
    Buffer.from(
      '1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806700',
      'hex',
    ),
    Buffer.alloc(64),
  ]),
}

/** Kinds that are refused, whatever they are called. */
export const forbidden: Readonly<Record<string, Uint8Array>> = {
  'a Windows program': ascii(`MZ\x90\0\x03${'\0'.repeat(300)}`),
  'a Linux program': ascii(`\x7fELF\x02\x01\x01${'\0'.repeat(300)}`),
  'a page': ascii('<!doctype html><html><script>alert(1)</script></html>'),
  'a drawing with a script': ascii(
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  ),
  'a bare drawing': ascii('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  'a shell script': ascii('#!/bin/sh\nrm -rf /\n'),
  'an archive': ascii(`PK\x03\x04\x14\0\0\0\0\0${'\0'.repeat(60)}`),
  'a gzip archive': Buffer.from('1f8b0800000000000003030000000000', 'hex'),
  'plain text': ascii('just words'),
  'a page behind a picture’s first bytes': ascii(
    `\xff\xd8\xff\xe0\0\x10JFIF\0<html><script>alert(1)</script>${' '.repeat(200)}`,
  ),
}

/** A film as long as is wanted: its picture is bytes that nothing packs. */
export function* aLongFilm(bytes: number): Generator<Buffer> {
  const film = aFilm()
  const free = Buffer.alloc(16)
  free.writeUInt32BE(1)
  free.write('mdat', 4, 'latin1')
  free.writeBigUInt64BE(BigInt(bytes + 16), 8)
  yield film
  yield free
  const block = Buffer.alloc(64 * 1024, 'picture and sound ')
  for (let at = 0; at < bytes; at += block.length) yield block.subarray(0, bytes - at)
}

export async function* slowly(blocks: Iterable<Buffer>) {
  for (const block of blocks) yield await Promise.resolve(block)
}
