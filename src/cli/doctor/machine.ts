import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { toDo, well, type Finding } from './finding.ts'

const leastFree = 1024 ** 3
const gigabyte = 1024 ** 3
/** More than this, and every answer waits for the disk. Milliseconds. */
const slowSync = 500
const skew = 5 * 60_000

/** Room, whose the folder is, and whether what is written stays written. */
export function lookAtDisk(stateDir: string): readonly Finding[] {
  const { bavail, bsize } = statfsSync(stateDir)
  const free = bavail * bsize
  const room = `${stateDir} 还剩 ${(free / gigabyte).toFixed(1)} GB`
  const findings = [
    free >= leastFree
      ? well('disk', room)
      : toDo('disk', `${room}：腾出 1 GB 以上，满了就收不了举报`),
  ]
  return [...findings, ...lookAtOthers(stateDir), ...lookAtSync(stateDir)]
}

/** What is made here nobody else can read; a copy or an unpacked archive may have lost that. */
function lookAtOthers(stateDir: string): readonly Finding[] {
  const findings: Finding[] = []
  for (const name of ['yijian.db', 'keys.db']) {
    const path = join(stateDir, name)
    const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0
    if ((mode & 0o007) !== 0)
      findings.push(toDo('disk', `${path} 这台机器上别的用户也读得到：chmod 600 ${path}`))
  }
  if ((statSync(stateDir).mode & 0o002) !== 0)
    findings.push(toDo('disk', `${stateDir} 谁都能往里写：chmod 700 ${stateDir}`))
  return findings
}

function lookAtSync(stateDir: string): readonly Finding[] {
  const path = join(stateDir, `.doctor-${process.pid}`)
  try {
    const began = performance.now()
    const file = openSync(path, 'w', 0o600)
    try {
      writeSync(file, 'yijian doctor')
      fsyncSync(file)
      const at = statSync(path).mtimeMs
      const took = performance.now() - began
      return [...lookAtFileClock(at), ...lookAtTook(stateDir, took)]
    } finally {
      closeSync(file)
    }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '不明'
    const say = `${stateDir} 写不进去或者落不了盘（${code}）：看磁盘满没满、是不是只读、serve 的用户有没有权限`
    return [toDo('disk', say)]
  } finally {
    rmSync(path, { force: true })
  }
}

const lookAtTook = (stateDir: string, took: number): readonly Finding[] =>
  took < slowSync
    ? []
    : [
        toDo(
          'disk',
          `写一次盘要 ${Math.round(took)} 毫秒：把 ${stateDir} 放到本机的固态硬盘，不要放网络盘`,
        ),
      ]

/** A network disk has a clock of its own: files that are younger than they are get no leave to go. */
const lookAtFileClock = (at: number): readonly Finding[] =>
  Math.abs(at - Date.now()) < skew
    ? []
    : [toDo('clock', '新文件的时间和本机时钟差了五分钟以上：给本机和存储都开对时（NTP）')]

/** The days of the law are those of Shanghai; without data for it other zones are computed wrongly, too. */
export function lookAtZone(): Finding {
  const shown = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: 'numeric' })
  const hour = shown.formatToParts(new Date(0)).find(({ type }) => type === 'hour')?.value
  return hour === '08' || hour === '8'
    ? well('clock', '有上海时区的数据')
    : toDo('clock', '没有上海时区的数据，日期会算错：换用带完整 ICU 的 Node')
}
