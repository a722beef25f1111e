import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, mkdtempSync, openSync } from 'node:fs'
import { readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Sealed } from '#service/sealed.ts'
import { backupStore } from '#store/backup.ts'
import { copyTables } from '#store/copy-tables.ts'
import { lockCopy } from '#store/lock.ts'
import { openSqlite } from '#store/open-sqlite.ts'
import { openStore } from '#store/open.ts'
import { stateHash, tableSums } from '#store/state-hash.ts'
import { storeSize } from '#store/store-size.ts'
import { dropStaleRooms } from '#vault/stale-rooms.ts'
import type { Config } from '../config.ts'
import { copyFolder, dropUnnamed, yetToCopy, type Copying } from './copy-folder.ts'
import { isProved, listed, listName, provedList, readList } from './copy-list.ts'
import type { CopiedFile, CopyList } from './copy-list.ts'
import { missingRoom, sizeOf } from './free-room.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { progressLine } from './progress.ts'
import { settingsOfExisting, withHouse } from './setup.ts'
import { syncAll } from './synced.ts'

/** Files of the operator that lie beside the database; that it was moved away is true of this folder alone. An empty one says nothing. */
const settingFiles = (dir: string): readonly string[] =>
  readdirSync(dir)
    .filter((name) => /^[\w-]+\.json$/.test(name) && name !== 'moved.json')
    .filter((name) => sizeOf(join(dir, name)) > 0)

export const databaseFile = 'yijian.db'

/** `yijian backup DIR`: database, evidence and settings, sealed, while the house works; the keys beside it. */
export async function backupCommand(dir: string, options: { readonly json?: true }): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  const { config } = settings
  const within = keyWithin(dir, config)
  if (within) {
    complain(`密钥文件 ${within} 在备份的文件夹里，没有备份：换一个文件夹，或先把密钥移走`)
    return exit.refused
  }
  if (isHouse(dir, config)) {
    complain(`${dir} 是 serve 用的文件夹，没有备份，什么也没有动：换一个专放备份的文件夹`)
    return exit.refused
  }
  return await withHouse(settings, async ({ world }) => {
    const began = performance.now()
    const line = progressLine()
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    using lock = lockCopy(dir)
    const refusal = lock ? await whyNotInto(dir, { world, config }) : otherAtIt(dir)
    if (refusal) {
      complain(refusal)
      return exit.refused
    }
    const list = await copyHouse(world, { dir, stateDir: config.stateDir, line })
    const keys = keysBeside(dir)
    line.end()
    const seconds = Math.round((performance.now() - began) / 100) / 10
    const { cases, stateHash: hash, files, damaged } = list
    for (const name of damaged)
      complain(
        `${join(config.stateDir, 'evidence', name)} 坏了，和上次备份时不一样大。备份里好的那份没有动：把 ${join(dir, 'evidence', name)} 拷回去`,
      )
    if (options.json) {
      const counts = { cases, stateHash: hash, files: files.length, damaged: damaged.length }
      printJson({ data: dir, keys, ...counts, seconds })
    } else {
      print(`备份好了：${cases} 件，${files.length} 个文件，用了 ${seconds} 秒`)
      print(`数据在 ${dir}，密钥在 ${keys}：分开存放，主密钥另存`)
      print(`状态摘要 ${hash}`)
    }
    return exit.done
  })
}

/** A master key in the folder of a copy would open the copy. */
function keyWithin(dir: string, { secretFiles, stateDir }: Config): string | undefined {
  const paths = [...secretFiles.map(({ path }) => path), join(stateDir, 'master.key')]
  return paths.find((path) => existsSync(path) && resolve(path).startsWith(`${resolve(dir)}/`))
}

/** Where a house lives, this one or another, nothing is made room for a copy. */
function isHouse(dir: string, { stateDir }: Config): boolean {
  if (!existsSync(dir)) return false
  const isOwn = existsSync(stateDir) && realpathSync(dir) === realpathSync(stateDir)
  return isOwn || [databaseFile, 'keys.db'].some((name) => existsSync(join(dir, name)))
}

const otherAtIt = (dir: string): string =>
  `另一个备份正在写 ${dir}，这一次没有做，什么也没有动：等它做完，或换一个文件夹`

/** A copy that another house made, or whose list somebody changed, is not made room in; nor is one begun that has no room. */
async function whyNotInto(
  dir: string,
  { world, config: { stateDir } }: { readonly world: Sealed; readonly config: Config },
): Promise<string | undefined> {
  const list = listIn(dir)
  if (list && !isProved(list, world.vault.copies))
    return `${dir} 里是别处的备份，或清单被人改过，没有备份，什么也没有动：换一个文件夹`
  const rows = await storeSize(world.db)
  const sealed = settingFiles(stateDir).reduce((sum, name) => sum + sizeOf(join(stateDir, name)), 0)
  const files = yetToCopy('heads', { dir, stateDir }) + yetToCopy('evidence', { dir, stateDir })
  const missing = missingRoom([
    { dir: stateDir, bytes: rows },
    { dir, bytes: rows + sealed + files },
    { dir: keysBeside(dir), bytes: sizeOf(join(stateDir, 'keys.db')) },
  ])
  return missing && `没有备份，什么也没有动。${missing}`
}

