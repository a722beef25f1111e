import { readFileSync } from 'node:fs'
import { complain } from './output.ts'

/** A file named on the command line, or undefined after it was said what is wrong with it. */
export function readGiven(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch {
    complain(`${path} 读不了：看看路径和权限`)
    return undefined
  }
}
