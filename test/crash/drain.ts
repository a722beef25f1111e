import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import type { Fleet } from './fleet.ts'
import { pause } from './seeded.ts'
import type { Env } from './server.ts'

const aMinute = 60_000

/**
 * Lets the processes say all they still owe; their clock goes ahead, past leases and pauses. `wake`: who has to say a word
 * before they may hear more says it. Gives how much is left.
 */
export async function drain(env: Env, fleet: Fleet, wake: () => Promise<void>): Promise<number> {
  const begin = fleet.ahead() + 2 * 60 * aMinute
  for (let n = 0; n < 240; n += 1) {
    const left = await owedIn(env)
    if (left === 0) return 0
    if (n % 8 === 2) fleet.setClock(begin + n * aMinute)
    if (n % 8 === 6) await wake()
    await pause(250)
  }
  return await owedIn(env)
}

const owed = `select
  (select count(*) from "outbox" where "state" in ('owed', 'sending', 'uncertain')) +
  (select count(*) from "noticesOwed" where "state" in ('owed', 'sending')) as "left"`

/** Looks and writes nothing, so that those who serve are alone with their files. */
async function owedIn({ DATABASE_URL: url, STATE_DIR: dir }: Env): Promise<number> {
  if (url) {
    const client = new pg.Client(url)
    await client.connect()
    const { rows } = await client.query<{ left: string }>(owed)
    await client.end()
    return Number(rows[0]?.left)
  }
  const file = `${dir}/yijian.db`
  if (!existsSync(file)) throw new Error(`there is no ${file}`)
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
  try {
    return Number(db.prepare(owed).get()?.['left'])
  } finally {
    db.close()
  }
}
