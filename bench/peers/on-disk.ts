import { mkdirSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FileAdapter } from '@grammyjs/storage-file'
import { Low } from 'lowdb'
import { JSONFile, TextFile } from 'lowdb/node'
import { file, newOutbox, say } from '../peer.ts'
import type { Peer } from '../peer.ts'
import { RECORD } from '../script.ts'
import type { Answers } from '../script.ts'
import { grammyConversationsIn } from './conversations.ts'
import { step, type State } from './reducer.ts'

/** grammY with the file store of its own makers: a file for each conversation, written in place and never synced. */
export const conversationsInFiles = (dir: string): Peer =>
  grammyConversationsIn(new FileAdapter({ dirName: dir }), 'grammY + conversations, storage-file')

/** The same files made durable: each written beside, synced and put in its place, its folder synced. */
export function conversationsSynced(dir: string): Peer {
  const plain = new FileAdapter({ dirName: dir })
  const path = (key: string): string => join(dir, key.slice(-2), `${key}.json`)
  const adapter = {
    read: async (key: string) => await plain.read(key),
    write: async (key: string, value: unknown) =>
      await writeSynced(path(key), JSON.stringify(value)),
    delete: async (key: string) => await plain.delete(key),
  }
  return grammyConversationsIn(adapter, 'grammY + conversations, files synced')
}

interface Kept {
  readonly talks: Record<string, State>
  readonly reports: Answers[]
}

/** A plain lowdb file, as small services keep their sessions and reports: the whole file anew at every message. `reports`: so many stand in it. */
export async function lowdbFile(dir: string, isSynced: boolean, reports = 0): Promise<Peer> {
  const path = join(dir, 'db.json')
  const adapter = isSynced ? syncedFile(path) : new JSONFile<Kept>(path)
  const db = new Low<Kept>(adapter, { talks: {}, reports: Array<Answers>(reports).fill(RECORD) })
  await db.read()
  const outbox = newOutbox()
  const name = `plain reducer in lowdb${isSynced ? ', synced' : ''}`
  return {
    name,
    outbox,
    handle: async ({ message }) => {
      const user = String(message.chat.id)
      const { next, said, filed } = step(db.data.talks[user], message)
      if (next) db.data.talks[user] = next
      else delete db.data.talks[user]
      if (filed) db.data.reports.push(filed)
      await db.write()
      for (const text of said) say(outbox, message.chat.id, text)
      if (filed) file(outbox, filed)
    },
  }
}

/** Writes that wait for another share the next one, as in lowdb's own file. */
function syncedFile(path: string) {
  const plain = new TextFile(path)
  let waiting: Promise<void> | undefined
  let writing: Promise<void> = Promise.resolve()
  return {
    read: async () => {
      const text = await plain.read()
      return text === null ? null : (JSON.parse(text) as Kept)
    },
    write: async (data: Kept) => {
      waiting ??= writing.then(async () => {
        waiting = undefined
        writing = writeSynced(path, JSON.stringify(data))
        await writing
      })
      await waiting
    },
  }
}

let count = 0

async function writeSynced(path: string, text: string): Promise<void> {
  const fresh = `${path}.${(count += 1)}.part`
  mkdirSync(dirname(path), { recursive: true })
  const handle = await open(fresh, 'w')
  await handle.writeFile(text)
  await handle.sync()
  await handle.close()
  await rename(fresh, path).catch(async (cause: unknown) => {
    await rm(fresh, { force: true })
    throw cause
  })
  const folder = await open(dirname(path), 'r')
  await folder.sync()
  await folder.close()
}
