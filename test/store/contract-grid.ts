import { describe, expect, it } from 'vitest'
import {
  addGridLink,
  addGridVersion,
  addGridWorker,
  gridLink,
  gridPair,
  gridVersion,
  gridVersionList,
  gridWorkersOf,
  pairGrid,
  tryGridLink,
} from '#store/grid.ts'
import {
  addGridAnswer,
  addGridTask,
  changeGridTask,
  countedGridTasks,
  gridAnswersOf,
  gridTaskById,
  gridTasksFor,
  lateGridTasks,
  letGoGridTasks,
  letGoOldGridTasks,
  listGridTasks,
  openGridTasks,
  usedGridPlaces,
  type GridTaskRow,
} from '#store/grid-tasks.ts'
import {
  addNomination,
  changeNomination,
  countVotes,
  dropMarks,
  dropUnshown,
  listNominations,
  markVote,
  moveVotes,
  nominationById,
  voteDays,
} from '#store/nominations.ts'
import { sealed } from './builders.ts'
import type { TheStore } from './contract.ts'

const aTask = (id: string, more: Partial<GridTaskRow> = {}): GridTaskRow => ({
  id,
  area: '500153',
  office: 'o1',
  officer: 'x',
  kind: 'patrol',
  place: 'V1',
  worker: 'w1',
  keyId: `key of ${id}`,
  sealed: sealed(id),
  state: 'open',
  givenAt: 1_000,
  showOn: '2026-11-20',
  dueOn: '2026-11-27',
  ...more,
})

const ids = (rows: readonly { readonly id: string }[]): readonly string[] =>
  rows.map(({ id }) => id)

