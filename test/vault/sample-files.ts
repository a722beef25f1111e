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

/** Kinds that are kept as they are, since no clean copy can be made of them. */
export const kept: Readonly<Record<string, Uint8Array>> = {
  'image/heic': box('heic'),
  'application/pdf': ascii('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n'),
  'audio/amr': ascii(`#!AMR\n${'\x3c'.repeat(64)}`),
  'audio/mpeg': Buffer.concat([
    ascii('ID3\x03\0\0\0\0\0\0'),
    Buffer.from('fffb9064', 'hex'),
    Buffer.alloc(413),
    Buffer.from('fffb9064', 'hex'),
    Buffer.alloc(413),
  ]),
  'audio/x-m4a': box('M4A '),
  'audio/ogg; codecs=opus': ascii(
    `OggS\0\x02${'\0'.repeat(20)}\x01\x13OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0${'\0'.repeat(40)}`,
  ),
  'audio/wav': ascii(`RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0${'\0'.repeat(40)}`),
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
