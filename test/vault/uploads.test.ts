import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, truncateSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Upload } from '#vault/open.ts'
import { aLongFilm, aPhoto, MARK, PICTURE, slowly } from './sample-files.ts'
import { aVault, type Fixture } from './vault-fixture.ts'

let house: Fixture
beforeEach(async () => {
  house = await aVault('international', 200 * 1024 * 1024)
})
afterEach(async () => await house.close())

const begin = async (size: number, name?: string): Promise<Upload> => {
  const begun = await house.vault.beginUpload({ kind: 'video', size, ...(name ? { name } : {}) })
  if ('refused' in begun) throw new Error(begun.refused)
  return begun
}

async function* parts(bytes: Uint8Array, size = 100_000, breaksAt = Infinity) {
  for (let at = 0; at < bytes.length; at += size) {
    if (at >= breaksAt) throw new Error('the line broke')
    yield await Promise.resolve(bytes.subarray(at, at + size))
  }
}

const mustFinish = async (upload: Upload) => {
  const kept = await house.vault.finishUpload(upload)
  if (!kept || 'refused' in kept) throw new Error(kept?.refused ?? 'not whole')
  await house.vault.endUpload(upload)
  return kept
}

const onDisk = (): readonly string[] => readdirSync(`${house.dir}/evidence`).toSorted()

describe('a file that comes piece by piece', () => {
  it('goes on where the line broke, and is the same in the end', async () => {
    const photo = Buffer.from(await aPhoto('png', 900, 900))
    const bytes = Buffer.concat([photo, Buffer.alloc(2_500_000, 7)])
    const upload = await begin(bytes.length, '门口.png')
    await expect(
      house.vault.appendUpload(upload, parts(bytes, 100_000, 1_500_000)),
    ).rejects.toThrow('the line broke')
    const come = house.vault.uploadedSoFar(upload)
    expect(come).toBe(1_500_000)
    expect(await house.vault.finishUpload(upload)).toBeUndefined()
    const again = await house.reopened()
    expect(again.uploadedSoFar(upload)).toBe(come)
    expect(await again.appendUpload(upload, parts(bytes.subarray(come)))).toBe(bytes.length)
    const kept = await mustFinish(upload)
    expect(kept).toMatchObject({
      type: 'image/png',
      size: bytes.length,
      cleaned: 'yes',
      digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    })
    const { bytes: back } = await house.vault.readEvidence(kept, 'original')
    expect(Buffer.from(back).equals(bytes)).toBe(true)
    expect(await house.vault.evidenceName(kept)).toBe('门口.png')
    expect(onDisk()).toEqual([`${upload.id}.cleaned`, `${upload.id}.original`])
  })

  it('is sealed as it comes, and a piece that a crash tore is sent again', async () => {
    const bytes = Buffer.alloc(2_200_000, MARK)
    const upload = await begin(bytes.length)
    await house.vault.appendUpload(upload, parts(bytes))
    const path = `${house.dir}/evidence/${upload.id}.upload`
    expect(readFileSync(path).includes(MARK)).toBe(false)
    truncateSync(path, 1_500_000)
    const come = house.vault.uploadedSoFar(upload)
    expect(come).toBe(1024 * 1024)
    expect(await house.vault.appendUpload(upload, parts(bytes.subarray(come)))).toBe(bytes.length)
    expect(await house.vault.finishUpload(upload)).toEqual({ refused: 'forbidden-kind' })
    await house.vault.endUpload(upload)
    expect(onDisk()).toEqual([])
  })

  it('is never longer than it said', async () => {
    const upload = await begin(1_000)
    expect(await house.vault.appendUpload(upload, parts(Buffer.alloc(5_000)))).toBe(1_000)
    expect(await house.vault.beginUpload({ kind: 'video', size: 0 })).toEqual({ refused: 'empty' })
    expect(await house.vault.beginUpload({ kind: 'video', size: 3e8 })).toEqual({
      refused: 'too-large',
    })
  })
})

/** Megabytes: garbage included. The longer film shows that it does not grow with the file. */
const most = 150
const megabytes = process.env['LONG'] === '1' ? 180 : 34

it(`a film of ${megabytes} MB is kept and cleaned without ever lying in memory as a whole`, async () => {
  const size = [...aLongFilm(0)].reduce((sum, { length }) => sum + length, megabytes * 1024 * 1024)
  const upload = await begin(size)
  const before = process.memoryUsage.rss()
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5)
  await house.vault.appendUpload(upload, slowly(aLongFilm(megabytes * 1024 * 1024)))
  const kept = await mustFinish(upload)
  clearInterval(watch)
  const grown = Math.round((peak - before) / 1024 / 1024)
  console.log(`promise 13: a film of ${megabytes} MB took ${grown} MB of memory to keep and clean`)
  expect(grown).toBeLessThan(most)
  expect(kept).toMatchObject({ type: 'video/quicktime', cleaned: 'yes', size })
  const seen = Buffer.from((await house.vault.readEvidence(kept, 'cleaned')).bytes)
  expect(seen.length).toBe(size)
  expect(seen.includes(MARK)).toBe(false)
  expect(seen.includes(PICTURE)).toBe(true)
  const original = await house.vault.readEvidence(kept, 'original')
  expect(Buffer.from(original.bytes).includes(MARK)).toBe(true)
}, 120_000)
