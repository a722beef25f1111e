import { fdatasyncSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'

/** Brings to the disk what commits have written into the journal beside a database file. */
export interface JournalSync {
  /**
   * Resolves when everything written before the call is on disk; those who ask while the disk is at it share the next
   * time. Throws for ever once the disk has failed: what it then holds of the journal, nobody knows. `isLast`: nobody waits
   * to write, so it is done on this thread, which costs less than going to another and back.
   */
  readonly sync: (isLast?: boolean) => Promise<void>
  /** Resolves with the reason when the disk has failed. */
  readonly lost: Promise<Error>
  readonly close: () => Promise<void>
}

/** Off this process's own thread where others wait, so that their transactions are at work while the disk is. */
export const journalSync = (database: string): JournalSync => {
  let journal: Promise<FileHandle> | undefined
  let handle: FileHandle | undefined
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  let failure: Error | undefined
  const lost = Promise.withResolvers<Error>()
  const once = async (isLast: boolean): Promise<void> => {
    if (failure) throw failure
    try {
      if (isLast && handle) return fdatasyncSync(handle.fd)
      journal ??= open(`${database}-wal`, 'r+')
      handle = await journal
      await handle.datasync()
    } catch (cause) {
      failure = lostStore(cause)
      lost.resolve(failure)
      throw failure
    }
  }
  const start = (isLast = false): Promise<void> => {
    next = undefined
    const mine = once(isLast)
    running = mine
    const over = (): void => {
      if (running === mine) running = undefined
    }
    mine.then(over, over)
    return mine
  }
  return {
    lost: lost.promise,
    sync: (isLast) => {
      if (running === undefined) return start(isLast)
      const goOn = async (): Promise<void> => await start()
      next ??= running.then(goOn, goOn)
      return next
    },
    close: async () => {
      await running?.catch(() => undefined)
      await (await journal?.catch(() => undefined))?.close()
    },
  }
}

/** Known as a fault of the disk and of nothing that was to be written. */
const lostStore = (cause: unknown): Error =>
  Object.assign(
    new Error(
      'the disk did not take what was committed: nothing more is written. Look at the disk and its room, then start again',
      { cause },
    ),
    { code: 'EIO' },
  )
