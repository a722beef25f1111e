import { copyFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import type { House } from '../../src/house.ts'
import { openBeside } from '../../test/crash/setting.ts'
import type { County } from './county.ts'
import { inLanes } from './figures.ts'
import { somebody, type Somebody } from './people.ts'
import { sayInside } from './saying.ts'
import { bytesOf, watchWrites, type Write } from './writes.ts'

/** What one kind of message puts on the disk of the embedded store. */
export interface Written {
  /** How many messages were looked at. */
  readonly count: number
  readonly rows: number
  /** Of what is bound to the statements that write; the keys, made 64 at once in a file of their own, are not in it. */
  readonly bytes: number
  /** Bytes of the journal a message, by how many were in flight. */
  readonly journal: Readonly<Record<number, number>>
  readonly writes: readonly Write[]
}

/** The database as it stood before those messages, and what they wrote. */
export interface Recorded {
  readonly talk: Written
  readonly filing: Written
  /** Before the talk that `writes` are of, and before the filing. */
  readonly before: { readonly talk: string; readonly filing: string }
}

const people = 64
const flights = [1, 8, 64]

/** Lets people talk to a house of this process while everything it writes is written down. */
export async function recordWrites(county: County): Promise<Recorded> {
  const file = join(county.dir, 'yijian.db')
  using watch = watchWrites(file)
  const house = await openBeside(county.env)
  const before = { talk: join(county.dir, 'talk.db'), filing: join(county.dir, 'filing.db') }
  try {
    await inLanes(
      Array.from({ length: 8 }, () => somebody()),
      8,
      async (one) => await all(house, one),
    )
    await keepJournal(house)
    const journal = { talk: {} as Record<number, number>, filing: {} as Record<number, number> }
    let talk = blank
    let filing = blank
    for (const atOnce of flights) {
      const crowd = Array.from({ length: people }, () => somebody())
      for (const part of ['talk', 'filing'] as const) {
        emptyJournal(file)
        copyFileSync(file, before[part])
        watch.take()
        await inLanes(crowd, atOnce, async (one) => {
          const until = part === 'talk' ? one.story.length - 1 : one.story.length
          while (one.turn < until) await sayInside(house, one)
        })
        const count = part === 'talk' ? people * ((crowd[0]?.story.length ?? 1) - 1) : people
        journal[part][atOnce] = statSync(`${file}-wal`).size / count
        const writes = watch.take()
        const rows = writes.reduce((sum, one) => sum + one.rows, 0) / count
        const found = {
          count,
          rows,
          bytes: bytesOf(writes) / count,
          writes,
          journal: journal[part],
        }
        if (part === 'talk') talk = found
        else filing = found
      }
    }
    return { talk, filing, before }
  } finally {
    await house.close()
  }
}

const blank: Written = { count: 0, rows: 0, bytes: 0, journal: {}, writes: [] }

async function all(house: House, one: Somebody): Promise<void> {
  while (one.turn < one.story.length) await sayInside(house, one)
}

/** From now on the journal grows until it is emptied. */
const keepJournal = async ({ world }: House): Promise<void> =>
  await world.db.transaction(async (tx) => {
    await sql`pragma wal_autocheckpoint = 0`.execute(tx)
  })

function emptyJournal(file: string): void {
  const db = new DatabaseSync(file)
  const done = db.prepare('pragma wal_checkpoint(truncate)').get()
  db.close()
  if (done?.['busy'] !== 0) throw new Error('the journal was not emptied')
}
