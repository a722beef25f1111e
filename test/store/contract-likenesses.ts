import { describe, expect, it } from 'vitest'
import { keepLikeness, maybeAlike } from '#store/likenesses.ts'
import type { TheStore } from './contract.ts'

const area = '500153'

/** Of finding reports that say nearly the same, on every database. */
export const likenessContract = (the: TheStore) =>
  describe('reports that may say nearly the same', () => {
    it('are found by how much they share, however many newer ones share a little', async () => {
      const bands = Array.from({ length: 16 }, (_, n) => `${n}.band`)
      const found = await the().db.transaction(async (tx) => {
        const keep = async (caseId: string, at: number, some: readonly string[]) =>
          await keepLikeness(
            tx,
            { caseId, area, handle: 'h', at, flock: caseId, marks: new Uint8Array(192) },
            some,
          )
        await keep('same', 1, bands)
        await keep('near', 2, bands.slice(4, 9))
        for (let n = 0; n < 60; n += 1) await keep(`newer-${n}`, 10 + n, [bands[n % 16] ?? ''])
        await keep('elsewhere', 99, ['0.other'])
        return await maybeAlike(tx, area, bands)
      })
      expect(found.slice(0, 2).map(({ flock }) => flock)).toEqual(['same', 'near'])
      expect(found.map(({ flock }) => flock)).not.toContain('elsewhere')
    })
  })
