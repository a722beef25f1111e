import { createHash, randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync } from 'node:fs'
import { closeSync, fsyncSync, openSync, readFileSync, realpathSync } from 'node:fs'
import { rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Sealed } from '#service/sealed.ts'
import { backupStore } from '#store/backup.ts'
import { copyTables } from '#store/copy-tables.ts'
import { lockCopy } from '#store/lock.ts'
import { openSqlite } from '#store/open-sqlite.ts'
import { openStore } from '#store/open.ts'
import { stateHash, tableSums } from '#store/state-hash.ts'
import { fileSum } from '#vault/sealed-copies.ts'
import { dropStaleRooms } from '#vault/stale-rooms.ts'
import type { Config } from '../config.ts'
import { isProved, listed, listName, provedList, readList } from './copy-list.ts'
import type { CopiedFile, CopyList } from './copy-list.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { progressLine, type ProgressLine } from './progress.ts'
import { settingsOfExisting, withHouse } from './setup.ts'
import { syncAll } from './synced.ts'

/** Files of the operator that lie beside the database; that it was moved away is true of this folder alone. */
const settingFiles = (dir: string): readonly string[] =>
  readdirSync(dir).filter((name) => /^[\w-]+\.json$/.test(name) && name !== 'moved.json')

/** Folders whose files are taken as they lie: evidence is sealed already, the heads of the audit chains are public. */
export const wholeFolders = ['heads', 'evidence'] as const
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
    const refusal = lock ? whyNotInto(dir, { world, config }) : otherAtIt(dir)
    if (refusal) {
      complain(refusal)
      return exit.refused
    }
    const list = await copyHouse(world, { dir, stateDir: config.stateDir, line })
    const keys = keysBeside(dir)
    line.end()
    const seconds = Math.round((performance.now() - began) / 100) / 10
    const { cases, stateHash: hash, files } = list
    if (options.json)
      printJson({ data: dir, keys, cases, stateHash: hash, files: files.length, seconds })
    else {
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
function whyNotInto(
  dir: string,
  { world, config: { stateDir } }: { readonly world: Sealed; readonly config: Config },
): string | undefined {
  const list = listIn(dir)
  if (list && !isProved(list, world.vault.copies))
    return `${dir} 里是别处的备份，或清单被人改过，没有备份，什么也没有动：换一个文件夹`
  const file = world.db.path
  const size = file === undefined ? 0 : statSync(file).size
  const full = [stateDir, dir].find((one) => freeIn(one) < size + spare)
  return (
    full &&
    `${full} 所在的磁盘剩下不到 ${Math.ceil((size + spare) / 1e6)} MB，没有备份，什么也没有动：先腾出地方，或换一个磁盘`
  )
}

/** Bytes that stay free for the reports that come meanwhile. */
const spare = 256 * 1024 * 1024

const freeIn = (dir: string): number => {
  const { bavail, bsize } = statfsSync(dir)
  return bavail * bsize
}

const listIn = (dir: string): CopyList | undefined =>
  existsSync(join(dir, listName)) ? readList(readFileSync(join(dir, listName), 'utf8')) : undefined

/** Never within the copy of the data, however its folder was written. */
export const keysBeside = (dir: string): string => `${resolve(dir)}-keys`

interface Copying {
  readonly dir: string
  readonly stateDir: string
  readonly line: ProgressLine
}

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
  writeWhole(join(dir, listName), `${JSON.stringify(list, null, 1)}\n`)
  await syncAll([dir])
  letGoOfOld(dir, { generation, files })
  return list
}

/** Only when the new list lies there: until then the copy before is whole. */
function letGoOfOld(
  dir: string,
  { generation, files }: { readonly generation: string; readonly files: readonly CopiedFile[] },
): void {
  for (const name of readdirSync(dir))
    if (/^sealed-[0-9a-f]{12}$/.test(name) && name !== generation)
      rmSync(join(dir, name), { recursive: true })
  const kept = new Set(files.map(({ name }) => name))
  for (const folder of wholeFolders)
    for (const name of namesIn(join(dir, folder)))
      if (!kept.has(`${folder}/${name}`)) rmSync(join(dir, folder, name), { force: true })
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
  await vault.copies.seal(path, join(dir, sealed), name)
  return { ...(await listed(sealed, join(dir, sealed))), plain: statSync(path).size }
}

/**
 * Such a file never changes, so one that the last copy had is not copied again. Each is read again within a week of daily
 * copies: a disk forgets. `written`: what is not on disk for sure yet. */
async function copyFolder(
  folder: (typeof wholeFolders)[number],
  {
    dir,
    stateDir,
    line,
    before = [],
    now,
  }: Copying & { readonly before?: readonly CopiedFile[] | undefined; readonly now: number },
): Promise<{ readonly files: readonly CopiedFile[]; readonly written: readonly string[] }> {
  const [from, to] = [join(stateDir, folder), join(dir, folder)]
  const names = namesIn(from)
  if (names.length > 0) mkdirSync(to, { recursive: true, mode: 0o700 })
  const known = new Map(before.map((file) => [file.name, file]))
  const files: CopiedFile[] = []
  const written = names.length > 0 ? [to] : []
  for (const [n, name] of names.entries()) {
    line.tell(folder === 'evidence' ? '证据' : '留痕', n, names.length)
    const last = known.get(`${folder}/${name}`)
    const file = await copyOne(from, to, { name, last, isLooked: isLooked(name, now) })
    if (file) files.push({ ...file, name: `${folder}/${name}` })
    if (file && file !== last) written.push(join(to, name))
  }
  return { files, written }
}

/** What is half written or half come is no evidence yet: the one who sends it begins anew after a restore. */
const namesIn = (dir: string): readonly string[] =>
  existsSync(dir) ? readdirSync(dir).filter((name) => !/\.(?:part|upload)$/.test(name)) : []

/** Whether it is this file's day to be read again, one of seven. */
const isLooked = (name: string, now: number): boolean =>
  (createHash('sha256').update(name).digest()[0] ?? 0) % 7 === Math.floor(now / 86_400_000) % 7

async function copyOne(
  from: string,
  to: string,
  {
    name,
    last,
    isLooked: isRead,
  }: { readonly name: string; readonly last: CopiedFile | undefined; readonly isLooked: boolean },
): Promise<CopiedFile | undefined> {
  const [source, target] = [join(from, name), join(to, name)]
  const size = statSync(source, { throwIfNoEntry: false })?.size
  if (size === undefined) return undefined
  const isThere = last?.size === size && statSync(target, { throwIfNoEntry: false })?.size === size
  if (isThere && (!isRead || (await fileSum(target)).digest === last.digest)) return last
  try {
    copyFileSync(source, target)
  } catch (cause) {
    if (existsSync(source)) throw cause
    // It was erased a moment ago, and so is not missed.
    return undefined
  }
  return await listed(name, target)
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