const listIn = (dir: string): CopyList | undefined =>
  existsSync(join(dir, listName)) ? readList(readFileSync(join(dir, listName), 'utf8')) : undefined

/** Never within the copy of the data, however its folder was written. */
export const keysBeside = (dir: string): string => `${resolve(dir)}-keys`

/** Heads before the database, evidence after it: so nothing that the database of the copy speaks of is missing. */
export async function copyHouse(world: Sealed, copying: Copying) {
  const { dir, stateDir, line } = copying
  const before = listIn(dir)?.files
  const generation = `sealed-${randomBytes(6).toString('hex')}`
  mkdirSync(join(dir, generation), { mode: 0o700 })
  const now = world.clock()
  const at = new Date(now).toISOString()
  const heads = await copyFolder('heads', { ...copying, before, now })
  const database = await copyDatabase(world, { ...copying, generation })
  const own = []
  for (const name of settingFiles(stateDir))
    own.push(await sealFile(world, join(stateDir, name), { dir, name, generation }))
  const evidence = await copyFolder('evidence', { ...copying, before, now })
  const files = [database.file, ...own, ...heads.files, ...evidence.files]
  await syncAll([...heads.written, ...evidence.written, join(dir, generation), dir])
  const list = provedList(
    { at, cases: database.cases, stateHash: database.stateHash, files },
    world.vault.copies,
  )
  line.tell('写清单', 1, 1)
  await world.vault.backupKeys(join(keysBeside(dir), 'keys.db'))
  for (const folder of [heads, evidence]) await folder.replace()
  writeWhole(join(dir, listName), `${JSON.stringify(list, null, 1)}\n`)
  await syncAll([dir])
  letGoOfOld(dir, { generation, files })
  return { ...list, damaged: evidence.damaged }
}

/** Only when the new list lies there: until then the copy before is whole. */
function letGoOfOld(
  dir: string,
  { generation, files }: { readonly generation: string; readonly files: readonly CopiedFile[] },
): void {
  for (const name of readdirSync(dir))
    if (/^sealed-[0-9a-f]{12}$/.test(name) && name !== generation)
      rmSync(join(dir, name), { recursive: true })
  dropUnnamed(dir, files)
}

/** No copy of a database takes longer. */
const aDay = 24 * 3_600_000

async function copyDatabase(
  { db, vault }: Sealed,
  { dir, stateDir, line, generation }: Copying & { readonly generation: string },
) {
  dropStaleRooms(stateDir, '.restore-')
  dropStaleRooms(stateDir, '.copy-', aDay)
  const folder = mkdtempSync(join(stateDir, '.copy-'))
  const plain = join(folder, databaseFile)
  try {
    line.tell('数据库', 0, 4)
    if (db.dialect === 'sqlite') await backupStore(db, plain)
    else {
      const copy = await openStore({ dir: folder })
      const copied = await copyTables(db, copy, ({ done, of }) => line.tell('数据库', done, of * 2))
      await copy.close()
      if (!copied.ok) throw new Error(`the database could not be copied: ${copied.refusal.key}`)
    }
    line.tell('核对', 2, 4)
    const state = await stateOf(plain)
    line.tell('封存', 3, 4)
    const file = await sealFile({ vault }, plain, { dir, name: databaseFile, generation })
    return { file, ...state }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a database file holds, in one number. */
export async function stateOf(file: string) {
  const db = openSqlite(file)
  try {
    return await db.read(async (tx) => {
      const sums = await tableSums(tx, 'sqlite')
      const cases = sums.find(({ table }) => table === 'cases')?.rows ?? 0
      return { cases, stateHash: stateHash(sums) }
    })
  } finally {
    await db.close()
  }
}

async function sealFile(
  { vault }: Pick<Sealed, 'vault'>,
  path: string,
  { dir, name, generation }: Record<'dir' | 'name' | 'generation', string>,
): Promise<CopiedFile> {
  const sealed = `${generation}/${name}.sealed`
  const { taken, whole } = await vault.copies.seal(path, join(dir, sealed), name)
  if (taken !== whole)
    throw new Error(
      `${name} 没有封存完整（${whole} 字节里只有 ${taken} 字节），没有备份，以前的备份没有动：再运行一次；还是这样，就检查磁盘`,
    )
  return { ...(await listed(sealed, join(dir, sealed))), plain: taken }
}

function writeWhole(path: string, text: string): void {
  const part = `${path}.part`
  const file = openSync(part, 'w', 0o600)
  // `writeSync` may leave some of it out on a disk that is nearly full.
  writeFileSync(file, Buffer.from(text))
  fsyncSync(file)
  closeSync(file)
  if (readFileSync(part, 'utf8') !== text) throw new Error(`${part} was not written whole`)
  renameSync(part, path)
}
