import { mkdirSync } from 'node:fs'
import type { Config } from '../config.ts'
import { readConfig } from '../config.ts'
import { openHouse, type House } from '../house.ts'
import { createLog, type Log } from '../log.ts'
import { complain } from './output.ts'

/** Configuration and log of a command, or undefined after every problem was named. */
export function settingsOf(env: NodeJS.ProcessEnv): { config: Config; log: Log } | undefined {
  const read = readConfig(env)
  if (!read.ok) {
    for (const problem of read.problems) complain(problem)
    return undefined
  }
  mkdirSync(read.config.stateDir, { recursive: true, mode: 0o700 })
  return { config: read.config, log: createLog(read.config.logLevel) }
}

/** Opens the house for one command and closes it afterwards. */
export async function withHouse<T>(
  settings: { readonly config: Config; readonly log: Log },
  work: (house: House) => Promise<T>,
): Promise<T> {
  const house = await openHouse(settings)
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}
