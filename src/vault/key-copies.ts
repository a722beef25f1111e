import { closeSync, existsSync, fsyncSync, openSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Freshened, KeyId } from './key-store.ts'

/** A copy of the keys as its store remembers it. */
export interface KeyCopy {
  readonly file: string
  /** It has none of the keys that were destroyed up to this one; `null`: nobody knows which it has. */
  readonly upto: number | null
}

/** What a store remembers of its copies, in the words that both stores share. */
export interface CopyMemory {
  /** Those within reach that still have a key that was erased. */
  readonly stale: () => Promise<readonly KeyCopy[]>
  /** Those within reach that still have a key that was erased, or let go of otherwise. */
  readonly behind: () => Promise<readonly KeyCopy[]>
  /** The number of the key that was destroyed last. */
  readonly lastDestroyed: () => Promise<number>
  readonly written: (file: string, upto: number) => Promise<void>
  readonly forget: (file: string) => Promise<void>
  /** Whether each of these keys is one of the store's, or was until it was destroyed. */
  readonly knows: (ids: readonly KeyId[]) => Promise<boolean>
  /** Writes the keys in place of the copy before. */
  readonly write: (file: string) => Promise<void>
}

const PAGE = 500

/** What is destroyed while the copy is being written counts as still in it. */
export async function writeCopy(memory: CopyMemory, file: string): Promise<void> {
  const upto = await memory.lastDestroyed()
  await memory.write(file)
  await memory.written(file, upto)
}

/** Nothing lies where a copy is to be written. Of what lies there nobody knows which keys it has until it is written over. */
export const isUnheardOf = (file: string): boolean => !existsSync(file)

/** Each on its own: one that cannot be written keeps none of the others from it, and stays stale. */
export async function freshenCopies(memory: CopyMemory): Promise<Freshened> {
  const away: string[] = []
  const others: string[] = []
  const failed: { readonly file: string; readonly why: string }[] = []
  for (const copy of await memory.stale())
    try {
      const became = await freshenOne(memory, copy)
      if (became === 'away') away.push(copy.file)
      if (became === 'others') others.push(copy.file)
    } catch (cause) {
      failed.push({ file: copy.file, why: cause instanceof Error ? cause.message : String(cause) })
    }
  return { away, others, failed }
}

/**
 * Writes anew each copy that still has a key of something that was let go of. One that is not there, or is another
 * house's by now, is nobody's to judge here: what is erased one day tells of it. Gives those that could not be written.
 */
export async function followCopies(memory: CopyMemory): Promise<Freshened['failed']> {
  const failed: { readonly file: string; readonly why: string }[] = []
  for (const { file } of await memory.behind())
    try {
      if (!isMissing(file) && !(await isOfOthers(memory, file))) await writeCopy(memory, file)
    } catch (cause) {
      failed.push({ file, why: cause instanceof Error ? cause.message : String(cause) })
    }
  return failed
}

async function freshenOne(
  memory: CopyMemory,
  { file, upto }: KeyCopy,
): Promise<'fresh' | 'away' | 'others'> {
  const isAway = isMissing(file)
  const isOthers = !isAway && upto !== null && (await isOfOthers(memory, file))
  if (isAway || isOthers) await memory.forget(file)
  else await writeCopy(memory, file)
  return isAway ? 'away' : isOthers ? 'others' : 'fresh'
}

/** A folder that may not be looked into, or a disk that does not answer, says nothing of what lies there. */
function isMissing(file: string): boolean {
  try {
    statSync(file)
    return false
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return true
    throw cause
  }
}

/** A key that was never here: another house wrote its copy to this place, and without it can open nothing. */
async function isOfOthers({ knows }: CopyMemory, file: string): Promise<boolean> {
  const copy = new DatabaseSync(file, { readOnly: true })
  try {
    const behind = copy.prepare('select id from keys where id > ? order by id limit ?')
    for (let last = ''; ;) {
      const ids = behind.all(last, PAGE).map(({ id }) => String(id))
      const next = ids.at(-1)
      if (next === undefined) return false
      if (!(await knows(ids))) return true
      last = next
    }
  } finally {
    copy.close()
  }
}

/**
 * In keys that are a copy, or come from one: the copies it speaks of belong to the house that made it. Where it
 * speaks of none, no byte of it changes.
 */
export function forgetCopies(file: string): void {
  if (!existsSync(file)) throw new Error(`${file} is not there`)
  const db = new DatabaseSync(file)
  try {
    db.exec('pragma secure_delete = on')
    const tables = db.prepare("select name from sqlite_schema where type = 'table'").all()
    for (const { name } of tables)
      if ((name === 'copies' || name === 'gone') && db.prepare(`select 1 from ${name}`).get())
        db.exec(`delete from ${name}`)
  } finally {
    db.close()
  }
  syncPath(file)
}

export const syncPath = (path: string): void => {
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
