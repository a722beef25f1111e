import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')
const word = (size: 2 | 4, value: number): Buffer => {
  const bytes = Buffer.alloc(size)
  bytes.writeUIntBE(value, 0, size)
  return bytes
}

const read = (name: string): Buffer => readFileSync(new URL(`./photos/${name}`, import.meta.url))

/** Each photo has words of its own, so that none can be taken for another's. */
const numbered = (bytes: Buffer, n: number): Buffer =>
  Buffer.from(
    bytes.toString('latin1').replaceAll('PLANT-00-', `PLANT-${String(n).padStart(2, '0')}-`),
    'latin1',
  )

const xmp = (n: number): Buffer =>
  numbered(
    Buffer.from(`<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" tiff:Make="PLANT-00-XmpMake" photoshop:City="PLANT-00-XmpCity"
 exif:GPSLatitude="29,24.3120N" exif:GPSLongitude="105,35.6400E"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`),
    n,
  )

const iptc = (n: number): Buffer => {
  const record = (kind: number, text: string): Buffer =>
    Buffer.concat([Buffer.from([0x1c, 2, kind]), word(2, text.length), ascii(text)])
  const records = Buffer.concat([
    record(90, 'PLANT-00-IptcCity'),
    record(80, 'PLANT-00-IptcByline'),
  ])
  return numbered(
    Buffer.concat([
      ascii('Photoshop 3.0\x008BIM\x04\x04\0\0'),
      word(4, records.length),
      records,
      records.length % 2 ? Buffer.alloc(1) : Buffer.alloc(0),
    ]),
    n,
  )
}

const exif = (n: number): Buffer => numbered(read('tags.exif'), n)

const picture = (n: number) =>
  sharp({
    create: {
      width: 40 + n,
      height: 30,
      channels: 3,
      background: { r: 20 + n, g: 90, b: 200 - n },
    },
  })

const segment = (marker: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), word(2, body.length + 2), body])

/** As cameras write it, with a second picture hung on behind the first. */
const aJpeg = async (n: number): Promise<Buffer> => {
  const bare = await picture(n).jpeg().toBuffer()
  const second = Buffer.concat([
    bare.subarray(0, 2),
    segment(0xfe, numbered(ascii('PLANT-00-Second'), n)),
    bare.subarray(2),
  ])
  return Buffer.concat([
    bare.subarray(0, 2),
    segment(0xe1, Buffer.concat([ascii('Exif\0\0'), exif(n)])),
    segment(0xe1, Buffer.concat([ascii('http://ns.adobe.com/xap/1.0/\0'), xmp(n)])),
    segment(0xed, iptc(n)),
    segment(0xfe, numbered(ascii('PLANT-00-Comment'), n)),
    bare.subarray(2),
    second,
  ])
}

const chunk = (type: string, body: Buffer): Buffer => {
  const named = Buffer.concat([ascii(type), body])
  return Buffer.concat([word(4, body.length), named, word(4, crc32(named))])
}

const aPng = async (n: number): Promise<Buffer> => {
  const bare = await picture(n).png().toBuffer()
  const afterHead = 8 + 25
  return Buffer.concat([
    bare.subarray(0, afterHead),
    chunk('eXIf', exif(n)),
    chunk('tEXt', numbered(ascii('Source\0PLANT-00-Text'), n)),
    chunk(
      'zTXt',
      Buffer.concat([ascii('Author\0\0'), deflateSync(numbered(ascii('PLANT-00-Packed'), n))]),
    ),
    chunk('iTXt', Buffer.concat([ascii('XML:com.adobe.xmp\0\0\0\0\0'), xmp(n)])),
    bare.subarray(afterHead),
  ])
}

const aWebp = async (n: number): Promise<Buffer> => {
  const bare = await picture(n).webp().toBuffer()
  const riff = (type: string, body: Buffer): Buffer => {
    const size = Buffer.alloc(4)
    size.writeUInt32LE(body.length)
    return Buffer.concat([ascii(type), size, body, Buffer.alloc(body.length % 2)])
  }
  const size = Buffer.alloc(10)
  size[0] = 0b1100
  size.writeUIntLE(40 + n - 1, 4, 3)
  size.writeUIntLE(29, 7, 3)
  const parts = [riff('VP8X', size), bare.subarray(12), riff('EXIF', exif(n)), riff('XMP ', xmp(n))]
  return riff('RIFF', Buffer.concat([ascii('WEBP'), ...parts]))
}

const heics = ['plain.heic', 'thumbnail.heic', 'xmp.heic']
const aHeic = async (n: number): Promise<Buffer> =>
  await Promise.resolve(numbered(read(heics[n % heics.length] ?? 'plain.heic'), n))

/** A hundred photos of telephones and cameras, each with its maker, owner, place and more written into it. */
export const plantedPhotos = async (): Promise<readonly Buffer[]> => {
  const makers = [aJpeg, aPng, aWebp, aHeic]
  return await Promise.all(
    Array.from(
      { length: 100 },
      async (_, n) => (await makers[n % makers.length]?.(n)) ?? ascii(''),
    ),
  )
}
