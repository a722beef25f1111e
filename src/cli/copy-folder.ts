import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileSum } from '#vault/sealed-copies.ts'
import { listed, type CopiedFile } from './copy-list.ts'
import { sizeOf } from './free-room.ts'
import type { ProgressLine } from './progress.ts'
import { syncAll } from './synced.ts'

/** Folders whose files are taken as they lie: evidence is sealed already, the heads of the audit chains are public. */
export const wholeFolders = ['heads', 'evidence'] as const
type WholeFolder = (typeof wholeFolders)[number]

export interface Copying {
  readonly dir: string
  readonly stateDir: string
  readonly line: ProgressLine
}

export interface CopiedFolder {
  readonly files: readonly CopiedFile[]
  /** Originals that are no longer as they were when they were copied: those of the copy stay. */
  readonly damaged: readonly string[]
  /** What is not on disk for sure yet. */
  readonly written: readonly string[]
  /** Puts what came anew in the place of what the copy before names: only when all else is done and on disk. */
  readonly replace: () => Promise<void>
}

/**
 * Such a file never changes, so one that the last copy had is not copied again. Each is read again within a week of daily
 * copies: a disk forgets. An original of another size is damaged, and takes no whole one's place.
 */
export async function copyFolder(
  folder: WholeFolder,
  {
    dir,
    stateDir,
    line,
    before = [],
    now,
  }: Copying & { readonly before?: readonly CopiedFile[] | undefined; readonly now: number },
): Promise<CopiedFolder> {
  const [from, to] = [join(stateDir, folder), join(dir, folder)]
  const names = namesIn(from)
  if (names.length > 0) mkdirSync(to, { recursive: true, mode: 0o700 })
  const known = new Map(before.map((file) => [file.name, file]))
  const files: CopiedFile[] = []
  const written = names.length > 0 ? [to] : []
  const damaged: string[] = []
  const beside: { readonly part: string; readonly place: string }[] = []
  for (const [n, name] of names.entries()) {
    line.tell(folder === 'evidence' ? '证据' : '留痕', n, names.length)
    const last = known.get(`${folder}/${name}`)
    const [source, target] = [join(from, name), join(to, name)]
    if (last && (await isStillGood({ source, target, last }, isLooked(name, now)))) {
      files.push(last)
      continue
    }
    if (last && name.endsWith('.original') && (await isWhole(target, last)) && existsSync(source)) {
      files.push(last)
      damaged.push(name)
      continue
    }
    const place = last ? `${target}.part` : target
    if (!copied(source, place)) continue
    if (last) beside.push({ part: place, place: target })
    files.push(await listed(`${folder}/${name}`, place))
    written.push(place)
  }
  const replace = async (): Promise<void> => {
    for (const { part, place } of beside) renameSync(part, place)
    if (beside.length > 0) await syncAll([to])
  }
  return { files, damaged, written, replace }
}

/** How many bytes of a folder the copy has not yet. */
export function yetToCopy(
  folder: WholeFolder,
  { dir, stateDir }: Pick<Copying, 'dir' | 'stateDir'>,
): number {
  const [from, to] = [join(stateDir, folder), join(dir, folder)]
  return namesIn(from).reduce((sum, name) => {
    const size = sizeOf(join(from, name))
    return size === sizeOf(join(to, name)) ? sum : sum + size
  }, 0)
}

/** What the list of the copy does not name is of no use to it: what came half, and what copies of before took of that. */
export function dropUnnamed(dir: string, files: readonly CopiedFile[]): void {
  const kept = new Set(files.map(({ name }) => name))
  for (const folder of wholeFolders) {
    if (!existsSync(join(dir, folder))) continue
    for (const entry of readdirSync(join(dir, folder), { withFileTypes: true }))
      if (entry.isFile() && !kept.has(`${folder}/${entry.name}`))
        rmSync(join(dir, folder, entry.name), { force: true })
  }
}

/** What is half written or half come is no evidence yet: the one who sends it begins anew after a restore. */
const namesIn = (dir: string): readonly string[] =>
  existsSync(dir) ? readdirSync(dir).filter((name) => !/\.(?:part|upload)$/.test(name)) : []

/** Whether it is this file's day to be read again, one of seven. */
const isLooked = (name: string, now: number): boolean =>
  (createHash('sha256').update(name).digest()[0] ?? 0) % 7 === Math.floor(now / 86_400_000) % 7

async function isStillGood(
  { source, target, last }: Record<'source' | 'target', string> & { readonly last: CopiedFile },
  isRead: boolean,
): Promise<boolean> {
  if (sizeOf(source) !== last.size || sizeOf(target) !== last.size) return false
  return !isRead || (await isWhole(target, last))
}

const isWhole = async (target: string, { size, digest }: CopiedFile): Promise<boolean> =>
  sizeOf(target) === size && (await fileSum(target)).digest === digest

/** `false`: it was erased a moment ago, and so is not missed. */
function copied(source: string, place: string): boolean {
  try {
    copyFileSync(source, place)
    return true
  } catch (cause) {
    if (existsSync(source)) throw cause
    return false
  }
}
