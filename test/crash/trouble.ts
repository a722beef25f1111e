import type { Database } from './database.ts'
import type { Fleet } from './fleet.ts'
import { pause, type Chance } from './seeded.ts'

/** What was done to the machine besides the kills. */
export interface Done {
  clockJumps: number
  fullDisks: number
  databaseRestarts: number
  /** This machine cannot limit what a process writes. */
  withoutFullDisks: boolean
}

export const nothingDone = (): Done => ({
  clockJumps: 0,
  fullDisks: 0,
  databaseRestarts: 0,
  withoutFullDisks: false,
})

export interface Machine {
  readonly fleet: Fleet
  readonly chance: Chance
  readonly database?: Database
  readonly done: Done
  /** How much was acknowledged up to now. */
  readonly heard: () => number
  /** Told when the database is back. */
  readonly onFault: () => void
  /** By how much the clock stands ahead while nobody jumps with it. */
  readonly ahead: () => number
}

/** When it is enough, whichever comes first. */
export interface Limit {
  readonly kills: number
  /** By `performance.now()`. */
  readonly end: number
}

const twoHours = 2 * 3_600_000

/** Kills at random moments, and in between everything else that machines do to those who work on them. */
export async function makeTrouble(machine: Machine, { kills, end }: Limit): Promise<void> {
  const { fleet, chance, database, done, onFault } = machine
  while (fleet.kills() < kills && performance.now() < end) {
    if (chance.happens(0.8)) await heardMore(machine, chance.below(8))
    await pause(chance.below(chance.happens(0.5) ? 40 : 400))
    if (chance.happens(0.15)) jump(machine)
    if (chance.happens(0.12)) await fill(machine)
    if (database && chance.happens(0.12)) {
      await database.restart(chance.happens(0.5) ? 'fast' : 'immediate')
      done.databaseRestarts += 1
      onFault()
    }
    const twice = kills - fleet.kills() > 1 && chance.happens(0.06)
    await (twice ? fleet.killTwice(chance.below(800)) : fleet.kill())
  }
}

/** So that on a slow machine too it is traffic that is cut off, and not only starts. */
async function heardMore({ heard }: Machine, more: number): Promise<void> {
  const enough = heard() + more
  for (let n = 0; n < 400 && heard() < enough; n += 1) await pause(15)
}

function jump({ fleet, chance, ahead, done }: Machine): void {
  fleet.setClock(ahead() + (chance.below(3) - 1) * twoHours)
  done.clockJumps += 1
}

async function fill({ fleet, chance, done }: Machine): Promise<void> {
  const filled = await fleet.fullDisk(20 + chance.below(300))
  if (filled) done.fullDisks += 1
  else done.withoutFullDisks = true
}
