import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveEvidence } from '#store/evidence.ts'
import { cleanBoxes } from '#vault/clean-boxes.ts'
import { cleanFrames, cleanWav } from '#vault/clean-sound.ts'
import type { GivenFile, KeptFile } from '#vault/open.ts'
import { aBomb, aFilm, aPhoto, forbidden, kept, MARK, PICTURE, recordings } from './sample-files.ts'
import { aVault, type Fixture } from './vault-fixture.ts'

let house: Fixture
beforeEach(async () => {
  house = await aVault()
})
afterEach(async () => await house.close())

const keep = async (bytes: Uint8Array, given: Partial<GivenFile> = {}) =>
  await house.vault.keepEvidence({ kind: 'image', bytes, ...given })

const mustKeep = async (bytes: Uint8Array, given: Partial<GivenFile> = {}): Promise<KeptFile> => {
  const file = await keep(bytes, given)
  if ('refused' in file) throw new Error(`refused: ${file.refused}`)
  return file
}

const onDisk = (): readonly string[] => readdirSync(`${house.dir}/evidence`).toSorted()

describe('a photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'as %s is kept whole, and seen by departments without place or device',
    async (format) => {
      const photo = await aPhoto(format)
      expect(Buffer.from(photo).includes(MARK)).toBe(true)
      const file = await mustKeep(photo)
      expect(file).toMatchObject({
        type: `image/${format}`,
        size: photo.length,
        digest: `sha256:${createHash('sha256').update(photo).digest('hex')}`,
        cleaned: 'yes',
        at: 1_000,
      })
      const original = await house.vault.readEvidence(file, 'original')
      expect(Buffer.from(original.bytes).equals(photo)).toBe(true)
      const seen = await house.vault.readEvidence(file, 'cleaned')
      expect(seen.type).toBe(`image/${format}`)
      expect(seen.bytes.length).toBe(file.cleanedSize)
      expect(Buffer.from(seen.bytes).includes(MARK)).toBe(false)
      const { width, height, exif, xmp, iptc } = await sharp(seen.bytes).metadata()
      expect({ width, height, exif, xmp, iptc }).toEqual({ width: 40, height: 30 })
    },
  )

  it('that lies on its side is turned upright in the copy', async () => {
    const photo = await sharp(await aPhoto('jpeg'))
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const seen = await house.vault.readEvidence(await mustKeep(photo), 'cleaned')
    const { width, height } = await sharp(seen.bytes).metadata()
    expect({ width, height }).toEqual({ width: 30, height: 40 })
  })

  it('that moves is kept, and seen as its first picture', async () => {
    const seen = await house.vault.readEvidence(await mustKeep(await aPhoto('gif')), 'cleaned')
    expect(seen.type).toBe('image/png')
    expect((await sharp(seen.bytes).metadata()).format).toBe('png')
  })

  it('with something hung on behind it is seen without that', async () => {
    const photo = Buffer.concat([await aPhoto('jpeg'), Buffer.from('<script>alert(1)</script>')])
    const seen = await house.vault.readEvidence(await mustKeep(photo), 'cleaned')
    expect(Buffer.from(seen.bytes).includes('script')).toBe(false)
  })

  it('that would fill the memory is refused before it is drawn', async () => {
    expect(await keep(aBomb())).toEqual({ refused: 'too-large' })
    expect(onDisk()).toEqual([])
  })
})

