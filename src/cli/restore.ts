import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { ok, refuse, type Refusal, type Result } from '#core/result.ts'
import { createSuite } from '#crypto/suite.ts'
import { restoreStore } from '#store/backup.ts'
import { copyTables, mayTake } from '#store/copy-tables.ts'
import { migrations } from '#store/migrations.ts'
import { openStore } from '#store/open.ts'
import type { Db } from '#store/transaction.ts'
import { forgetCopies } from '#vault/key-copies.ts'
import { isRefused, isUnreachable } from '#vault/master-key.ts'
import { moveKeys, openCopies } from '#vault/open-copies.ts'
import { fileSum, type SealedCopies } from '#vault/sealed-copies.ts'
import { dropStaleRooms } from '#vault/stale-rooms.ts'
import type { Config } from '../config.ts'
import { masterKeysOf } from '../master-key.ts'
import { databaseFile, keysBeside, stateOf } from './backup.ts'
import { wholeFolders } from './copy-folder.ts'
import { isProved, listName, readList, type CopyList } from './copy-list.ts'
import { missingRoom, sizeOf, type Load } from './free-room.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { progressLine, type ProgressLine } from './progress.ts'
import {
  areKeysWhole,
  isFree,
  isGroundFree,
  isLargerFree,
  isOfOurs,
  withoutKeys,
} from './restore-ground.ts'
import { settingsToOpen } from './setup.ts'
import { syncAll } from './synced.ts'

interface Restoring {
  readonly config: Config
  /** The copy. */
  readonly dir: string
  /** Where the database lies open meanwhile, and the keys. */
  readonly room: string
  readonly line: ProgressLine
}

/** `yijian restore DIR`: into an empty state folder or an empty PostgreSQL; nothing that is there is written over. */
export async function restoreCommand(
  dir: string,
  options: { readonly json?: true },
): Promise<Exit> {
  const settings = settingsToOpen(process.env)
  if (!settings) return exit.usage
  const { config } = settings
  mkdirSync(config.stateDir, { recursive: true, mode: 0o700 })
  dropStaleRooms(config.stateDir, '.restore-')
  const room = mkdtempSync(join(config.stateDir, '.restore-'))
  const line = progressLine()
  try {
    const restored = await restore({ config, dir, room, line }).catch((cause: unknown) => {
      if (isDiskFull(cause)) return refuse('disk-full', { dir: config.stateDir })
      throw cause
    })
    line.end()
    if (!restored.ok) complain(cureOf(restored.refusal))
    else if (options.json) printJson({ restored: config.stateDir, ...restored.value })
    else {
      print(`已恢复 ${restored.value.cases} 件，状态摘要 ${restored.value.stateHash}，和备份时一样`)
      if (restored.value.keyless > 0)
        print(
          `其中 ${restored.value.keyless} 件举报和文件在这份密钥副本里没有密钥，打不开：如果不是备份以后销毁的，请换最新的密钥副本再恢复`,
        )
      print('原来那份密钥副本不归这里管：正式启用以后运行一次 yijian backup，密钥副本就重新做好')
    }
    return restored.ok ? exit.done : exit.refused
  } finally {
    rmSync(room, { recursive: true, force: true })
  }
}

const isDiskFull = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC'

type Restored = Pick<CopyList, 'cases' | 'stateHash'> & {
  /** Reports and files that nobody can open with these keys. */
  readonly keyless: number
}

async function restore(restoring: Restoring): Promise<Result<Restored>> {
  const { config, dir } = restoring
  const free = isFree(config, dir)
  if (!free.ok) return free
  const text = existsSync(join(dir, listName)) ? readFileSync(join(dir, listName), 'utf8') : ''
  const list = readList(text)
  if (!list) return refuse(text ? 'copy-damaged' : 'copy-missing', { file: listName, dir })
  const missing = missingRoom(loadsOf(restoring, list))
  if (missing) return refuse('no-room', { missing })
  const key = hasMasterKey(config) ? bringKeys(restoring) : refuse('master-key-missing')
  if (!key.ok) return key
  const copies = await copiesOf(restoring)
  if (!copies.ok) return copies
  if (!isProved(list, copies.value)) return refuse('copy-damaged', { file: listName })
  const whole = await isWhole(restoring, list)
  if (!whole.ok) return whole
  const opened = await openDatabase(restoring, list, copies.value)
  if (!opened.ok) return opened
  const ours = isOfOurs(join(restoring.room, databaseFile), migrations.length)
  if (!ours.ok) return ours
  const state = await stateOf(join(restoring.room, databaseFile))
  if (state.stateHash !== list.stateHash) return refuse('state-differs', { file: databaseFile })
  const ground = await isGroundFree(config, { ...restoring, list })
  if (!ground.ok) return ground
  const larger = config.databaseUrl
    ? await isLargerFree(config.databaseUrl, openingOf(restoring))
    : ok(undefined)
  if (!larger.ok) return larger
  const keyless = withoutKeys(restoring.room)
  const placed = await place(restoring, list)
  return placed.ok ? ok({ cases: state.cases, stateHash: state.stateHash, keyless }) : placed
}

