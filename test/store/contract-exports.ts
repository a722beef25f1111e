import { describe, expect, it } from 'vitest'
import {
  dropExports,
  endExport,
  exportById,
  exportFile,
  exportFileNames,
  exportsFor,
  keepExportFile,
  leaseExport,
  noteExport,
  wantExport,
} from '#store/exports.ts'
import type { Tx } from '#store/transaction.ts'
import type { TheStore } from './contract.ts'

const area = '500153'
const week = { area, kind: 'week', about: '2026-11-16w' }
const asks = async (tx: Tx, id: string, more: object = {}): Promise<void> =>
  await wantExport(tx, { ...week, id, createdAt: 1, ...more })

export const exportContract = (store: TheStore): void => {
  describe('files that take a while', () => {
    it('what the calendar wants is there once, however many processes want it', async () => {
      const seen = await store().db.transaction(async (tx) => {
        for (const id of ['e1', 'e2']) await asks(tx, id)
        for (const id of ['e3', 'e4']) await asks(tx, id, { officer: 'o1', createdAt: 2 })
        const asked = { area, limit: 9, officer: 'o1' }
        const ids = async (calendar: boolean) =>
          (await exportsFor(tx, { ...asked, calendar })).map(({ id }) => id)
        return [await ids(true), await ids(false)]
      })
      expect(seen).toEqual([
        ['e3', 'e4', 'e1'],
        ['e3', 'e4'],
      ])
    })

    it('one worker has it until its lease is over; who lost it changes nothing any more', async () => {
      const seen = await store().db.transaction(async (tx) => {
        await asks(tx, 'e1')
        const first = await leaseExport(tx, 'one', 10)
        const none = await leaseExport(tx, 'two', 20)
        await noteExport(tx, 'e1', { worker: 'one', now: 30, done: 1, total: 3 })
        const still = await leaseExport(tx, 'two', 60_020)
        const later = await leaseExport(tx, 'two', 70_000)
        await noteExport(tx, 'e1', { worker: 'one', now: 70_001, done: 2, total: 3 })
        const row = await exportById(tx, 'e1')
        return [first?.attempts, none, still, later?.attempts, row?.done, row?.leasedBy]
      })
      expect(seen).toEqual([1, undefined, undefined, 2, 1, 'two'])
    })

    it('its files come back byte for byte, a second writing replaces the first, and they go with what was asked', async () => {
      const seen = await store().db.transaction(async (tx) => {
        await asks(tx, 'e1', { officer: 'o1', createdAt: 5 })
        const file = { export: 'e1', name: 'a.pdf', type: 'application/pdf', keyId: null }
        for (const bytes of [
          [1, 2],
          [0, 255],
        ])
          await keepExportFile(tx, { ...file, bytes: Uint8Array.from(bytes) })
        await endExport(tx, 'e1', { state: 'ready', at: 6 })
        const kept = await exportFile(tx, 'e1', 'a.pdf')
        await dropExports(tx, 5)
        const before = await exportFileNames(tx, 'e1')
        await dropExports(tx, 6)
        return [[...(kept?.bytes ?? [])], before, await exportFileNames(tx, 'e1')]
      })
      expect(seen).toEqual([[0, 255], ['a.pdf'], []])
    })
  })
}
