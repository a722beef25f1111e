import { describe, expect, it } from 'vitest'
import {
  addPackVersion,
  newestPackNumbers,
  newestPackVersion,
  packVersion,
  packVersions,
  type FullPackVersion,
} from '#store/pack-versions.ts'
import type { Db } from '#store/transaction.ts'
import type { TheStore } from './contract.ts'

const aVersion = (number: number, area = '500153'): FullPackVersion => ({
  area,
  number,
  at: 1_800_000_000_000 + number,
  by: 'release',
  reason: `第 ${number} 版`,
  release: '0.1.0',
  base: 'b',
  content: new Uint8Array([number, 0, 255]),
  hash: `h${number}`,
})

const publish = async (db: Db, ...versions: readonly FullPackVersion[]): Promise<void> =>
  await db.transaction(async (tx) => {
    for (const version of versions) await addPackVersion(tx, version)
  })

/** Published plans: cases point to them for as long as they are kept. */
export const packContract = (the: TheStore) =>
  describe('published plans', () => {
    it('each version comes back as it was published; the newest of an area is its own', async () => {
      const { db } = the()
      await publish(db, aVersion(0), aVersion(1), aVersion(0, '370300'))
      await db.read(async (tx) => {
        const { content, ...plain } = aVersion(0)
        const kept = await packVersion(tx, '500153', 0)
        expect(kept).toMatchObject(plain)
        expect([...(kept?.content ?? [])]).toEqual([...content])
        expect((await newestPackVersion(tx, '500153'))?.number).toBe(1)
        expect((await newestPackVersion(tx, '500153', 1))?.number).toBe(0)
        expect(await newestPackVersion(tx, '500153', 0)).toBeUndefined()
        expect((await packVersions(tx, '500153')).map(({ number }) => number)).toEqual([1, 0])
        expect(await newestPackNumbers(tx)).toEqual(
          new Map([
            ['370300', 0],
            ['500153', 1],
          ]),
        )
      })
    })

    it('a number that is taken is never taken again', async () => {
      const { db } = the()
      await publish(db, aVersion(0))
      await expect(publish(db, { ...aVersion(0), content: new Uint8Array([9]) })).rejects.toThrow(
        /unique|duplicate/i,
      )
      const kept = await db.read(async (tx) => await packVersion(tx, '500153', 0))
      expect([...(kept?.content ?? [])]).toEqual([0, 0, 255])
    })

    it('another process sees a version as soon as it is published', async () => {
      const { db, again } = the()
      const other = await again()
      await publish(db, aVersion(0))
      const seen = await other.read(async (tx) => await newestPackVersion(tx, '500153'))
      expect(seen?.hash).toBe('h0')
    })
  })
