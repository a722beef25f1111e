import { promises } from 'node:fs'

/** So many are under way at once: the disk takes them together. */
const TOGETHER = 16

/** What was written, files and the folders that name them, survives a power cut when this resolves. */
export async function syncAll(paths: readonly string[]): Promise<void> {
  for (let at = 0; at < paths.length; at += TOGETHER)
    await Promise.all(paths.slice(at, at + TOGETHER).map(syncOne))
}

async function syncOne(path: string): Promise<void> {
  await using file = await promises.open(path, 'r')
  await file.sync()
}
