import { existsSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { isAbsolute } from 'node:path'

/**
 * What is set but not installed, with the command that cures it. Nothing is loaded to find out. A puppet of one's own is
 * named by its path.
 */
export function missingFor(puppet: string, from: string = import.meta.url): string | undefined {
  if (isAbsolute(puppet) && !existsSync(puppet))
    return `WECHAT_PUPPET: there is no file ${puppet}: give the name of a package, or the whole path of a puppet`
  const wanted = ['wechaty', ...(isAbsolute(puppet) ? [] : [puppet])]
  const missing = wanted.filter((name) => !isThere(name, from))
  if (missing.length === 0) return undefined
  const names = missing.join(' and ')
  return `WECHAT_PUPPET is set, but ${names} ${missing.length > 1 ? 'are' : 'is'} not installed: run npm install --omit=dev --save-prod ${missing.join(' ')}, or leave WECHAT_PUPPET out`
}

function isThere(name: string, from: string): boolean {
  try {
    return findPackageJSON(name, from) !== undefined
  } catch {
    return false
  }
}
