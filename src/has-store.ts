import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'

/** Whether there is a database already; a server named by its address is taken at its word. */
export const hasStore = ({ databaseUrl, stateDir }: Config): boolean =>
  databaseUrl !== undefined || existsSync(join(stateDir, 'yijian.db'))