/** Grids, their workers and tasks; and whom citizens name. */
export const gridContract = (the: TheStore): void => {
  describe('grids', () => {
    it('keep every version of their list; the highest is in force', async () => {
      await the().db.transaction(async (tx) => {
        for (const number of [1, 2]) {
          const content = new Uint8Array([number])
          const row = { area: '500153', number, at: number, by: 'x', places: number, content }
          await addGridVersion(tx, { ...row, hash: 'h' })
        }
        expect((await gridVersion(tx, '500153'))?.places).toBe(2)
        expect((await gridVersion(tx, '500153', 1))?.places).toBe(1)
        expect(await gridVersion(tx, '370300')).toBeUndefined()
        const list = await gridVersionList(tx, '500153', 9)
        expect(list.map(({ number }) => number)).toEqual([2, 1])
      })
    })

    it('have one link and one browser a worker: the newer takes the place of the older', async () => {
      await the().db.transaction(async (tx) => {
        const worker = { id: 'w1', area: '500153', office: 'o1', place: 'V1', keyId: 'k' }
        await addGridWorker(tx, { ...worker, sealed: sealed('w1'), state: 'active', madeAt: 5 })
        expect(ids(await gridWorkersOf(tx, '500153', 'active'))).toEqual(['w1'])
        for (const tokenHash of ['one', 'two'])
          await addGridLink(tx, { tokenHash, worker: 'w1', expiresAt: 9_000_000_000_000 })
        expect(await gridLink(tx, 'one')).toBeUndefined()
        await tryGridLink(tx, 'two', { tries: 3 })
        expect(await gridLink(tx, 'two')).toMatchObject({ tries: 3, expiresAt: 9_000_000_000_000 })
        const pair = { worker: 'w1', csrf: 'c', madeAt: 1, seenAt: 1, expiresAt: 2, agent: '' }
        for (const idHash of ['a', 'b']) await pairGrid(tx, { ...pair, idHash })
        expect(await gridPair(tx, 'a')).toBeUndefined()
        expect((await gridPair(tx, 'b'))?.worker).toBe('w1')
      })
    })
  })

  describe('tasks in the grids', () => {
    it('are seen by their worker from their day on; those of reports by the office that gave them', async () => {
      await the().db.transaction(async (tx) => {
        await addGridTask(tx, aTask('t1'))
        await addGridTask(tx, aTask('t2', { showOn: '2026-11-21', caseId: 'c1' }))
        await addGridTask(tx, aTask('t3', { office: 'o2', worker: 'w2', place: 'V2' }))
        const day = { today: '2026-11-20', since: 0 }
        expect(ids(await gridTasksFor(tx, 'w1', day))).toEqual(['t1'])
        const open = { area: '500153', state: 'open', limit: 9 }
        expect(ids(await listGridTasks(tx, { ...open, own: 'o2' }))).toEqual(['t1', 't3'])
        expect(ids(await listGridTasks(tx, { ...open, own: 'o1', office: 'o1' }))).toEqual([
          't1',
          't2',
        ])
        const span = { from: '2026-11-20', to: '2026-12-20' }
        expect(await openGridTasks(tx, 'w1', span)).toBe(2)
        expect([...(await usedGridPlaces(tx, '500153'))].toSorted()).toEqual(['V1', 'V2'])
      })
    })

    it('are answered once however often the form is sent, late once, and gone with their case', async () => {
      await the().db.transaction(async (tx) => {
        await addGridTask(tx, aTask('t1', { caseId: 'c1' }))
        const answer = { task: 't1', worker: 'w1', at: 7, finding: 'seen', photos: 0 }
        const once = { ...answer, once: 'form-1', sealed: sealed('words') }
        expect(await addGridAnswer(tx, once)).toBe(true)
        expect(await addGridAnswer(tx, once)).toBe(false)
        expect(await gridAnswersOf(tx, 't1')).toHaveLength(1)
        expect(ids(await lateGridTasks(tx, '2026-11-28', 9))).toEqual(['t1'])
        await changeGridTask(tx, 't1', { remindedOn: '2026-11-28' })
        expect(await lateGridTasks(tx, '2026-11-29', 9)).toEqual([])
        const counted = await countedGridTasks(tx, '500153', { from: 0, to: 2_000 })
        expect(counted).toMatchObject([{ place: 'V1', state: 'open', finding: null }])
        expect(await letGoOldGridTasks(tx, 9_000, 9)).toEqual({ keys: [], files: [] })
        expect(await letGoGridTasks(tx, 'c1')).toEqual({ keys: ['key of t1'], files: [] })
        expect(await gridTaskById(tx, 't1')).toBeUndefined()
        expect(await gridAnswersOf(tx, 't1')).toEqual([])
      })
    })
  })

  describe('nominations', () => {
    const named = (id: string, month = '2026-11') => ({
      id,
      area: '500153',
      month,
      place: '500153001',
      kind: 'fees',
      state: 'new',
      on: `${month}-20`,
      keyId: `key of ${id}`,
      sealed: sealed(id),
    })

    it('count votes by the day, and one mark a browser and month', async () => {
      await the().db.transaction(async (tx) => {
        const mark = { area: '500153', month: '2026-11', mark: 'm' }
        expect(await markVote(tx, mark)).toBe(true)
        expect(await markVote(tx, mark)).toBe(false)
        expect(await markVote(tx, { ...mark, month: '2026-12' })).toBe(true)
        for (const id of ['n1', 'n2']) await addNomination(tx, named(id))
        for (const id of ['n1', 'n1', 'n2'])
          await countVotes(tx, id, { on: '2026-11-20', votes: 1 })
        await moveVotes(tx, 'n2', 'n1')
        const days = await voteDays(tx, ['n1', 'n2'])
        expect(days.get('n1')).toMatchObject([{ on: '2026-11-20', votes: 3 }])
        expect(days.get('n2')).toBeUndefined()
        expect(await dropMarks(tx, '2026-12')).toBe(1)
        expect(await markVote(tx, { ...mark, month: '2026-12' })).toBe(false)
      })
    })

    it('that were never shown go with the month after; what was shown stays', async () => {
      await the().db.transaction(async (tx) => {
        for (const id of ['n1', 'n2', 'n3']) await addNomination(tx, named(id))
        await changeNomination(tx, 'n2', { state: 'shown' })
        await changeNomination(tx, 'n3', { state: 'joined', into: 'n2' })
        const asked = { area: '500153', states: ['shown', 'new'] }
        expect(ids(await listNominations(tx, asked))).toEqual(['n1', 'n2'])
        expect([...(await dropUnshown(tx, '2026-12'))].toSorted()).toEqual([
          'key of n1',
          'key of n3',
        ])
        expect((await nominationById(tx, 'n2'))?.state).toBe('shown')
        expect(await nominationById(tx, 'n1')).toBeUndefined()
      })
    })
  })
}
