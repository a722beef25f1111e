import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reckon, type Moment } from '#core/clock-jump.ts'
import { clockJump, clockTrusted, confirmClock } from '#service/clock-guard.ts'
import { auditOf } from '#store/audit.ts'
import { countWrongTry, throttleOf } from '#store/receipts.ts'
import { setTimer } from '#store/timers.ts'
import { openWebSession } from '#store/web-sessions.ts'
import { readConfig } from '../../src/config.ts'
import { openHouse, type House } from '../../src/house.ts'
import type { Db } from '#store/transaction.ts'

const hour = 3600_000
const day = 24 * hour
const year = 365 * day
const noon = Date.UTC(2026, 10, 21, 4)
const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** A machine whose clock people set, and which counts by itself. */
let machine: Moment
let dir: string
let open: House[]
beforeEach(() => {
  machine = { at: noon, elapsed: 0 }
  dir = mkdtempSync(join(tmpdir(), 'yijian-clock-'))
  open = []
})
afterEach(async () => {
  for (const house of open) await house.close()
  rmSync(dir, { recursive: true, force: true })
})

const opened = async (): Promise<House> => {
  const read = readConfig({ STATE_DIR: dir })
  if (!read.ok) throw new Error(read.problems.join())
  const house = await openHouse({ config: read.config, log: silent, look: () => machine })
  open.push(house)
  return house
}

const passes = (ms: number): void => {
  machine = { at: machine.at + ms, elapsed: machine.elapsed + ms }
}
const isSet = (by: number): void => {
  machine = { ...machine, at: machine.at + by }
}

const trusted = async ({ world }: House): Promise<boolean> =>
  await world.db.read(async (tx) => await clockTrusted(world, tx))

/** A store that finds each transaction in another's way, once. */
const runningTwice = (db: Db): Db => ({
  ...db,
  transaction: async (work) => {
    const undo = new Error('in the way')
    const first = db.transaction(async (tx) => {
      await work(tx)
      throw undo
    })
    await expect(first).rejects.toBe(undo)
    return await db.transaction(work)
  },
})

