import { destroyOwed } from '#service/destroy-keys.ts'
import { forgetMe } from '#service/erasure.ts'
import { readConfig } from '../../src/config.ts'
import { openHouse } from '../../src/house.ts'

/** Forgets a person and is killed when the first key is to be destroyed. */
const [dir = '', handle = '', time = '', url = ''] = process.argv.slice(2)
const at = Number(time)
const read = readConfig({ STATE_DIR: dir, DATABASE_URL: url })
if (!read.ok) throw new Error(read.problems.join())
const log = { info: () => {}, warn: () => {}, error: () => {} }
const { world } = await openHouse({ config: read.config, log, clock: () => at })
await world.db.transaction(async (tx) => await forgetMe(world, tx, { handle, at }))
const erase = async (): Promise<void> => {
  process.kill(process.pid, 'SIGKILL')
  await new Promise(() => {})
}
await destroyOwed({ ...world, vault: { ...world.vault, erase } })
