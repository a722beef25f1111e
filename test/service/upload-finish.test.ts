import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createUploads } from '#service/uploads.ts'
import { aLongFilm, slowly } from '../vault/sample-files.ts'
import { aHouse, wholeOf, type TestHouse } from './house.ts'

const who = { channel: 'web-chat', address: 'upload-finish-0123456789' }
/** Longer than what is opened in memory as a whole. */
const size = 33 * 1024 * 1024

/** A film that has come, every byte of it. */
async function come(house: TestHouse) {
  const uploads = createUploads(house.world)
  const film = [...aLongFilm(size)]
  const length = film.reduce((sum, block) => sum + block.length, 0)
  const begun = await uploads.begin(who, { kind: 'video', size: length })
  if ('refused' in begun) throw new Error(begun.refused)
  expect(await uploads.append(who, begun.id, { at: 0, parts: slowly(film) })).toBe(length)
  const cleanedOf = async (): Promise<Buffer> => {
    const row = await house.world.db.read(
      async (tx) =>
        await tx.selectFrom('uploads').selectAll().where('id', '=', begun.id).executeTakeFirst(),
    )
    const keyId = row?.keyId ?? ''
    const file = { id: begun.id, keyId, type: 'video/quicktime' }
    return await wholeOf(await house.world.vault.streamEvidence(file, 'cleaned'))
  }
  return { id: begun.id, length, uploads, cleanedOf }
}

const onDisk = (house: TestHouse): readonly string[] =>
  readdirSync(`${house.dir}/evidence`).toSorted()

it('a film that is asked for twice at once is finished once, and whole', async () => {
  await using house = await aHouse({ MAX_FILE_MB: '100' })
  const { id, uploads } = await come(house)
  const [one, other] = await Promise.all([uploads.finish(who, id), uploads.finish(who, id)])
  expect(one).toMatchObject({ id, state: 'kept' })
  expect(other).toEqual(one)
  expect(onDisk(house)).toEqual([`${id}.cleaned`, `${id}.original`])
}, 60_000)

it('a film of which nobody could note that it came is there when it is asked for again', async () => {
  await using house = await aHouse({ MAX_FILE_MB: '100' })
  const { id, length, cleanedOf } = await come(house)
  const { db } = house.world
  const full = { ...db, transaction: async () => await Promise.reject(new Error('disk full')) }
  const failing = createUploads({ ...house.world, db: full })
  await expect(failing.finish(who, id)).rejects.toThrow('disk full')
  expect((await cleanedOf()).length).toBe(length)
  await using again = await house.reopened()
  const uploads = createUploads(again.world)
  expect(await uploads.finish(who, id)).toMatchObject({ id, state: 'kept' })
  expect(onDisk(again)).toEqual([`${id}.cleaned`, `${id}.original`])
}, 60_000)
