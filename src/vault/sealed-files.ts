import { closeSync, fsyncSync, mkdirSync, openSync, promises } from 'node:fs'
import { dirname } from 'node:path'

const { link, open, opendir, readFile, rename, rm, stat } = promises

/** A folder of files that only the vault can read. */
export interface SealedFiles {
  /** The bytes and their name are on disk when this resolves. */
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>
  readonly read: (name: string) => Promise<Uint8Array>
  /** Also what a crash left of its writing. */
  readonly remove: (name: string) => Promise<void>
  /** A file that is written piece by piece takes its last name; its bytes are on disk already. */
  readonly rename: (name: string, last: string) => Promise<void>
  /** As `rename`, but the first name stays as well where the folder knows two names of one file. */
  readonly name: (name: string, also: string) => Promise<void>
  readonly pathOf: (name: string) => string
  /** The names of all files, some hundreds at a time. */
  readonly pages: () => AsyncIterable<readonly string[]>
  /** Milliseconds; `undefined`: it is gone. */
  readonly changedAt: (name: string) => Promise<number | undefined>
}

export const sealedFiles = (dir: string): SealedFiles => {
  const made = mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (made !== undefined) syncNow(dirname(dir))
  return {
    write: async (name, bytes) => {
      const part = `${dir}/${partOf(name)}`
      await writeSynced(part, bytes)
      await rename(part, `${dir}/${name}`)
      await syncFolder(dir)
    },
    read: async (name) => await readFile(`${dir}/${name}`),
    remove: async (name) => {
      for (const left of [name, partOf(name)]) await rm(`${dir}/${left}`, { force: true })
    },
    rename: async (name, last) => {
      await rename(`${dir}/${name}`, `${dir}/${last}`)
      await syncFolder(dir)
    },
    name: async (name, also) => {
      await rm(`${dir}/${also}`, { force: true })
      await link(`${dir}/${name}`, `${dir}/${also}`).catch(
        async () => await rename(`${dir}/${name}`, `${dir}/${also}`),
      )
      await syncFolder(dir)
    },
    pathOf: (name) => `${dir}/${name}`,
    pages: () => pagesOf(dir),
    changedAt: async (name) => {
      const found = await stat(`${dir}/${name}`).catch(() => undefined)
      return found?.mtimeMs
    },
  }
}

/** However many files there are, no more of their names are in memory. */
const PAGE = 500

async function* pagesOf(dir: string): AsyncGenerator<readonly string[]> {
  let names: string[] = []
  for await (const { name } of await opendir(dir)) {
    names.push(name)
    if (names.length < PAGE) continue
    yield names
    names = []
  }
  if (names.length > 0) yield names
}

const partOf = (name: string): string => `${name}.part`

/** A folder that was just made is in its own folder for good. */
const syncNow = (dir: string): void => {
  const folder = openSync(dir, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

const writeSynced = async (path: string, bytes: Uint8Array): Promise<void> => {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

const syncFolder = async (dir: string): Promise<void> => {
  const folder = await open(dir, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
