import { settingsOf } from '../../src/cli/setup.ts'
import { serve } from '../../src/main.ts'

/** What whoever started this process says to it. */
export interface Word {
  /** By how many milliseconds the clock that people set stands ahead of the machine's. */
  readonly ahead?: number
  readonly stop?: true
}

/** What it answers, once it serves. */
export interface Ready {
  readonly url: string
  readonly pid: number
}

const settings = settingsOf(process.env)
if (!settings) throw new Error('the settings are not usable')
let ahead = Number(process.env['AHEAD'] ?? 0)
const told = Promise.withResolvers<void>()
process.on('message', (word: Word) => {
  ahead = word.ahead ?? ahead
  if (word.stop) told.resolve()
})
process.once('disconnect', () => process.exit(1))
const served = await serve({
  ...settings,
  look: () => ({ at: Date.now() + ahead, elapsed: performance.now() }),
})
process.send?.({ url: served.url, pid: process.pid } satisfies Ready)
await told.promise
await served.stop()
process.exit(0)
