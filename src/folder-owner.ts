import { statSync } from 'node:fs'
import type { Config } from './config.ts'

/** Who runs this process, and whose a folder is. */
export interface Who {
  readonly user: () => number | undefined
  /** `undefined`: it is not there. */
  readonly ownerOf: (dir: string) => number | undefined
}

const here: Who = {
  user: () => process.getuid?.(),
  ownerOf: (dir) => statSync(dir, { throwIfNoEntry: false })?.uid,
}

/**
 * Why nothing of this folder is opened: what root writes there, the service cannot write any more, and fails. A folder that
 * is root's own, as in a container, is opened. `undefined`: nothing speaks against it.
 */
export function whyNotAsRoot(
  { stateDir, allowRoot }: Pick<Config, 'stateDir' | 'allowRoot'>,
  { user, ownerOf }: Who = here,
): string | undefined {
  if (allowRoot || user() !== 0) return undefined
  const owner = ownerOf(stateDir)
  return owner === undefined || owner === 0
    ? undefined
    : `${stateDir} 属于另一个用户（编号 ${owner}），不用 root 打开：root 写下的文件，服务以后写不进去。装成系统服务的，用 sudo yijian …（deploy/yijian.sh）；否则用 sudo -u '#${owner}' 运行。一定要用 root，设 ALLOW_ROOT=yes`
}
