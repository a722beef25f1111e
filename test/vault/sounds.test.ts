import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanApart } from '#vault/clean-apart.ts'
import { cleanOgg } from '#vault/clean-ogg.ts'
import { treatmentOf } from '#vault/evidence-kinds.ts'
import { aVault } from './vault-fixture.ts'
import { aPdf, officeFiles } from './sample-documents.ts'
import { aPhoto, MARK, PICTURE, recordings } from './sample-files.ts'
import { plantedPhotos } from './planted-photos.ts'
import { aWebm, sounds } from './sample-sounds.ts'

const stripped = (type: string, bytes: Uint8Array): Uint8Array | undefined => {
  const treatment = treatmentOf(type)
  if (typeof treatment !== 'object' || !('strip' in treatment)) throw new Error(type)
  return treatment.strip(bytes)
}

describe('a recording', () => {
  it.each(Object.entries(sounds))(
    'of kind %s is seen by departments without names and devices, and plays as before',
    async (type, bytes) => {
      const house = await aVault()
      const file = await house.vault.keepEvidence({ kind: 'voice', bytes })
      if ('refused' in file) throw new Error(file.refused)
      expect(file).toMatchObject({ type, cleaned: 'yes' })
      const copy = Buffer.from((await house.vault.readEvidence(file, 'cleaned')).bytes)
      await house.close()
      expect(Buffer.from(bytes).includes(MARK)).toBe(true)
      expect(copy.includes(MARK)).toBe(false)
      expect(copy.indexOf(PICTURE)).toBe(Buffer.from(bytes).indexOf(PICTURE))
    },
  )

  it('with subtitles or anything else in it that is neither picture nor sound is not promised to be clean', () => {
    expect(stripped('video/webm', aWebm(17))).toBeUndefined()
  })

  it('of two streams is not promised to be clean', () => {
    const one = Buffer.from(sounds['audio/ogg'] ?? [])
    const other = Buffer.from(one)
    other.writeUInt32LE(8, 14)
    expect(cleanOgg(Buffer.concat([one.subarray(0, one.indexOf(MARK)), other]))).toBeUndefined()
  })
})

const long = process.env['LONG'] === '1'

/** Cut anywhere, and with bytes of chance laid over it. */
const spoilt = (bytes: Uint8Array) =>
  fc
    .tuple(
      fc.nat(bytes.length),
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 })), {
        maxLength: 4,
      }),
    )
    .map(([end, laid]) => {
      const copy = Buffer.from(bytes)
      for (const [at, put] of laid) copy.set(put.subarray(0, copy.length - at), at)
      return copy.subarray(0, end)
    })

describe('a file that is cut or spoilt', () => {
  it.each(Object.entries({ ...sounds, ...recordings }))(
    'of kind %s is cleaned or not, never waited for',
    (type, bytes) => {
      const began = performance.now()
      fc.assert(
        fc.property(spoilt(bytes), (one) => {
          const copy = stripped(type, one)
          expect(copy === undefined || copy.length <= one.length).toBe(true)
        }),
        { seed: 13, numRuns: long ? 20_000 : 300 },
      )
      expect(performance.now() - began).toBeLessThan(long ? 120_000 : 4_000)
    },
  )

  it.each(['heif', 'pdf', 'office'] as const)(
    'of kind %s ends nothing but its own cleaning',
    async (how) => {
      const bytes = {
        heif: (await plantedPhotos())[3],
        pdf: await aPdf(),
        office: Object.values(await officeFiles())[0],
      }[how]
      const property = fc.asyncProperty(spoilt(bytes ?? new Uint8Array()), async (one) => {
        const cleaned = await cleanApart({ how, bytes: one }, { longest: 2_000, most: 1e9 })
        const copy = cleaned && 'bytes' in cleaned ? Buffer.from(cleaned.bytes) : Buffer.alloc(0)
        expect(copy.includes(MARK)).toBe(false)
      })
      await fc.assert(property, { seed: 13, numRuns: long ? 2_000 : 25 })
    },
    long ? 600_000 : 20_000,
  )
})

describe('a file of two kinds', () => {
  const tail = Buffer.from('PK\x05\x06<html><script>alert(1)</script>', 'latin1')

  it.each(['jpeg', 'png', 'webp', 'gif'] as const)(
    'that is a %s picture and a page or archive at once is seen as the picture alone',
    async (format) => {
      const house = await aVault()
      const bytes = Buffer.concat([await aPhoto(format), tail])
      const file = await house.vault.keepEvidence({ kind: 'image', bytes })
      if ('refused' in file) throw new Error(file.refused)
      const { bytes: copy } = await house.vault.readEvidence(file, 'cleaned')
      await house.close()
      expect(Buffer.from(copy).includes('script')).toBe(false)
      expect(Buffer.from(copy).includes('PK\x05\x06')).toBe(false)
    },
  )

  it('that is a document and a page at once is seen as the document alone', async () => {
    for (const [how, bytes] of [
      ['pdf', await aPdf()],
      ['office', Object.values(await officeFiles())[0] ?? new Uint8Array()],
    ] as const) {
      const both = Buffer.concat([bytes, Buffer.from('<script>alert(1)</script>')])
      const cleaned = await cleanApart({ how, bytes: both })
      const copy = cleaned && 'bytes' in cleaned ? Buffer.from(cleaned.bytes) : tail
      expect(copy.includes('<script>'), how).toBe(false)
    }
  })
})