describe('a recording', () => {
  it.each(Object.entries(recordings))(
    'of kind %s is kept whole, and seen by departments without place, time or device',
    async (type, bytes) => {
      const file = await mustKeep(bytes, { kind: 'video' })
      expect(file).toMatchObject({ type, cleaned: 'yes' })
      const original = await house.vault.readEvidence(file, 'original')
      expect(Buffer.from(original.bytes).equals(bytes)).toBe(true)
      const seen = await house.vault.readEvidence(file, 'cleaned')
      const copy = Buffer.from(seen.bytes)
      expect(seen.type).toBe(type)
      expect(copy.includes(PICTURE)).toBe(true)
      for (const told of [MARK, '105.5940', 'ISO6709', Buffer.from('e1e1e1e1', 'hex')])
        expect(copy.includes(told), String(told)).toBe(false)
    },
  )

  it('whose picture moves keeps every part of it where it was', async () => {
    const film = aFilm()
    const seen = await house.vault.readEvidence(await mustKeep(film), 'cleaned')
    const copy = Buffer.from(seen.bytes)
    expect(copy.length).toBe(film.length)
    expect(copy.indexOf(PICTURE)).toBe(film.indexOf(PICTURE))
    for (const part of ['moov', 'mvhd', 'tkhd', 'stsd', 'stco'])
      expect(copy.indexOf(part), part).toBe(film.indexOf(part))
    expect(copy.toString('latin1').match(/vide/g)).toHaveLength(1)
  })

  it('cut, nested or looping in any way is kept or refused, never waited for', async () => {
    const film = aFilm()
    const deep = Buffer.concat([film, ...Array.from({ length: 9 }, () => film)])
    const nested = Buffer.alloc(400_000)
    film.copy(nested)
    for (let at = film.length; at + 8 <= nested.length; at += 8) {
      nested.writeUInt32BE(nested.length - at, at)
      nested.write('moov', at + 4, 'latin1')
    }
    const began = performance.now()
    fc.assert(
      fc.property(fc.nat(film.length - 1), fc.uint8Array({ maxLength: 12 }), (at, put) => {
        const broken = Buffer.from(film)
        broken.set(put.subarray(0, film.length - at), at)
        for (const one of [broken, broken.subarray(0, at)]) cleanBoxes(one)
      }),
      { seed: 5, numRuns: 2_000 },
    )
    expect(cleanBoxes(deep)).toBeUndefined()
    expect(cleanBoxes(nested)).toBeUndefined()
    expect(cleanWav(Buffer.alloc(2_000_000))).toBeUndefined()
    expect(cleanFrames(Buffer.from('ID3\x03\0\0\0\0\0\0'.repeat(100_000)))).toBeUndefined()
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

describe('a recording or document', () => {
  it.each(Object.entries(kept))('of kind %s is kept as it is', async (type, bytes) => {
    const file = await mustKeep(bytes, { kind: 'document', name: '录音.exe' })
    expect(file).toMatchObject({ type, cleaned: 'not-possible', state: 'kept' })
    const { bytes: back } = await house.vault.readEvidence(file, 'original')
    expect(Buffer.from(back).equals(bytes)).toBe(true)
    await expect(house.vault.readEvidence(file, 'cleaned')).rejects.toThrow('ENOENT')
  })
})

describe('a file', () => {
  it.each(Object.entries(forbidden))('that is %s is refused', async (_, bytes) => {
    expect(await keep(bytes, { name: '照片.jpg' })).toEqual({ refused: 'forbidden-kind' })
    expect(onDisk()).toEqual([])
  })

  it('that is empty or larger than 20 MB is refused', async () => {
    expect(await keep(new Uint8Array())).toEqual({ refused: 'empty' })
    expect(await keep(new Uint8Array(20 * 1024 * 1024 + 1))).toEqual({ refused: 'too-large' })
  })

  it('is sealed on disk: nothing of it can be read there, name included', async () => {
    const photo = await aPhoto('jpeg')
    const file = await mustKeep(photo, { name: '昌元诊所门口.jpg' })
    expect(onDisk()).toEqual([`${file.id}.cleaned`, `${file.id}.original`])
    for (const name of onDisk()) {
      const bytes = readFileSync(`${house.dir}/evidence/${name}`)
      expect(bytes.includes(MARK)).toBe(false)
      expect(bytes.includes(Buffer.from(photo).subarray(0, 16))).toBe(false)
    }
    expect(Buffer.from(file.name ?? []).includes('昌元')).toBe(false)
    expect(await house.vault.evidenceName(file)).toBe('昌元诊所门口.jpg')
  })

  it('changed, or put in another’s place, is not read', async () => {
    const [one, other] = [await mustKeep(await aPhoto('jpeg')), await mustKeep(await aPhoto('png'))]
    const wrong = { ...one, id: other.id }
    await expect(house.vault.readEvidence(wrong, 'original')).rejects.toThrow(Error)
  })

  it('is gone with its key, though somebody copied the file', async () => {
    const file = await mustKeep(await aPhoto('jpeg'))
    await house.vault.dropKey(file.keyId)
    await expect(house.vault.readEvidence(file, 'original')).rejects.toThrow('was destroyed')
    await house.vault.removeEvidence(file.id)
    expect(onDisk()).toEqual([])
  })

  it('whose message was never heard is found', async () => {
    const [heard, lost, fresh] = [
      await mustKeep(await aPhoto('jpeg')),
      await mustKeep(await aPhoto('jpeg')),
      await mustKeep(await aPhoto('jpeg')),
    ]
    await house.db.transaction(async (tx) => await saveEvidence(tx, { ...heard, session: 's1' }))
    for (const name of onDisk())
      utimesSync(`${house.dir}/evidence/${name}`, 1, name.startsWith(fresh.id) ? 9 : 1)
    const orphans = await house.db.read(async (tx) => await house.vault.orphanEvidence(tx))
    const expected = [
      { id: lost.id, at: 1000 },
      { id: fresh.id, at: 9000 },
    ]
    expect(orphans.toSorted((a, b) => a.at - b.at)).toEqual(expected)
  })

  it('that a crash left half written is found, and nothing of it stays', async () => {
    const half = `${house.dir}/evidence/${'0'.repeat(32)}.original.part`
    writeFileSync(half, 'half')
    utimesSync(half, 1, 1)
    const find = async () => await house.db.read(async (tx) => await house.vault.orphanEvidence(tx))
    for (const { id } of await find()) await house.vault.removeEvidence(id)
    expect(onDisk()).toEqual([])
    expect(await find()).toEqual([])
  })
})
