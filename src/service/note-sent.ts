import { markAllSent } from '#store/outbox.ts'
import type { Db } from '#store/transaction.ts'
import type { World } from './world.ts'

interface Told {
  readonly ids: readonly string[]
  readonly done: () => void
  readonly failed: (cause: unknown) => void
}

interface Waiting {
  told: Told[]
  busy: boolean
}

const waitingIn = new WeakMap<Db, Waiting>()

/** Notes that messages arrived; what is told while another note is written, or in the same moment, is written with one. */
export async function noteSent(world: World, ids: readonly string[]): Promise<void> {
  const waiting = waitingIn.get(world.db) ?? { told: [], busy: false }
  waitingIn.set(world.db, waiting)
  await new Promise<void>((done, failed) => {
    waiting.told.push({ ids, done, failed })
    if (!waiting.busy) void writeAll(world, waiting)
  })
}

async function writeAll(world: World, waiting: Waiting): Promise<void> {
  waiting.busy = true
  await new Promise((resolve) => {
    setImmediate(resolve)
  })
  while (waiting.told.length > 0) await writeTogether(world, waiting.told.splice(0, TOGETHER))
  waiting.busy = false
}

/** How many are noted by one statement. */
const TOGETHER = 128

async function writeTogether(world: World, told: readonly Told[]): Promise<void> {
  try {
    const ids = told.flatMap((one) => one.ids).toSorted()
    await world.db.transaction(async (tx) => await markAllSent(tx, ids, world.clock()))
    for (const { done } of told) done()
  } catch (error) {
    for (const { failed } of told) failed(error)
  }
}