/** The database lies open in the folder first, then a second time in its place. */
function loadsOf(
  { config: { stateDir, databaseUrl }, dir }: Restoring,
  list: CopyList,
): readonly Load[] {
  const keys = 2 * sizeOf(join(keysBeside(dir), 'keys.db'))
  const files = list.files.map(({ name, plain }) => {
    const size = sizeOf(join(dir, name))
    if (plain !== undefined)
      return databaseUrl && name.endsWith(`/${databaseFile}.sealed`) ? size : 2 * size
    return sizeOf(join(stateDir, name)) === size ? 0 : size
  })
  return [{ dir: stateDir, bytes: files.reduce((sum, one) => sum + one, keys) }]
}

const hasMasterKey = ({ keyService, secrets, stateDir }: Config): boolean =>
  keyService !== undefined ||
  secrets.masterKey !== undefined ||
  existsSync(join(stateDir, 'master.key'))

/** Keys are looked at in a room of their own: opening them there changes nothing of the copy. */
function bringKeys({ config: { stateDir }, dir, room }: Restoring): Result<void> {
  const beside = join(keysBeside(dir), 'keys.db')
  const from = existsSync(beside) ? beside : join(stateDir, 'keys.db')
  if (!existsSync(from)) return refuse('keys-missing', { file: beside })
  for (const end of ['', '-wal', '-shm'])
    if (existsSync(`${from}${end}`)) copyFileSync(`${from}${end}`, join(room, `keys.db${end}`))
  return ok(undefined)
}

const openingOf = ({ config, room }: Restoring) => {
  const suite = createSuite(config.cryptoSuite)
  return { suite, masters: masterKeysOf(config, suite), keysDir: room }
}

async function copiesOf(restoring: Restoring): Promise<Result<SealedCopies>> {
  const whole = areKeysWhole(restoring.room)
  if (!whole.ok) return whole
  try {
    return await openCopies(openingOf(restoring))
  } catch (cause) {
    if (isUnreachable(cause)) return refuse('key-service-away')
    if (isRefused(cause)) return refuse('key-service-refuses')
    return refuse('master-key-wrong')
  }
}

/** Every file is there, byte for byte, before any of them is put anywhere. */
async function isWhole({ dir, line }: Restoring, { files }: CopyList): Promise<Result<void>> {
  for (const [n, { name, size, digest, plain }] of files.entries()) {
    line.tell('核对备份', n, files.length)
    const path = join(dir, name)
    if (!existsSync(path)) return refuse('copy-file-missing', { file: name })
    // A sealed file proves itself piece by piece, and then names the piece.
    if (plain !== undefined) continue
    const sum = await fileSum(path)
    if (sum.size !== size || sum.digest !== digest) return refuse('copy-damaged', { file: name })
  }
  return ok(undefined)
}

async function openDatabase(
  { dir, room, line }: Restoring,
  list: CopyList,
  copies: SealedCopies,
): Promise<Result<void>> {
  for (const file of list.files) {
    if (file.plain === undefined) continue
    const name = basename(file.name, '.sealed')
    line.tell('打开封存', 1, 2)
    const sealed = { place: name, size: file.plain }
    const opened = await copies.open(join(dir, file.name), join(room, name), sealed)
    if (!opened.ok) return refuse('copy-damaged', { ...opened.refusal.facts, file: file.name })
    const { digest } = await fileSum(join(dir, file.name))
    if (digest !== file.digest) return refuse('copy-damaged', { file: file.name })
  }
  return existsSync(join(room, databaseFile)) ? ok(undefined) : refuse('copy-missing', { dir })
}

/** The database last: a house that was put back halfway has none and can be put back again. */
async function place(restoring: Restoring, list: CopyList): Promise<Result<void>> {
  const { config, dir, room } = restoring
  const { stateDir, databaseUrl } = config
  const written = [stateDir]
  for (const { name: sealed, plain } of list.files) {
    const name = plain === undefined ? sealed : basename(sealed, '.sealed')
    if (name === databaseFile) continue
    if (plain !== undefined) copyFileSync(join(room, name), join(stateDir, name))
    written.push(join(stateDir, name))
  }
  const named = new Set(list.files.map(({ name }) => join(dir, name)))
  for (const folder of wholeFolders) {
    if (!list.files.some(({ name }) => name.startsWith(`${folder}/`))) continue
    const from = join(dir, folder)
    const filter = (path: string): boolean => path === from || named.has(path)
    cpSync(from, join(stateDir, folder), { recursive: true, filter })
    written.push(join(stateDir, folder))
  }
  await syncAll(written)
  if (databaseUrl) return await placeInPostgres(restoring, databaseUrl)
  const keys = join(stateDir, 'keys.db')
  if (!existsSync(keys)) {
    for (const journal of ['-wal', '-shm']) rmSync(`${keys}${journal}`, { force: true })
    copyFileSync(join(keysBeside(dir), 'keys.db'), `${keys}.part`)
    forgetCopies(`${keys}.part`)
    await syncAll([`${keys}.part`])
    renameSync(`${keys}.part`, keys)
    await syncAll([keys, stateDir])
  }
  return await restoreStore(join(room, databaseFile), stateDir)
}

