/** Appends messages for ever and says each number after its commit: killed at random by the crash test. */
import { writeSync } from 'node:fs'
import { openStore } from '#store/open.ts'
import { aHeard, anOwed, aSession } from './builders.ts'
import { keepHeard } from '#store/heard.ts'
import { owe } from '#store/outbox.ts'
import { saveSession } from '#store/sessions.ts'

const [dir = '', first = '0'] = process.argv.slice(2)
const db = await openStore({ dir })

const write = async (n: number): Promise<void> => {
  await db.transaction(async (tx) => {
    const session = `s${n % 8}`
    await keepHeard(tx, aHeard(`${n}`, { session }))
    await owe(tx, [anOwed(`${n}`, { session })])
    await saveSession(tx, aSession(session, { at: n }))
  })
  writeSync(1, `${n}\n`)
}

const lane = async (from: number): Promise<never> => {
  for (let n = from; ; n += 8) await write(n)
}

await Promise.all(Array.from({ length: 8 }, async (_, n) => await lane(Number(first) + n)))
