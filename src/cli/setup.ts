import type { Config } from '../config.ts'
import { readConfig } from '../config.ts'
import { whyNotAsRoot } from '../folder-owner.ts'
import { hasStore } from '../has-store.ts'
import type { House } from '../house.ts'
import { createLog, type Log } from '../log.ts'
import { complain } from './output.ts'

/** Configuration and log of a command, or undefined after every problem was named. */
export function settingsOf(env: NodeJS.ProcessEnv): { config: Config; log: Log } | undefined {
  const read = readConfig(env)
  if (!read.ok) {
    for (const problem of read.problems) complain(problem)
    return undefined
  }
  return { config: read.config, log: createLog(read.config.logLevel) }
}

/** Settings of a command that opens the state folder, and so writes there; not as root where it is another user's. */
export function settingsToOpen(env: NodeJS.ProcessEnv): ReturnType<typeof settingsOf> {
  const settings = settingsOf(env)
  const why = settings && whyNotAsRoot(settings.config)
  if (why === undefined) return settings
  complain(why)
  return undefined
}

/** Settings of a command that looks at what is there; without a database there is nothing to look at. */
export function settingsOfExisting(env: NodeJS.ProcessEnv): ReturnType<typeof settingsOf> {
  const settings = settingsToOpen(env)
  if (!settings || hasStore(settings.config)) return settings
  complain(
    `${settings.config.stateDir} 里没有数据库：装成系统服务的，用 sudo yijian …；否则把 STATE_DIR 设成 serve 用的文件夹，或先启动一次 serve`,
  )
  return undefined
}

/** Opens the house for one command and closes it afterwards. */
export async function withHouse<T>(
  settings: { readonly config: Config; readonly log: Log },
  work: (house: House) => Promise<T>,
): Promise<T> {
  const { openHouse } = await import('../house.ts')
  const house = await openHouse(settings)
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}