describe('a clock that people set', () => {
  it('never makes our time go back, whatever it does', () => {
    const step = fc.record({
      passes: fc.integer({ min: 0, max: 10 * day }),
      set: fc.oneof(fc.constant(0), fc.integer({ min: -20 * year, max: 0 })),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let seen: Moment = { at: noon, elapsed: 0 }
        let believed = seen
        let last = noon
        for (const { passes: ms, set } of steps) {
          seen = { at: seen.at + ms + set, elapsed: seen.elapsed + ms }
          const found = reckon(believed, seen)
          expect(found.now).toBeGreaterThanOrEqual(last)
          expect(found.now - last).toBeLessThanOrEqual(ms + 2 * 60_000 + 7 * day)
          last = found.now
          ;({ believed } = found)
        }
      }),
      { seed: 19, numRuns: 300 },
    )
  })

  it('is counted on in whole milliseconds where a clock was set back, however finely the count ticks', () => {
    const believed = { at: noon, elapsed: 812.25 }
    const { now } = reckon(believed, { at: noon - hour, elapsed: 1812.8 })
    expect(now).toBe(noon + 1000)
  })

  it.each([
    ['an hour', hour],
    ['ten years', 10 * year],
  ])(
    'is set back by %s while we run: time goes on, nothing that ended opens again',
    async (_, by) => {
      const house = await opened()
      const { world } = house
      await house.tick()
      await world.db.transaction(async (tx) => {
        for (let n = 0; n < 20; n++) await countWrongTry(tx, 'guesser', world.clock())
        const now = world.clock()
        const session = {
          officer: 'o',
          csrf: 'c',
          createdAt: now,
          seenAt: now,
          expiresAt: now + hour,
        }
        await openWebSession(tx, { ...session, idHash: 'x' })
      })
      passes(2 * hour)
      const before = world.clock()
      isSet(-by)
      expect(world.clock()).toBeGreaterThanOrEqual(before)
      const { until } = await world.db.read(async (tx) => await throttleOf(tx, 'guesser'))
      expect(until).toBeLessThan(world.clock())
      passes(60_000)
      expect(world.clock()).toBe(before + 60_000)
      await house.tick()
      expect(await trusted(house)).toBe(false)
      const heardAt = world.watch?.heardAt(machine.at) ?? 0
      expect(heardAt).toBeGreaterThanOrEqual(before)
      const told = await world.db.read(async (tx) => await auditOf(tx, 'clock'))
      expect(told.map(({ action }) => action)).toEqual(['clock-jumped'])
    },
  )

  it('is set back before we start: the house goes on from what was written last', async () => {
    const first = await opened()
    await first.tick()
    passes(5 * hour)
    await first.tick()
    const last = first.world.clock()
    await first.close()
    isSet(-3 * year)
    const later = await opened()
    expect(later.world.clock()).toBeGreaterThanOrEqual(last)
    expect(await trusted(later)).toBe(false)
    expect(await clockJump(later.world)).toBeLessThan(-2 * year)
  })

  it('runs a minute ahead or behind, or a week has passed: nobody is asked', async () => {
    const house = await opened()
    await house.tick()
    for (const by of [60_000, -60_000]) {
      isSet(by)
      await house.tick()
      expect(await trusted(house)).toBe(true)
    }
    await house.close()
    passes(6 * day)
    expect(await trusted(await opened())).toBe(true)
  })

  it.each(['while we run', 'while the house is shut'])(
    'is set forward by years %s: timers and clearing wait for a person’s word, and go on with it',
    async (when) => {
      const first = await opened()
      await first.tick()
      const { db } = first.world
      await db.transaction(async (tx) => {
        await setTimer(tx, { session: 's', wait: 'w', at: noon + 30 * day })
        const session = { officer: 'o', csrf: 'c', createdAt: noon, seenAt: noon }
        await openWebSession(tx, { ...session, idHash: 'x', expiresAt: noon + day })
      })
      if (when !== 'while we run') await first.close()
      isSet(4 * year)
      const house = when === 'while we run' ? first : await opened()
      const left = async () =>
        await house.world.db.read(async (tx) => ({
          timers: await tx.selectFrom('timers').select('leasedBy').execute(),
          sessions: await tx.selectFrom('webSessions').select('idHash').execute(),
        }))
      passes(13 * hour)
      await house.tick()
      expect(await left()).toEqual({ timers: [{ leasedBy: null }], sessions: [{ idHash: 'x' }] })
      expect(await clockJump(house.world)).toBeGreaterThan(3 * year)

      const other = await opened()
      expect(await confirmClock(other.world)).toBeGreaterThan(3 * year)
      await house.tick()
      expect(await trusted(house)).toBe(true)
      expect((await left()).timers).not.toEqual([{ leasedBy: null }])
      expect((await left()).sessions).toEqual([])
      expect(await clockJump(house.world)).toBe(0)
    },
  )

  it('is confirmed for all processes though the database ran the confirmation twice', async () => {
    const house = await opened()
    await house.tick()
    isSet(3 * year)
    const world = { ...house.world, db: runningTwice(house.world.db) }
    expect(await confirmClock(world)).toBeGreaterThan(2 * year)
    expect(await clockJump(house.world)).toBe(0)
  })

  it('is set right again by itself: the jump is over, and stays on record', async () => {
    const house = await opened()
    await house.tick()
    isSet(3 * year)
    await house.tick()
    expect(await trusted(house)).toBe(false)
    isSet(-3 * year)
    await house.tick()
    expect(await trusted(house)).toBe(true)
    expect(await clockJump(house.world)).toBe(0)
    expect(house.world.clock()).toBe(noon)
    const told = await house.world.db.read(async (tx) => await auditOf(tx, 'clock'))
    expect(told.map(({ reason }) => reason)).toEqual([`minutes:${(3 * year) / 60_000}`])
  })
})
