import { mkdirSync, promises } from 'node:fs'

const { open, readdir, readFile, rename, rm, stat } = promises

/** A folder of files that only the vault can read. */
export interface SealedFiles {
  /** The bytes and their name are on disk when this resolves. */
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>
  readonly read: (name: string) => Promise<Uint8Array>
  readonly remove: (name: string) => Promise<void>
  readonly list: () => Promise<readonly { readonly name: string; readonly at: number }[]>
}

export const sealedFiles = (dir: string): SealedFiles => {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return {
    write: async (name, bytes) => {
      const part = `${dir}/${name}.part`
      await writeSynced(part, bytes)
      await rename(part, `${dir}/${name}`)
      await syncFolder(dir)
    },
    read: async (name) => await readFile(`${dir}/${name}`),
    remove: async (name) => await rm(`${dir}/${name}`, { force: true }),
    list: async () => {
      const names = await readdir(dir)
      return await Promise.all(
        names.map(async (name) => ({ name, at: (await stat(`${dir}/${name}`)).mtimeMs })),
      )
    },
  }
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
