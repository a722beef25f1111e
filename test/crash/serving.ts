import { flushCompileCache } from 'node:module'
import { settingsOf } from '../../src/cli/setup.ts'
import { serve } from '../../src/main.ts'

/** What whoever started this process says to it. */
export interface Word {
  /** Serve with these settings; before that it has read its program and touched nothing. */
  readonly go?: Readonly<Record<string, string>>
  /** By how many milliseconds the clock that people set stands ahead of the machine's. */
  readonly ahead?: number
  readonly stop?: true
}

/** What it answers: first that it could serve, then where it does. */
export interface Said {
  readonly pid: number
  readonly url?: string
}

let ahead = 0
/** Whoever looks at the clock sees the one that was set: the house, its channels, its log. */
const machine = Date.now.bind(Date)
Date.now = () => machine() + ahead
const begun = Promise.withResolvers<NonNullable<Word['go']>>()
const told = Promise.withResolvers<void>()
process.on('message', (word: Word) => {
  ahead = word.ahead ?? ahead
  if (word.go) begun.resolve(word.go)
  if (word.stop) told.resolve()
})
process.once('disconnect', () => process.exit(1))
// What the mail box loads when it begins.
await Promise.all([import('imapflow'), import('nodemailer'), import('postal-mime')])
// Who is killed keeps nothing of what was compiled.
flushCompileCache()
process.send?.({ pid: process.pid } satisfies Said)
const settings = settingsOf({ ...process.env, ...(await begun.promise) })
if (!settings) throw new Error('the settings are not usable')
const served = await serve({
  ...settings,
  look: () => ({ at: Date.now(), elapsed: performance.now() }),
})
process.send?.({ url: served.url, pid: process.pid } satisfies Said)
await told.promise
await served.stop()
process.exit(0)
