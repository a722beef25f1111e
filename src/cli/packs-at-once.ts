import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Packs } from '#packs/load.ts'
import { hasOwnCalendars } from '#packs/own-calendars.ts'
import { readChecked } from '#packs/read-checked.ts'
import { ownDataDir, usualStateDir } from '../folders.ts'

/** Packs, and the folder they came from. */
export interface PacksAtOnce {
  readonly packs: Packs
  readonly dataDir: string
}

/**
 * The packs where nothing but the checked data folder can say them: no database holds published versions. Undefined where
 * the settings have to be read first.
 */
export function packsAtOnce(env: NodeJS.ProcessEnv): PacksAtOnce | undefined {
  const isElsewhere = env['DATABASE_URL'] || env['DATABASE_URL_FILE']
  const stateDir = env['STATE_DIR'] || usualStateDir
  if (isElsewhere || existsSync(join(stateDir, 'yijian.db'))) return undefined
  if (hasOwnCalendars(stateDir)) return undefined
  const dataDir = env['DATA_DIR'] || ownDataDir
  const packs = readChecked(dataDir)
  return packs && { packs, dataDir }
}