async function placeInPostgres(restoring: Restoring, url: string): Promise<Result<void>> {
  const { room, line } = restoring
  const from = await openStore({ dir: room })
  const to = await openStore({ url })
  try {
    return await placeRows(restoring, { from, to, line })
  } finally {
    await from.close()
    await to.close()
  }
}

async function placeRows(
  restoring: Restoring,
  { from, to, line }: { readonly from: Db; readonly to: Db; readonly line: ProgressLine },
): Promise<Result<void>> {
  if (!(await mayTake(to))) return refuse('store-exists')
  const keys = await moveKeys(openingOf(restoring), to)
  if (!keys.ok) return keys
  const copied = await copyTables(from, to, ({ table, done, of }) => line.tell(table, done, of))
  return copied.ok ? ok(undefined) : copied
}

function cureOf({ key, facts = {} }: Refusal): string {
  const { file = '', piece, dir = '' } = facts
  const cures: Readonly<Record<string, string>> = {
    'store-exists':
      '这里已经有数据库，不会覆盖：换一个空的 STATE_DIR 或空的 PostgreSQL，或先把旧的移走',
    'keys-exist':
      '这里已经有密钥，不会用旧的盖掉：换一个空的 STATE_DIR 或空的 PostgreSQL，或先把旧的移走',
    'already-serving': 'serve 正在使用这个文件夹：先停下再恢复',
    'store-moved': `${dir} 的数据已经搬到 PostgreSQL：设好 DATABASE_URL 再恢复，或换一个空的 STATE_DIR`,
    'settings-exist': `${file} 已经在，和备份里的不一样，什么也没有动：这里有正在用的平台，换一个空的 STATE_DIR`,
    'copy-newer': '这份备份是更新的版本做的，什么也没有动：用做备份的那个版本的程序恢复',
    'backup-damaged': '备份里的数据库坏了，没有恢复：换另一份备份',
    'store-tables-differ': `两边的表 ${facts['table'] ?? ''} 不一样：用做备份的那个版本的程序恢复`,
    'copy-differs': `表 ${facts['table'] ?? ''} 抄过去以后核对不一致：看看有没有别的程序在写那个数据库，清空它再恢复一次`,
    'keys-damaged': `备份旁边的 ${file} 坏了，没有恢复：换另一份密钥副本`,
    'copy-missing': `${dir} 里没有完整的备份：看看路径对不对；没有做完的备份不能恢复，换另一份`,
    'copy-file-missing': `备份里缺 ${file}，没有恢复：换另一份备份`,
    'copy-damaged': `备份坏在 ${file}${piece === undefined ? '' : ` 的第 ${piece} 段`}，没有恢复：换另一份备份`,
    'state-differs': `备份里的 ${file} 和备份时记下的状态摘要不一样，没有恢复：换另一份备份`,
    'keys-missing': `没有密钥：把备份时旁边的 keys.db 放回 ${file || '备份旁边的 -keys 文件夹'}`,
    'master-key-missing':
      '没有主密钥：先把备份时的 master.key 放进 STATE_DIR，或设 MASTER_KEY_FILE',
    'master-key-wrong':
      '主密钥不是备份时的那一把，或 CRYPTO_SUITE 不是备份时的：换对的 master.key 或 MASTER_KEY_FILE，照备份时设 CRYPTO_SUITE',
    'key-service-away': '密钥服务没有应答：看看 KMS_URL 和网络，再恢复一次。备份没有问题',
    'key-service-refuses':
      '密钥服务打不开这份备份的密钥：看看 KMS_KEY 是不是备份时的那一把，KMS_TOKEN 有没有权限',
    'no-room': `没有恢复，什么也没有动。${facts['missing'] ?? ''}。备份没有问题`,
    'disk-full': `${dir} 所在的磁盘满了，没有恢复：先腾出地方，要比备份里的数据大一倍。备份没有问题`,
  }
  return cures[key] ?? `没有恢复：${key} ${JSON.stringify(facts)}`
}
