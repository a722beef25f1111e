import { describe, expect, it } from 'vitest'
import { keepLikeness, makeFound, maybeAlike } from '#store/likenesses.ts'
import type { TheStore } from './contract.ts'

const area = '500153'

/** Of finding reports that say nearly the same, on every database. */
export const likenessContract = (the: TheStore) =>
  describe('reports that may say nearly the same', () => {
    it('are found by how much they share, however many newer ones share a little', async () => {
      const marks = Uint8Array.from({ length: 192 }, (_, n) => n)
      /** So many bands of these, from one on; of its own are the others. */
      const sharing = (own: number, from: number, to: number): Uint8Array =>
        marks.map((mark, n) => (n >= from * 12 && n < to * 12 ? mark : (own * 7 + n * 31) % 251))
      const found = await the().db.transaction(async (tx) => {
        const keep = async (caseId: string, at: number, said: Uint8Array): Promise<void> => {
          const row = { caseId, area, handle: 'h', at, flock: caseId, marks: said }
          await keepLikeness(tx, row)
          await makeFound(tx, row)
        }
        await keep('same', 1, marks)
        await keep('near', 2, sharing(70, 4, 9))
        for (let n = 0; n < 60; n += 1)
          await keep(`newer-${n}`, 10 + n, sharing(n, n % 16, (n % 16) + 1))
        await keep('elsewhere', 99, sharing(90, 0, 0))
        return await maybeAlike(tx, area, marks)
      })
      expect(found.slice(0, 2).map(({ flock }) => flock)).toEqual(['same', 'near'])
      expect(found.map(({ flock }) => flock)).not.toContain('elsewhere')
    })
  })
