/** What was done to a file since it was synced last: bytes put somewhere, or a new length. */
type Change = { readonly at: number; readonly bytes: Buffer } | { readonly length: number }

/** A file as it would be after the power was cut, and what would be gone. */
interface File {
  synced: Buffer
  changes: Change[]
  /** Of all changes ever, how many are synced. */
  taken: number
  length: number
}

type Entry = File | 'folder'

/** What a folder's list of names went through since it was synced last. */
type Naming = (kept: Map<string, Entry>) => void

/** A disk that keeps nothing but what was synced: bytes with their file, names with their folder. */
export interface SyncedDisk {
  /** What a process sees, by whole path. */
  readonly seen: Map<string, Entry>
  readonly kept: Map<string, Entry>
  readonly namings: Map<string, Naming[]>
}

/** All that is there now counts as synced. */
export function diskOf(files: ReadonlyMap<string, Buffer | 'folder'>): SyncedDisk {
  const entries = [...files].map(([path, what]): [string, Entry] => [
    path,
    what === 'folder'
      ? what
      : { synced: Buffer.from(what), changes: [], taken: 0, length: what.length },
  ])
  return { seen: new Map(entries), kept: new Map(entries), namings: new Map() }
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

function name(disk: SyncedDisk, path: string, naming: Naming): void {
  naming(disk.seen)
  const folder = folderOf(path)
  disk.namings.set(folder, [...(disk.namings.get(folder) ?? []), naming])
}

export function create(disk: SyncedDisk, path: string, entry?: Entry): void {
  if (disk.seen.has(path)) return
  const made = entry ?? { synced: Buffer.alloc(0), changes: [], taken: 0, length: 0 }
  name(disk, path, (names) => void names.set(path, made))
}

export function remove(disk: SyncedDisk, path: string): void {
  name(disk, path, (names) => void names.delete(path))
}

export function rename(disk: SyncedDisk, from: string, to: string): void {
  const entry = disk.seen.get(from)
  if (!entry) return
  if (entry === 'folder') throw new Error(`a folder was renamed: ${from}`)
  name(disk, to, (names) => void names.set(to, entry))
  remove(disk, from)
}

export function link(disk: SyncedDisk, from: string, to: string): void {
  const entry = disk.seen.get(from)
  if (entry) name(disk, to, (names) => void names.set(to, entry))
}

const fileAt = ({ seen }: SyncedDisk, path: string): File | undefined => {
  const entry = seen.get(path)
  return entry === 'folder' ? undefined : entry
}

/** `at`: `undefined` for the end. */
export function write(disk: SyncedDisk, path: string, bytes: Buffer, at?: number): void {
  const file = fileAt(disk, path)
  if (!file) return
  const change = { at: at ?? file.length, bytes }
  file.changes.push(change)
  file.length = Math.max(file.length, change.at + bytes.length)
}

export function cut(disk: SyncedDisk, path: string, length: number): void {
  const file = fileAt(disk, path)
  if (!file) return
  file.changes.push({ length })
  file.length = length
}

/** A sync that begins now; once it has ended, what was done before is safe, and nothing that came while it ran. */
export function beginSync(disk: SyncedDisk, path: string): () => void {
  const file = fileAt(disk, path)
  if (file) {
    const upTo = file.taken + file.changes.length
    return () => {
      const done = file.changes.splice(0, Math.max(0, upTo - file.taken))
      file.taken += done.length
      file.synced = done.reduce(changed, file.synced)
    }
  }
  const begun = disk.namings.get(path) ?? []
  return () => {
    const open = disk.namings.get(path) ?? []
    for (const naming of begun) if (open.includes(naming)) naming(disk.kept)
    disk.namings.set(
      path,
      open.filter((naming) => !begun.includes(naming)),
    )
  }
}

function changed(before: Buffer, change: Change): Buffer {
  const length =
    'length' in change ? change.length : Math.max(before.length, change.at + change.bytes.length)
  const after = length === before.length ? before : Buffer.alloc(length)
  if (after !== before) before.copy(after)
  if ('bytes' in change) change.bytes.copy(after, change.at)
  return after
}

/** What a process reads that looks now, with the power still on. */
export function seenFiles({ seen }: SyncedDisk): ReadonlyMap<string, Buffer | 'folder'> {
  return new Map(
    [...seen].map(([path, entry]) => [
      path,
      entry === 'folder' ? entry : entry.changes.reduce(changed, Buffer.from(entry.synced)),
    ]),
  )
}

/** What is left when the power is cut now, and how many changes are gone. */
export function afterPowerCut({ seen, kept, namings }: SyncedDisk): {
  readonly files: ReadonlyMap<string, Buffer | 'folder'>
  readonly undone: number
} {
  const files = new Map<string, Buffer | 'folder'>()
  for (const [path, entry] of kept) files.set(path, entry === 'folder' ? entry : entry.synced)
  const root = [...kept.keys()].toSorted((a, b) => a.length - b.length)[0] ?? ''
  const stands = (path: string): boolean =>
    path === root || (files.get(folderOf(path)) === 'folder' && stands(folderOf(path)))
  for (const path of files.keys()) if (!stands(path)) files.delete(path)
  const open = new Set([...seen.values()].filter((entry) => entry !== 'folder'))
  const changes = [...open].reduce((sum, file) => sum + file.changes.length, 0)
  const names = [...namings.values()].reduce((sum, some) => sum + some.length, 0)
  return { files, undone: changes + names }
}
